// Strangers learn from no answer, and from no stop-watch, who has an account.
import bcrypt from 'bcrypt';
import { describe, expect, test } from 'vitest';
import type { User } from '../../server/store/store.ts';
import { freePort } from '../setup/ports.ts';
import type { MovableClock } from '../support/clock.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { compareTimes, seen } from './support.ts';

const NOBODY = { email: 'nobody@example.com' };
const WRONG = 'wrong horse battery';
/** The slack of a median over 40 rounds. */
const ALIKE = 0.15;
const SERIES = 4;

const systemClock: MovableClock = { now: () => new Date(), pass: () => {} };

/** One user of every kind that a stranger might ask about. */
async function everyKindOfUser({ ctx, users }: RunningUserdb): Promise<Record<string, User>> {
  const [enabled, unverified, disabled, locked] = await Promise.all([
    users.create(),
    users.create({ status: 'PENDING' }),
    users.create(),
    users.create(),
  ]);
  await ctx.store.users.setStatus(disabled.id, 'DISABLED', ctx.clock());
  await ctx.store.users.setStatus(locked.id, 'LOCKED', ctx.clock());
  return { enabled, unverified, disabled, locked };
}

/**
 * Every median is within a share of the standard's. A difference that is there shows in each series; one that a busy
 * machine made does not, so that a later series may clear it.
 */
async function expectAlike<Kind extends string>(
  share: number,
  standard: NoInfer<Kind>,
  rounds: number,
  kinds: Record<Kind, () => Promise<unknown>>,
): Promise<void> {
  await compareTimes(2, kinds);
  const series = [];
  for (let attempt = 0; attempt < SERIES; attempt++) {
    const medians = await compareTimes(rounds, kinds);
    const times = Object.values<number>(medians);
    if (times.every((time) => Math.abs(time - medians[standard]) / medians[standard] < share)) return;
    series.push(medians);
  }
  expect.fail(`medians differ by ${share * 100} % or more in each of ${SERIES} series: ${JSON.stringify(series)}`);
}

describe('signing in', () => {
  test('ENU-1 a stranger gets the same bytes, headers and cookies for a wrong password as for an unknown address', async () => {
    const { newBrowser, users } = await startUserdb();
    const ben = await users.create();

    const known = newBrowser();
    const unknown = newBrowser();
    const answers = [await known.signIn(ben, WRONG), await unknown.signIn(NOBODY, WRONG)] as const;

    expect(answers[0].status).toBe(400);
    expect(seen(answers[0])).toEqual(seen(answers[1]));
    expect(answers[0].headers.getSetCookie()).toEqual([]);
    expect([known.cookies.size, unknown.cookies.size]).toEqual([0, 0]);
  });

  test('ENU-1 a stranger who sends a form learns no more, with a user name or with somebody’s old cookie', async () => {
    const { newBrowser, users } = await startUserdb();
    const ben = await users.create({ username: 'benbright' });
    const wrong = (login: string) => ({ login, password: WRONG });
    const browser = newBrowser();

    const [byAddress, byName, unknown] = [
      await browser.form('/login', wrong(ben.email)),
      await browser.form('/login', wrong('benbright')),
      await browser.form('/login', wrong('nobody')),
    ];
    expect(seen(byAddress)).toEqual(seen(unknown));
    expect(seen(byName)).toEqual(seen(unknown));

    const stale = { headers: { Cookie: 'userdb=s%3Aold.old' } };
    expect(seen(await browser.post('/login', wrong(ben.email), stale))).toEqual(
      seen(await browser.post('/login', wrong('nobody'), stale)),
    );
  });

  test('ENU-4 a wrong password reads the same for a disabled, locked or unverified user as for nobody', {
    timeout: 180_000,
  }, async () => {
    const userdb = await startUserdb();
    const kinds = await everyKindOfUser(userdb);
    const nobody = seen(await userdb.newBrowser().signIn(NOBODY, WRONG));

    for (const [kind, user] of Object.entries(kinds)) {
      expect(seen(await userdb.newBrowser().signIn(user, WRONG)), kind).toEqual(nobody);
    }
  });

  test('ENU-3 a stranger with a stop-watch cannot tell a known address from an unknown one', {
    timeout: 180_000,
  }, async () => {
    const { ctx, browser, users } = await startUserdb({ passwordHashing: { cost: 10 } }, { clock: systemClock });
    const ben = await users.create();
    const oldTimer = await users.create();
    // Brought along from a system that hashed in a quarter of the time.
    const legacy = bcrypt.hashSync(PASSWORD, 8).replace(/^\$2b/, '$2a');
    await ctx.store.users.setPassword(oldTimer.id, legacy, ctx.clock());

    const guess = (user: { email: string }) => () => browser.signIn(user, WRONG);
    const kinds = { unknown: guess(NOBODY), known: guess(ben), legacy: guess(oldTimer) };
    await expectAlike(ALIKE, 'unknown', 40, kinds);
  });

  test('ENU-4 a wrong password lasts as long for a disabled, locked or unverified user as for nobody', {
    timeout: 180_000,
  }, async () => {
    const userdb = await startUserdb({ passwordHashing: { cost: 8 } }, { clock: systemClock });
    const { disabled, locked, unverified } = await everyKindOfUser(userdb);
    const guess = (user: { email: string } | undefined) => () => userdb.browser.signIn(user ?? NOBODY, WRONG);

    const kinds = {
      unknown: guess(NOBODY),
      disabled: guess(disabled),
      locked: guess(locked),
      unverified: guess(unverified),
    };
    await expectAlike(0.25, 'unknown', 32, kinds);
  });

  test('ENU-10 a stranger who guesses up to a lock and past it reads the same about a known and an unknown address', async () => {
    const { newBrowser, users } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 3 });
    const ben = await users.create();
    const guesses = async (user: { email: string }) => {
      const browser = newBrowser();
      const answers = [];
      for (let guess = 0; guess < 6; guess++) answers.push(seen(await browser.signIn(user, `${WRONG} ${guess}`)));
      return answers;
    };

    expect(await guesses(ben)).toEqual(await guesses(NOBODY));
    expect((await users.find(ben.email)).status).toBe('LOCKED');
  });

  test('ENU-10 the bound on guesses for one login comes at the same guess for a known and an unknown address', async () => {
    const { newBrowser, users } = await startUserdb({
      rateLimits: { enabled: true, login: { perLogin: 3 } },
      session: { store: 'database' },
    });
    const ben = await users.create();
    const guesses = async (user: { email: string }) => {
      const browser = newBrowser();
      const answers = [];
      for (let guess = 0; guess < 5; guess++) answers.push(seen(await browser.signIn(user, WRONG)));
      return answers;
    };

    const known = await guesses(ben);
    expect(known.map(({ status }) => status)).toEqual([400, 400, 400, 429, 429]);
    expect(known).toEqual(await guesses(NOBODY));
  });
});

describe('asking for mail', () => {
  test('ENU-5 a stranger gets one answer from “forgot password” whoever is asked about', async () => {
    const userdb = await startUserdb();
    const kinds = await everyKindOfUser(userdb);
    const nobody = seen(await userdb.newBrowser().post('/forgot', NOBODY));
    expect(nobody).toMatchObject({ status: 200, text: '' });

    for (const [kind, { email }] of Object.entries(kinds)) {
      expect(seen(await userdb.newBrowser().post('/forgot', { email })), kind).toEqual(nobody);
      expect(seen(await userdb.newBrowser().form('/forgot', { email })), kind).toEqual(nobody);
    }
  });

  test('ENU-5 a stranger gets the same answer when no mail can be sent at all', async () => {
    const smtp = { options: { host: '127.0.0.1', port: await freePort() } };
    const { newBrowser, users, userdb } = await startUserdb({ smtp });
    const { email } = await users.create();
    const failed = new Promise((resolve) => userdb.on('mail.failed', resolve));

    const known = seen(await newBrowser().post('/forgot', { email }));

    await failed;
    expect(known).toEqual(seen(await newBrowser().post('/forgot', NOBODY)));
    expect(known).toEqual(seen(await newBrowser().post('/forgot', { email })));
    expect(known).toMatchObject({ status: 200, text: '' });
  });

  test('ENU-9 a stranger gets one answer for another verification mail whoever is asked about', async () => {
    const userdb = await startUserdb();
    const kinds = await everyKindOfUser(userdb);
    const nobody = seen(await userdb.newBrowser().post('/verify', NOBODY));
    expect(nobody).toMatchObject({ status: 200, text: '' });

    for (const [kind, { email }] of Object.entries(kinds)) {
      expect(seen(await userdb.newBrowser().post('/verify', { login: email })), kind).toEqual(nobody);
    }
  });
});

describe('registering', () => {
  const form = { givenName: 'Ann', surname: 'Lee', password: 'a whole new password' };
  /** An answer without what a fresh user has of its own. */
  const shape = ({ status, headers, text }: Awaited<ReturnType<RunningUserdb['browser']['get']>>, email: string) => ({
    status,
    headers: [...headers].filter(([name]) => name !== 'date'),
    text: text.replaceAll(JSON.parse(text).account.id, 'ID').replaceAll(email, 'EMAIL'),
  });

  test('ENU-7 a stranger who registers a taken address reads what a new user reads, and changes nothing', async () => {
    const { newBrowser, users } = await startUserdb({
      endpoints: { register: { roles: ['reader', 'Author'] } },
    });
    const ben = await users.create({ email: 'ben1@example.com', customData: { color: 'red' } });
    const before = await users.find(ben.email);

    const fresh = await newBrowser().post('/register', { ...form, email: 'new1@example.com' });
    for (const email of [ben.email, 'BEN1@example.COM']) {
      const taken = await newBrowser().post('/register', { ...form, email });
      expect(shape(taken, email)).toEqual(shape(fresh, 'new1@example.com'));
    }

    expect(fresh).toMatchObject({ status: 200, json: { account: { status: 'UNVERIFIED' } } });
    expect(await users.find(ben.email)).toEqual(before);
    expect(await newBrowser().signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  });

  test('ENU-7 a stranger learns nothing of an address by registering it with a user name that is taken', async () => {
    const { newBrowser, users } = await startUserdb({
      endpoints: { register: { form: { fields: { username: { enabled: true } } } } },
    });
    const ben = await users.create();
    await users.create({ username: 'mallory' });

    const withName = (email: string) => newBrowser().post('/register', { ...form, email, username: 'mallory' });
    expect(seen(await withName(ben.email))).toEqual(seen(await withName('free@example.com')));
  });

  test('ENU-7 a stranger learns nothing of an address by a password that is refused', async () => {
    const { newBrowser, users } = await startUserdb();
    const ben = await users.create();
    const weak = (email: string) => newBrowser().post('/register', { ...form, email, password: '1' });

    expect(seen(await weak(ben.email))).toEqual(seen(await weak('free@example.com')));
  });

  test('ENU-8 a stranger with a stop-watch cannot tell a taken address from a free one', {
    timeout: 180_000,
  }, async () => {
    const { browser, users } = await startUserdb({ passwordHashing: { cost: 10 } }, { clock: systemClock });
    const { email } = await users.create();
    let made = 0;
    const kinds = {
      free: () => browser.post('/register', { ...form, email: `free${++made}@example.com` }),
      taken: () => browser.post('/register', { ...form, email }),
    };

    await expectAlike(0.25, 'free', 20, kinds);
  });

  test('ENU-12 the owner of a taken address hears of it by a mail that has no token', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const ben = await users.create();

    await browser.post('/register', { ...form, email: ben.email.toUpperCase() });

    const mails = await mailbox.all();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: ben.email, subject: 'You already have an account' });
    expect(`${mails[0]?.text}${mails[0]?.html}`).not.toContain('sptoken');
  });
});
