import { describe, expect, test } from 'vitest';
import type { Status } from '../../server/store/store.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  cookieIn,
  expectAccount,
  expectError,
  expectPassedOn,
  expectSession,
  fallback,
  LATIN1_FORM,
  raw,
  startWithDatabase,
} from './wire.ts';

const WRONG = 'wrong horse battery';

describe('2.1 GET', () => {
  test('2.1 GET JSON "the view model": 200, exactly two top-level keys', async () => {
    const { browser } = await startUserdb();

    const reply = await browser.get('/login');

    expect(reply.status).toBe(200);
    expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
    expect(Object.keys(reply.json ?? {}).sort()).toEqual(['accountStores', 'form']);
    expect(Object.keys(reply.json?.form ?? {})).toEqual(['fields']);
  });

  test('2.1 GET JSON "Default fields, in this order": login and password, all ten values and no more', async () => {
    const { browser } = await startUserdb();

    const { json } = await browser.get('/login');

    expect(json?.form?.fields).toStrictEqual([
      {
        label: 'Username or Email',
        name: 'login',
        placeholder: 'Username or Email',
        required: true,
        type: 'text',
      },
      { label: 'Password', name: 'password', placeholder: 'Password', required: true, type: 'password' },
    ]);
  });

  test('2.1 GET JSON "only those enabled and visible, ordered by fieldOrder, the rest appended"', async () => {
    const shown = { enabled: true, visible: true, label: 'L', placeholder: 'P', required: false, type: 'text' };
    const fields = { last: shown, off: { ...shown, enabled: false }, hidden: { ...shown, visible: false } };
    const { browser } = await startUserdb({
      endpoints: { login: { form: { fields, fieldOrder: ['password', 'hidden', 'off'] } } },
    });

    const { json } = await browser.get('/login');

    expect(json?.form?.fields.map(({ name }) => name)).toEqual(['password', 'login', 'last']);
    expect(json?.form?.fields.at(-1)).toStrictEqual({
      label: 'L',
      name: 'last',
      placeholder: 'P',
      required: false,
      type: 'text',
    });
  });

  test('2.1 GET JSON "accountStores MUST be an array, [] if there are none"', async () => {
    const { browser } = await startUserdb();
    expect((await browser.get('/login')).json?.accountStores).toStrictEqual([]);
  });

  test('2.1 GET JSON "Same answer whether or not the caller is logged in"', async () => {
    const { browser, users, newBrowser } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);

    const [member, visitor] = [await browser.get('/login'), await newBrowser().get('/login')];

    expect(member.status).toBe(200);
    expect(member.text).toBe(visitor.text);
  });

  test('2.1 GET HTML without a single-page app is passed on', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expectPassedOn(await browser.get('/login', { accept: 'text/html' }));
  });
});

describe('2.1 POST, what is accepted', () => {
  test.each(['login', 'username', 'email'])('D3 2.1 POST field "%s" as JSON and as a form', async (field) => {
    const { browser, newBrowser, users } = await startUserdb();
    const ben = await users.create();
    const fields = { [field]: ben.email, password: PASSWORD };

    await expectSession(await browser.post('/login', fields), browser, ben.email);
    const another = newBrowser();
    await expectSession(await another.form('/login', fields, { type: LATIN1_FORM }), another, ben.email);
  });

  test('2.1 POST "Order: login, then username, then email; first non-empty string"', async () => {
    const { browser, users } = await startUserdb();
    const [ben, gus, eve] = [await users.create(), await users.create(), await users.create()];
    const signedIn = async (fields: object) =>
      expectAccount(await browser.post('/login', { ...fields, password: PASSWORD })).email;

    expect(await signedIn({ email: eve.email, username: gus.email, login: ben.email })).toBe(ben.email);
    expect(await signedIn({ email: eve.email, username: gus.email })).toBe(gus.email);
    expect(await signedIn({ email: eve.email, username: gus.email, login: '' })).toBe(gus.email);
    expect(await signedIn({ email: eve.email, username: '', login: '' })).toBe(eve.email);
  });

  test('2.1 POST "The value may be a user name or an e-mail address"', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create({ username: 'ben-the-brave' });

    for (const login of ['ben-the-brave', ben.email]) {
      const reply = await browser.post('/login', { login, password: PASSWORD });
      expect(expectAccount(reply)).toMatchObject({ id: ben.id, username: 'ben-the-brave', email: ben.email });
    }
  });

  test('2.1 POST V1UI\'s welcome page "sends username and login together, equal"', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    expectAccount(await browser.post('/login', { username: email, login: email, password: PASSWORD }));
  });

  test('2.1 POST field "anything else": ignored', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const extra = { rememberMe: true, status: 'ENABLED', roles: ['super-admin'], customData: { color: 'red' } };

    const account = expectAccount(await browser.post('/login', { login: email, password: PASSWORD, ...extra }));

    expect(account).toMatchObject({ roles: [], customData: {} });
  });

  test('2.1 POST "Credentials in the query string MUST NOT work"', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const query = new URLSearchParams({ login: email, username: email, password: PASSWORD });

    expectError(await browser.post(`/login?${query}`), 400);
    expectError(await browser.post(`/login?${query}`, {}), 400);
    expectError(await browser.post(`/login?${query}`, { login: email }), 400);
    expectError(await browser.form(`/login?password=${query.get('password')}`, { login: email }), 400);
    expectError(await browser.get('/me'), 401);
  });
});

describe('2.1 POST, the outcomes', () => {
  test('2.1 POST "ok": 200 {"account": Account}, nothing else at top level; session created', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create();

    const reply = await browser.post('/login', { login: ben.email, password: PASSWORD });

    expect(expectAccount(reply)).toMatchObject({ id: ben.id, email: ben.email, status: 'ENABLED' });
    await expectSession(reply, browser, ben.email);
  });

  test.each<[string, (email: string) => object]>([
    ['nothing', () => ({})],
    ['no login', () => ({ password: PASSWORD })],
    ['an empty login', () => ({ login: '', password: PASSWORD })],
    ['a blank login', () => ({ login: '   ', password: PASSWORD })],
    ['login null', () => ({ login: null, password: PASSWORD })],
    ['no password', (login) => ({ login })],
    ['an empty password', (login) => ({ login, password: '' })],
    ['password null', (login) => ({ login, password: null })],
  ])('2.1 POST "login or password missing or empty": Error(400) for %s', async (_, fields) => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();

    expectError(await browser.post('/login', fields(email)), 400);
    expectError(await browser.get('/me'), 401);
  });

  test.each<[string, (email: string) => object]>([
    ['a number for login', () => ({ login: 5, password: PASSWORD })],
    ['an object for login', () => ({ login: { 'users.email': 1 }, password: PASSWORD })],
    ['a list for login', (email) => ({ login: [email], password: PASSWORD })],
    ['true for password', (login) => ({ login, password: true })],
    ['an object for password', (login) => ({ login, password: { length: 8 } })],
    ['a list for password', (login) => ({ login, password: [PASSWORD] })],
  ])('2.1 POST "login or password missing or empty": Error(400) for %s, which is no string', async (_, fields) => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();

    expectError(await browser.post('/login', fields(email)), 400);
    expectError(await browser.get('/me'), 401);
  });

  test('D2 2.1 POST "unknown user, wrong password, not ENABLED, locked": Error(400), one and the same message', async () => {
    const { url, users, ctx } = await startUserdb();
    const enabled = await users.create();
    const failing = [enabled.email, 'nobody@example.com', 'nobody'];
    for (const status of ['PENDING', 'DISABLED', 'LOCKED'] as const)
      failing.push((await users.create({ status })).email);
    const byAdmin = await users.create();
    await ctx.store.users.setStatus(byAdmin.id, 'LOCKED', ctx.clock());
    failing.push(byAdmin.email);

    const replies = [];
    for (const login of failing) {
      const body = JSON.stringify({ login, password: WRONG });
      replies.push(
        await raw(url, { method: 'POST', path: '/login', headers: { 'Content-Type': 'application/json' }, body }),
      );
    }

    const [first] = replies;
    for (const reply of replies) {
      expectError(reply, 400);
      expect(reply.text).toBe(first?.text);
      expect(withoutDate(reply.headers)).toEqual(withoutDate(first?.headers ?? new Headers()));
    }
  });

  test('D60 2.1 POST "unknown user, wrong password, … locked": a guess that locks and one at a locked user say no more', async () => {
    const { browser, users, ctx } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 2 });
    const ben = await users.create();

    const messages = [];
    for (let guess = 1; guess <= 4; guess++) messages.push((await browser.signIn(ben, WRONG)).text);

    expect((await ctx.store.users.findById(ben.id))?.status).toBe('LOCKED');
    expect(new Set(messages).size).toBe(1);
  });

  test.each<[Status, RegExp]>([
    ['PENDING', /verify/i],
    ['LOCKED', /locked/i],
    ['DISABLED', /disabled/i],
  ])(
    'D60 2.1 POST "right password but account unverified or locked or disabled": Error(400) saying why, %s',
    async (status, why) => {
      const { browser, users } = await startUserdb();
      const ben = await users.create({ status });

      const reply = await browser.signIn(ben, PASSWORD);

      expectError(reply, 400);
      expect(reply.json?.message).toMatch(why);
      expectError(await browser.get('/me'), 401);
    },
  );

  test('2.1 POST "right password but … disabled": Error(400) when the tenant is disabled', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create();
    await db('accounts').where({ id: ben.account.id }).update({ status: 'DISABLED' });

    const reply = await browser.signIn(ben, PASSWORD);

    expectError(reply, 400);
    expect(reply.json?.message).toMatch(/disabled/i);
  });

  test('2.1 POST JSON failures set no session', async () => {
    const { browser, users } = await startUserdb();
    const reply = await browser.signIn(await users.create(), WRONG);
    expectError(reply, 400);
    expect(reply.headers.getSetCookie()).toEqual([]);
  });
});

describe('2.1 POST, the sentences under the table', () => {
  test('D4 2.1 "always authenticated with those credentials, also when a session exists"', async () => {
    const { browser, users } = await startUserdb();
    const [ben, gus] = [await users.create(), await users.create()];
    await browser.signIn(ben, PASSWORD);

    expectError(await browser.signIn(ben, WRONG), 400);
    expectError(await browser.signIn({ email: 'nobody@example.com' }, PASSWORD), 400);
    expect(expectAccount(await browser.signIn(gus, PASSWORD)).email).toBe(gus.email);
    expect(expectAccount(await browser.get('/me')).email).toBe(gus.email);
  });

  test('2.1 "R2 does so twice, concurrently: both must succeed and stay valid"', async () => {
    const { browser, users, url } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const Cookie = `userdb=${browser.cookies.get('userdb')}`;
    const body = JSON.stringify({ login: ben.email, password: PASSWORD });
    const headers = { Cookie, Accept: 'application/json', 'Content-Type': 'application/json' };

    const replies = await Promise.all([1, 2].map(() => raw(url, { method: 'POST', path: '/login', headers, body })));

    for (const reply of replies) {
      expectAccount(reply);
      const own = `userdb=${cookieIn(reply, 'userdb')?.value}`;
      expect(expectAccount(await raw(url, { path: '/me', headers: { Cookie: own } })).email).toBe(ben.email);
    }
    expect(new Set(replies.map((reply) => cookieIn(reply, 'userdb')?.value)).size).toBe(2);
  });

  test('2.1 Side effects "last-login time, failure count reset"', async () => {
    const { browser, users, clock } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, WRONG);
    clock.pass(100);

    await browser.signIn(ben, PASSWORD);

    expect(await users.find(ben.email)).toMatchObject({ failedLoginCount: 0, lastLoginAt: clock.now() });
  });

  test('2.1 Side effects "on failure failure count and time"', async () => {
    const { browser, users, clock } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, WRONG);
    clock.pass(100);

    await browser.signIn(ben, WRONG);

    const after = await users.find(ben.email);
    expect(after).toMatchObject({ failedLoginCount: 2, lastFailedLoginAt: clock.now(), lastLoginAt: null });
  });

  test('2.1 Side effects "lock at the limit", which ends after reenableLockedAccountsAfterSeconds', async () => {
    const { browser, users, clock } = await startUserdb({
      disableAccountAfterFailedLoginAttempts: 3,
      reenableLockedAccountsAfterSeconds: 60,
    });
    const ben = await users.create();
    await browser.signIn(ben, WRONG);
    await browser.signIn(ben, WRONG);
    expect(await users.find(ben.email)).toMatchObject({ status: 'ENABLED' });

    await browser.signIn(ben, WRONG);

    expect(await users.find(ben.email)).toMatchObject({ status: 'LOCKED' });
    clock.pass(59);
    expectError(await browser.signIn(ben, PASSWORD), 400);
    clock.pass(1);
    expectAccount(await browser.signIn(ben, PASSWORD));
  });

  test('2.1 Side effects "No mail"', async () => {
    const { browser, users, mailbox } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 1 });
    const ben = await users.create();

    expectAccount(await browser.signIn(ben, PASSWORD));
    expectError(await browser.signIn(ben, WRONG), 400);

    expect(await mailbox.all()).toEqual([]);
  });

  test('2.1 "A pre-existing anonymous session id is renewed"', async () => {
    const { browser, users, newBrowser } = await startUserdb(
      {},
      {
        routes: (app) =>
          app.get('/basket', (req, res) => {
            Object.assign(req.session, { basket: 'full' });
            res.json({});
          }),
      },
    );
    const ben = await users.create();
    await browser.get('/basket');
    const anonymous = browser.cookies.get('userdb');
    expect(anonymous).toBeTruthy();

    await browser.signIn(ben, PASSWORD);

    expect(browser.cookies.get('userdb')).not.toBe(anonymous);
    expect(expectAccount(await browser.get('/me')).email).toBe(ben.email);
    const thief = newBrowser();
    thief.cookies.set('userdb', anonymous ?? '');
    expectError(await thief.get('/me'), 401);
  });

  test('2.1 "Keep the failure count on the account that was looked up"', async () => {
    const { browser, users } = await startUserdb();
    const [ben, gus] = [await users.create(), await users.create()];

    await browser.post('/login', { login: ben.email, username: gus.email, email: gus.email, password: WRONG });

    expect(await users.find(ben.email)).toMatchObject({ failedLoginCount: 1 });
    expect(await users.find(gus.email)).toMatchObject({ failedLoginCount: 0 });
  });

  test('2.1 "Timing: hash something for unknown users too"', async () => {
    const { browser, users } = await startUserdb({ passwordHashing: { cost: 10 } });
    const ben = await users.create();
    const known: number[] = [];
    const unknown: number[] = [];
    const seconds = async (login: string) => {
      const began = performance.now();
      expectError(await browser.post('/login', { login, password: WRONG }), 400);
      return performance.now() - began;
    };

    for (let round = 0; round < 7; round++) {
      known.push(await seconds(ben.email));
      unknown.push(await seconds('nobody@example.com'));
    }

    // Without a hash it would be a twentieth.
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
  });

  test('2.1 "account.password_expired: true is added when the password is older than the limit and /expired is enabled"', async () => {
    const { browser, users, clock } = await startUserdb({ passwordsExpireInSeconds: 1000 });
    const ben = await users.create();
    const account = async () => expectAccount(await browser.signIn(ben, PASSWORD));

    clock.pass(999);
    expect(await account()).not.toHaveProperty('password_expired');
    clock.pass(1);
    expect(await account()).toHaveProperty('password_expired', true);
    expect(expectAccount(await browser.get('/me'))).toHaveProperty('password_expired', true);
  });

  test('2.1 "account.password_expired" is absent where /expired is not enabled, and where nothing expires', async () => {
    for (const options of [
      { endpoints: { expired: { enabled: false } }, passwordsExpireInSeconds: 1000 },
      { passwordsExpireInSeconds: 0 },
    ]) {
      const { browser, users, clock } = await startUserdb(options);
      const ben = await users.create();
      clock.pass(100_000_000);
      expect(expectAccount(await browser.signIn(ben, PASSWORD))).not.toHaveProperty('password_expired');
    }
  });
});

function withoutDate(headers: Headers): [string, string][] {
  return [...headers].filter(([name]) => name !== 'date');
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
