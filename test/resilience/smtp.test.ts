// The mail server is away, silent or unwilling: nobody waits for it, and the mail goes out when it returns.
import { describe, expect, onTestFinished, test } from 'vitest';
import { databaseFile, median, milliseconds, seen } from '../security/support.ts';
import { type Smtp, startSmtp } from '../setup/smtp.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

const FORM = { password: PASSWORD, givenName: 'Ann', surname: 'Lee' };
const AT_ONCE = 1000;

async function mailServer(): Promise<Smtp> {
  const smtp = await startSmtp();
  onTestFinished(() => smtp.close());
  return smtp;
}

/** Impatient, so that a silent mail server is given up within the test. */
const sending = (smtp: Smtp) => ({ smtp: { options: { ...smtp.options, greetingTimeout: 300, socketTimeout: 300 } } });

/** Resolves after so many tries that failed, on any of the servers. While the clock stands, each mail is tried once. */
function failures(servers: RunningUserdb[], count: number): Promise<void> {
  let left = count;
  return new Promise((resolve) => {
    for (const { userdb } of servers) {
      userdb.on('mail.failed', () => {
        left -= 1;
        if (left === 0) resolve();
      });
    }
  });
}

const MODES: [what: string, breakIt: (smtp: Smtp) => Promise<void>, repair: (smtp: Smtp) => Promise<void>][] = [
  ['is away', (smtp) => smtp.down(), (smtp) => smtp.up()],
  ['says no word', async (smtp) => smtp.hang(), async (smtp) => smtp.accept()],
  ['refuses for now', async (smtp) => smtp.refuse(450), async (smtp) => smtp.accept()],
  ['refuses for good', async (smtp) => smtp.refuse(550), async (smtp) => smtp.accept()],
];

describe.each(MODES)('a mail server that %s', (_, breakIt, repair) => {
  test('AVL-6 changes no answer and holds nobody up, and gets each mail once when it is back', async () => {
    const smtp = await mailServer();
    const userdb = await startUserdb(sending(smtp));
    const { browser, users, clock } = userdb;
    const ben = await users.create();
    const answers = async (email: string) => [
      seen(await browser.post('/register', { ...FORM, email })),
      seen(await browser.post('/forgot', { email: ben.email })),
      seen(await browser.post('/verify', { login: ben.email })),
    ];
    const before = await answers('ann@example.com');
    await smtp.waitFor(2);

    await breakIt(smtp);
    const failed = failures([userdb], 2);
    let after: Awaited<ReturnType<typeof answers>> = [];
    const took = await milliseconds(async () => {
      after = await answers('eva@example.com');
    });
    expect(took).toBeLessThan(3 * AT_ONCE);
    expect(after.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(after.slice(1)).toEqual(before.slice(1));
    expect(await milliseconds(() => browser.signIn(ben, PASSWORD))).toBeLessThan(AT_ONCE);
    expect((await browser.get('/me')).status).toBe(200);
    await failed;

    await repair(smtp);
    clock.pass(20);
    const mails = await smtp.waitFor(4);
    await userdb.close();

    expect(mails.flatMap(({ to }) => to).sort()).toEqual(
      ['ann@example.com', 'eva@example.com', ben.email, ben.email].sort(),
    );
    expect(smtp.mails).toHaveLength(4);
    for (const { text } of mails) expect(text).toMatch(/sptoken=/);
  });
});

test('ENU-6 somebody with a stop-watch cannot tell from “forgot password” who has an account', async () => {
  const smtp = await mailServer();
  smtp.hang();
  const { browser, users } = await startUserdb(sending(smtp));
  const ben = await users.create();
  const times = { known: [] as number[], unknown: [] as number[] };

  for (let round = 0; round < 9; round++) {
    times.known.push(await milliseconds(() => browser.post('/forgot', { email: ben.email })));
    times.unknown.push(await milliseconds(() => browser.post('/forgot', { email: 'nobody@example.com' })));
  }

  await smtp.waitForAttempts(1);
  expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(150);
});

test('AVL-6 two servers on one database send each mail once', async () => {
  const smtp = await mailServer();
  await smtp.down();
  const database = databaseFile();
  const one = await startUserdb({ ...database.options, ...sending(smtp) });
  const two = await startUserdb({ ...database.options, ...sending(smtp), baseUrl: one.url }, { clock: one.clock });
  const failed = failures([one, two], 12);
  const people = Array.from({ length: 12 }, (_, n) => `ann${n}@example.com`);
  await Promise.all(people.map((email, n) => (n % 2 ? one : two).newBrowser().post('/register', { ...FORM, email })));
  await failed;

  await smtp.up();
  one.clock.pass(20);
  // Whoever causes a mail has the rest looked at, too: here on both servers at once.
  people.push('eva@example.com', 'eve@example.com');
  await Promise.all([
    one.newBrowser().post('/register', { ...FORM, email: 'eva@example.com' }),
    two.newBrowser().post('/register', { ...FORM, email: 'eve@example.com' }),
  ]);
  await smtp.waitFor(people.length);
  await Promise.all([one.close(), two.close()]);

  expect(smtp.mails.flatMap(({ to }) => to).sort()).toEqual([...people].sort());
  expect(database.rows('select id from outbox')).toEqual([]);
});

test('AVL-6 a mail that never got through is given up loudly after two days', async () => {
  const smtp = await mailServer();
  smtp.refuse(550);
  const userdb = await startUserdb(sending(smtp));
  const ben = await userdb.users.create();
  const { browser, clock, ctx, log } = userdb;
  const failed = failures([userdb], 1);
  const givenUp = new Promise((resolve) => userdb.userdb.on('mail.given-up', resolve));
  await browser.signIn(ben, PASSWORD);
  await browser.post('/expired', { password: 'a whole new password' });
  await failed;

  clock.pass(48 * 3600);
  await givenUp;

  expect(await ctx.store.outbox.nextDue()).toBeNull();
  expect(log.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual(['a mail was given up']);
  expect(JSON.stringify(log)).not.toContain(ben.email);
  expect(smtp.mails).toEqual([]);
});

test('AVL-6 an operator can end a server whose mail server says no word', async () => {
  const smtp = await mailServer();
  smtp.hang();
  const userdb = await startUserdb(sending(smtp));
  const ben = await userdb.users.create();
  await userdb.browser.post('/forgot', { email: ben.email });
  await smtp.waitForAttempts(1);

  expect(await milliseconds(() => userdb.close())).toBeLessThan(3000);
});
