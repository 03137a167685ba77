import { describe, expect, it, onTestFinished } from 'vitest';
import type { UserdbEvent, UserdbEventType } from '../../server/audit/events.ts';
import type { Options } from '../../server/config/schema.ts';
import type { User } from '../../server/store/store.ts';
import { day, hour, minute, secondsAfter, secondsBetween } from '../../server/time.ts';
import { issueToken } from '../../server/tokens/mailedTokens.ts';
import { temporaryDatabase } from '../sessions/temporaryFile.ts';
import { type Smtp, startSmtp } from '../setup/smtp.ts';
import { movableClock } from '../support/clock.ts';
import { type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

describe('a mail', () => {
  it.each([
    ['html', ['text/plain', 'text/html']],
    ['text', ['text/html', 'text/plain']],
  ] as const)('of format %s goes out as %j: programs show the last that they can', async (format, types) => {
    const { app, smtp, ann } = await start({ email: { accountWelcome: { format } } });
    await welcome(app, ann);
    const [mail] = await smtp.waitFor(1);
    expect(mail?.headers.get('content-type')).toMatch(/^multipart\/alternative/);
    expect([...(mail?.raw.matchAll(/^Content-Type: (text\/\w+)/gim) ?? [])].map(([, type]) => type)).toEqual(types);
    expect(mail?.text).toContain('Your registration was successful');
    expect(mail?.html).toContain('Your registration was successful');
  });

  it('has sender, one recipient, subject, an id, and says that a program sent it', async () => {
    const { app, smtp, ann } = await start({
      baseUrl: 'https://app.example.com',
      smtp: { from: 'Example <accounts@example.com>' },
      email: { accountWelcome: { subject: 'Willkommen, schön!' } },
    });
    await welcome(app, ann);
    const [mail] = await smtp.waitFor(1);
    expect(mail).toMatchObject({
      from: 'accounts@example.com',
      to: [ann.email],
      subject: 'Willkommen, schön!',
      messageId: expect.stringMatching(/^<[\w-]{14}@app\.example\.com>$/),
    });
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('of a kind that is off is not written at all', async () => {
    const { app, ann } = await start({ email: { accountWelcome: { enabled: false } } });
    await welcome(app, ann);
    expect(await app.ctx.store.outbox.nextDue()).toBeNull();
  });

  it('does not go out when what caused it is taken back', async () => {
    const { app, smtp, ann } = await start();
    const failure = new Error('after the mail');
    const work = app.ctx.store.transaction(async (store) => {
      await app.ctx.mailer.post(store, 'passwordResetSuccessful', ann);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    await welcome(app, ann);
    expect((await smtp.waitFor(1))[0]?.subject).toBe('Your registration was successful');
    expect(await app.ctx.store.outbox.nextDue().then(() => smtp.mails)).toHaveLength(1);
  });
});

describe('a mail server in trouble', () => {
  it.each([451, 550])('is tried again after growing pauses while it says %d', async (code) => {
    const { app, smtp, ann } = await start();
    smtp.refuse(code);
    const pauses: number[] = [];
    let failed = next(app, 'mail.failed');
    await welcome(app, ann);
    for (let attempt = 1; attempt <= 11; attempt++) {
      expect(await failed).toMatchObject({ kind: 'accountWelcome', userId: ann.id, attempt });
      const due = await app.ctx.store.outbox.nextDue();
      const pause = secondsBetween(app.clock.now(), due ?? new Date(0));
      pauses.push(pause);
      failed = next(app, 'mail.failed');
      app.clock.pass(pause);
      lookNow(app);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);

    await failed;
    smtp.accept();
    app.clock.pass(5 * minute);
    const sent = next(app, 'mail.sent');
    lookNow(app);
    await sent;
    expect(smtp.mails).toHaveLength(1);
    expect(await app.ctx.store.outbox.nextDue()).toBeNull();
  });

  it('gets the same mail under the same id at every try', async () => {
    const { app, smtp, ann } = await start();
    smtp.refuse();
    const failed = next(app, 'mail.failed');
    await app.browser.post('/forgot', { email: ann.email });
    await failed;
    smtp.accept();
    app.clock.pass(1);
    const id = (await app.ctx.store.outbox.claim(app.clock.now(), app.clock.now()))?.id;
    lookNow(app);
    const [mail] = await smtp.waitFor(1);
    expect(mail?.messageId).toContain(id);
    expect(mail?.links[0]).toMatch(/\/change\?sptoken=/);
  });

  it('is given up after two days, with an event and an error in the log, and without the address', async () => {
    const { app, smtp, ann } = await start();
    smtp.refuse();
    const failed = next(app, 'mail.failed');
    await welcome(app, ann);
    await failed;
    const givenUp = next(app, 'mail.given-up');
    app.clock.pass(2 * day);
    lookNow(app);

    expect(await givenUp).toMatchObject({
      kind: 'accountWelcome',
      userId: ann.id,
      reason: expect.stringContaining('550'),
    });
    expect(await app.ctx.store.outbox.nextDue()).toBeNull();
    const errors = app.log.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(app.log)).not.toContain(ann.email);
  });

  it('holds up no other mail', async () => {
    const { app, smtp, ann } = await start();
    const ben = await app.users.create();
    smtp.refuse();
    const failed = next(app, 'mail.failed');
    await welcome(app, ann);
    await failed;
    smtp.accept();
    await welcome(app, ben);
    expect((await smtp.waitFor(1))[0]?.to).toEqual([ben.email]);
  });

  it('is overtaken by a reset mail where it has a hundred before it in one transaction', async () => {
    const { app, smtp, ann } = await start();
    const batch = Array.from({ length: 75 }, () => ({ user: ann }));
    await app.ctx.store.transaction(async (store) => {
      for (let i = 0; i < 2; i++) await app.ctx.mailer.postMany(store, 'accountWelcome', batch);
    });
    await smtp.waitFor(100);
    expect(await app.ctx.store.outbox.nextDue()).toEqual(secondsAfter(app.clock.now(), 0.05));

    await app.browser.post('/forgot', { email: ann.email });
    expect((await smtp.waitFor(101)).at(-1)?.subject).toBe('Reset your password');

    app.clock.pass(0.05);
    lookNow(app);
    expect(await smtp.waitFor(102)).toHaveLength(102);
    app.clock.pass(48 * 0.05);
    lookNow(app);
    expect(await smtp.waitFor(149)).toHaveLength(149);
    app.clock.pass(0.05);
    lookNow(app);
    expect(await smtp.waitFor(150)).toHaveLength(150);
  });

  it('delays no answer while it hangs', async () => {
    const { app, smtp, ann } = await start();
    smtp.hang();
    const before = performance.now();
    expect((await app.browser.post('/forgot', { email: ann.email })).status).toBe(200);
    expect(performance.now() - before).toBeLessThan(1000);
    await smtp.waitForAttempts(1);
    await smtp.down();
  });

  it('holds up no other mail, not even one that has to be tried again', async () => {
    const long = 10 * minute * 1000;
    const options = { connectionTimeout: long, greetingTimeout: long, socketTimeout: long };
    const { app, smtp, ann } = await start({ smtp: { options } });
    const ben = await app.users.create();
    const failed = new Promise<void>((resolve) => app.userdb.on('mail.failed', () => resolve()));
    smtp.hang();
    await welcome(app, ann);
    await smtp.waitForAttempts(1);
    smtp.refuse();
    await welcome(app, ben);
    await failed;
    // The sender looks once more before it ends; queries are answered in order, so that these come after it.
    for (let query = 0; query < 10; query++) await app.ctx.store.outbox.nextDue();

    smtp.accept();
    app.clock.pass(2);
    expect((await smtp.waitFor(1))[0]?.to).toEqual([ben.email]);
    await smtp.down();
  });

  it('that is given long to answer has the mail for as long', async () => {
    const long = 10 * minute * 1000;
    const { app, smtp, ann } = await start({
      smtp: { options: { connectionTimeout: long, greetingTimeout: long, socketTimeout: long } },
    });
    smtp.hang();
    await welcome(app, ann);
    await smtp.waitForAttempts(1);
    app.clock.pass(minute);
    // Due again would mean that another sender sends it too, while this one still waits.
    const again = await app.ctx.store.outbox.claim(app.clock.now(), app.clock.now());
    await smtp.down();
    expect(again).toBeNull();
  });
});

describe('what happened since a mail was written', () => {
  it('drops it when its user is gone', async () => {
    const { app, smtp, ann, db } = await start();
    const ben = await app.users.create();
    await refusedFirst(app, smtp, () => welcome(app, ann));
    await db('users').where({ id: ann.id }).delete();
    app.clock.pass(minute);
    await welcome(app, ben);
    await smtp.waitFor(1);
    await emptied(app);
    expect(smtp.mails.map(({ to }) => to)).toEqual([[ben.email]]);
  });

  it.each<[string, (app: RunningUserdb, ann: User) => unknown]>([
    ['has expired', (app) => app.clock.pass(hour)],
    ['was voided by a password change', (app, ann) => app.ctx.store.tokens.voidAll(ann.id, app.clock.now())],
    ['was replaced by a newer one', (app, ann) => issueToken(app.ctx, app.ctx.store, 'reset', ann)],
  ])('keeps back a link that %s', async (_, happen) => {
    const { app, smtp, ann } = await start();
    const ben = await app.users.create();
    await refusedFirst(app, smtp, () => app.browser.post('/forgot', { email: ann.email }));
    await happen(app, ann);
    app.clock.pass(1);
    await welcome(app, ben);
    await smtp.waitFor(1);
    await emptied(app);
    expect(smtp.mails.map(({ to }) => to)).toEqual([[ben.email]]);
  });

  it('is in the mail: it is written when it goes out', async () => {
    const { app, smtp, ann, db } = await start();
    await refusedFirst(app, smtp, () => welcome(app, ann));
    await db('users').where({ id: ann.id }).update({ fullName: 'Ann Newname' });
    app.clock.pass(1);
    lookNow(app);
    expect((await smtp.waitFor(1))[0]?.text).toContain('Ann Newname');
  });

  it('lies there after a restart, and goes out then', async () => {
    const { app, smtp, ann, options } = await start();
    await refusedFirst(app, smtp, () => welcome(app, ann));
    await app.close();
    app.clock.pass(1);
    await startUserdb(options, { clock: app.clock });
    expect((await smtp.waitFor(1))[0]?.to).toEqual([ann.email]);
  });
});

describe('two userdbs with one database', () => {
  it('share the mails, and send each once', async () => {
    const { app: one, smtp, options } = await start();
    const other = await startUserdb(options, { clock: one.clock });
    const users = await Promise.all(Array.from({ length: 30 }, () => one.users.create()));

    await Promise.all(users.map((user, i) => welcome(i % 2 ? one : other, user)));

    await smtp.waitFor(users.length);
    await emptied(one);
    expect(smtp.mails.map(({ to }) => to[0]).toSorted()).toEqual(users.map(({ email }) => email).toSorted());
    expect(new Set(smtp.mails.map(({ messageId }) => messageId)).size).toBe(users.length);
    const sent = [...one.log, ...other.log].filter(({ message }) => message === 'mail.sent');
    expect(sent).toHaveLength(users.length);
  });

  it('take over what the other one had begun when it died', async () => {
    const { app, smtp, ann } = await start();
    await refusedFirst(app, smtp, () => welcome(app, ann));
    app.clock.pass(1);
    const { store } = app.ctx;
    // As a process leaves it that was killed while it was sending.
    await store.outbox.claim(app.clock.now(), secondsAfter(app.clock.now(), 30));
    lookNow(app);
    app.clock.pass(30);
    lookNow(app);
    await smtp.waitFor(1);
    await emptied(app);
    expect(smtp.mails).toHaveLength(1);
  });
});

async function start(more: Options = {}) {
  const smtp = await startSmtp();
  const { options: database, db } = await temporaryDatabase();
  const options: Options = {
    ...more,
    database: { options: database },
    smtp: { ...more.smtp, options: { ...smtp.options, ...more.smtp?.options } },
  };
  // Registered before the server's own end, so that it runs after it: a userdb that closes waits for its mails.
  onTestFinished(() => smtp.close());
  const app = await startUserdb(options, { clock: movableClock() });
  return { app, smtp, options, db, ann: await app.users.create() };
}

/** A mail that nothing else depends on. */
async function welcome({ ctx }: RunningUserdb, user: User): Promise<void> {
  await ctx.mailer.post(ctx.store, 'accountWelcome', user);
}

/** What the timer does when its time has come. */
function lookNow({ ctx }: RunningUserdb): void {
  ctx.mailer.start(ctx);
}

/** The first try fails, so that something can happen before the second. */
async function refusedFirst(app: RunningUserdb, smtp: Smtp, cause: () => Promise<unknown>): Promise<void> {
  smtp.refuse(451);
  const failed = next(app, 'mail.failed');
  await cause();
  await failed;
  smtp.accept();
}

function next<Type extends UserdbEventType>({ ctx }: RunningUserdb, type: Type) {
  return new Promise<Extract<UserdbEvent, { type: Type }>>((resolve) => void ctx.listeners.once(type, resolve));
}

/** Resolves when the outbox is empty; mails that are dropped make no event, so it is asked, for a bounded time. */
async function emptied({ ctx }: RunningUserdb): Promise<void> {
  const giveUpAt = performance.now() + 10_000;
  while (await ctx.store.outbox.nextDue()) {
    if (performance.now() > giveUpAt) throw new Error('there is still mail in the outbox');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
