// userdb 1's faults in passwords: guessing, locks, history, expiry, policy.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { adminOf, superAdmin } from '../contract/people.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectEmpty,
  expectError,
  NEW_PASSWORD,
  newestToken,
  startWithDatabase,
  userWithResetLink,
} from '../contract/wire.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const WRONG = 'wrong horse battery';
const LOCKING = { disableAccountAfterFailedLoginAttempts: 3, reenableLockedAccountsAfterSeconds: 60 };

describe('faults of userdb 1: guessing and locks', () => {
  it('fault 19: a guess counts for whom it was made at, whatever other names come with it', async () => {
    const { browser, users } = await startUserdb(LOCKING);
    const [ben, ann] = [await users.create(), await users.create()];
    for (let i = 0; i < 3; i++) {
      const guess = { login: ben.email, username: ann.email, email: ann.email, password: WRONG };
      expectError(await browser.post('/login', guess), 400);
    }
    expect((await users.find(ben.email)).status).toBe('LOCKED');
    expect(await users.find(ann.email)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
  });

  it('fault 19: credentials in a query open no protected route', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const query = new URLSearchParams({ login: email, password: PASSWORD });
    expectError(await browser.get(`/me?${query}`), 401);
    expectError(await browser.post(`/login?${query}`, {}), 400);
  });

  it('fault 19: a count that is past the limit locks too', async () => {
    const { browser, users, db } = await startWithDatabase(LOCKING);
    const ben = await users.create();
    await db('users').where({ id: ben.id }).update({ failed_login_count: 7 });
    expectError(await browser.signIn(ben, WRONG), 400);
    expect((await users.find(ben.email)).status).toBe('LOCKED');
  });

  it('fault 19: guesses at once are all counted', async () => {
    const { newBrowser, users } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 100 });
    const ben = await users.create();
    await Promise.all(Array.from({ length: 20 }, () => newBrowser().signIn(ben, WRONG)));
    expect((await users.find(ben.email)).failedLoginCount).toBe(20);
  });

  it('fault 20: a lock by guesses ends by itself, and a reset ends it at once', async () => {
    const { browser, users, clock, mailbox } = await startUserdb(LOCKING);
    const ben = await users.create();
    const lock = async () => {
      for (let i = 0; i < 3; i++) await browser.signIn(ben, WRONG);
      expectError(await browser.signIn(ben, PASSWORD), 400);
    };
    await lock();
    clock.pass(60);
    expectAccount(await browser.signIn(ben, PASSWORD));

    await lock();
    await browser.post('/forgot', { email: ben.email });
    const sptoken = await newestToken(mailbox, ben);
    expectEmpty(await browser.post('/change', { sptoken, password: NEW_PASSWORD }));
    expectAccount(await browser.signIn(ben, NEW_PASSWORD));
  });

  it('fault 20: a lock by an administrator does not end by itself', async () => {
    const running = await startUserdb(LOCKING);
    const { browser } = await superAdmin(running);
    const ben = await running.users.create();
    const body = { userId: ben.id, newStatus: 'LOCKED' };
    expect((await browser.post('/users/change_account_status', body)).status).toBe(200);
    running.clock.pass(3600);
    expectError(await running.browser.signIn(ben, PASSWORD), 400);
  });
});

describe('faults of userdb 1: history and expiry', () => {
  it('fault 35: neither the present password nor the one before it can be chosen again, at /change and at /expired', async () => {
    const { browser, users, mailbox } = await startUserdb({ passwordsCantMatch: 2 });
    const ben = await users.create();
    await browser.post('/forgot', { email: ben.email });
    const sptoken = await newestToken(mailbox, ben);
    expectError(await browser.post('/change', { sptoken, password: PASSWORD }), 400);
    expectEmpty(await browser.post('/change', { sptoken, password: NEW_PASSWORD }));

    await browser.signIn(ben, NEW_PASSWORD);
    for (const password of [NEW_PASSWORD, PASSWORD]) expectError(await browser.post('/expired', { password }), 400);
    expect((await browser.post('/expired', { password: 'a third horse battery' })).status).toBe(200);
  });

  it('fault 35: a password that an admin gave is remembered too', async () => {
    const running = await startUserdb({ passwordsCantMatch: 2 });
    const { browser } = await adminOf(running, 'acme');
    const gina = {
      givenName: 'Gina',
      surname: 'Low',
      email: 'gina@example.com',
      status: 'ENABLED',
      password: PASSWORD,
    };
    expect((await browser.post('/users/update', gina)).status).toBe(200);
    await running.browser.signIn(gina, PASSWORD);
    expect((await running.browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);

    await running.browser.signIn(gina, NEW_PASSWORD);

    expectError(await running.browser.post('/expired', { password: PASSWORD }), 400);
  });

  it('fault 35: and so is the first one of who was invited', async () => {
    const running = await startUserdb({ passwordsCantMatch: 2 });
    const { browser } = await adminOf(running, 'acme');
    const gina = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };
    await browser.post('/users/update', gina);
    const sptoken = await newestToken(running.mailbox, gina);
    const { json } = await running.browser.post('/welcome', { sptoken });
    const first = { ...json, password: PASSWORD, confirmPassword: PASSWORD };
    expect((await running.browser.post('/welcomed', first)).status).toBe(200);
    await running.browser.signIn(gina, PASSWORD);
    expect((await running.browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);

    await running.browser.signIn(gina, NEW_PASSWORD);

    expectError(await running.browser.post('/expired', { password: PASSWORD }), 400);
  });

  it('fault 36: a password expires', async () => {
    const { browser, users, clock } = await startUserdb({ passwordsExpireInSeconds: 60 });
    const eli = await users.create();
    expect(expectAccount(await browser.signIn(eli, PASSWORD))).not.toHaveProperty('password_expired');
    clock.pass(60);
    for (const reply of [await browser.get('/me'), await browser.signIn(eli, PASSWORD)]) {
      expect(expectAccount(reply)).toHaveProperty('password_expired', true);
    }
  });

  it('fault 37: the comment on passwordsExpireInSeconds says what its default is', () => {
    const defaults = readFileSync(join(import.meta.dirname, '../../defaults.yml'), 'utf8');
    const [, comment, value] = /((?:^#.*\n)+)passwordsExpireInSeconds: (\d+)/m.exec(defaults) ?? [];
    expect(comment).toContain(`${value} is ${Number(value) / 86_400} days`);
  });
});

describe('faults of userdb 1: policy and hashes', () => {
  it('fault 38: a password of one character is refused by default', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, password: '1' }), 400);
  });

  it.each([{}, { password: '' }, { password: null }, { password: ['x'] }])(
    'fault 38: /users/check_password says that %j is not good, and falls over nothing',
    async (body) => {
      const { browser } = await startUserdb();
      const reply = await browser.post('/users/check_password', body);
      expect(reply.status, reply.text).toBe(200);
      expect(reply.json).toStrictEqual({ good: false, error: expect.stringMatching(/\S/) });
    },
  );

  it('fault 39: what comes after byte 72 of a password counts', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const long = `${'horse battery '.repeat(6)}staple`;
    expect(Buffer.byteLength(long)).toBeGreaterThan(72);
    expectEmpty(await running.browser.post('/change', { sptoken, password: long }));
    expectError(await running.browser.signIn(ben, long.slice(0, 72)), 400);
    expectError(await running.browser.signIn(ben, `${long.slice(0, -1)}x`), 400);
    expectAccount(await running.browser.signIn(ben, long));
  });
});
