// Wrong passwords in a row shut the door for a while, to guessers and not to those who are inside.
import type { Application } from 'express';
import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { atOnce, databaseFile } from './support.ts';

const WRONG = 'wrong horse battery';
const NEW_PASSWORD = 'new horse new battery';
const REFUSED = { status: 400 };
const SIGNED_IN = { status: 200 };

const limit = (attempts: number): Options => ({
  disableAccountAfterFailedLoginAttempts: attempts,
  reenableLockedAccountsAfterSeconds: 900,
});

/** So many wrong passwords, one after the other. */
async function guess(userdb: RunningUserdb, login: string, times: number): Promise<Reply[]> {
  const replies = [];
  for (let time = 0; time < times; time++) {
    replies.push(await userdb.newBrowser().post('/login', { login, password: `${WRONG} ${time}` }));
  }
  return replies;
}

/** For startUserdb: tells when so many requests of a kind have arrived. */
function doorbell(count: number, path: string) {
  let rung = () => {};
  const heard = new Promise<void>((resolve) => {
    rung = resolve;
  });
  let left = count;
  const before = (app: Application) => {
    app.post(path, (_req, _res, next) => {
      left -= 1;
      if (left === 0) rung();
      next();
    });
  };
  return { heard, before };
}

describe('guesses count', () => {
  test('LCK-1 after ten wrong passwords somebody’s right one is refused', async () => {
    const userdb = await startUserdb(limit(10));
    const ben = await userdb.users.create();

    await guess(userdb, ben.email, 9);
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(SIGNED_IN);
    await guess(userdb, ben.email, 10);

    const refusal = await userdb.newBrowser().signIn(ben, PASSWORD);
    expect(refusal).toMatchObject(REFUSED);
    expect(refusal.headers.getSetCookie()).toEqual([]);
    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');
  });

  test('LCK-2 ten wrong passwords at once lock somebody whose limit is ten', async () => {
    const userdb = await startUserdb(limit(10));
    const ben = await userdb.users.create();

    const replies = await atOnce(10, (n) => userdb.newBrowser().signIn(ben, `${WRONG} ${n}`));

    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(400));
    expect(await userdb.users.find(ben.email)).toMatchObject({ status: 'LOCKED', failedLoginCount: 10 });
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-3 the right password behind forty wrong ones in flight is refused', async () => {
    // A hash of some milliseconds, so that the forty are still in flight.
    const { heard, before } = doorbell(40, '/login');
    const userdb = await startUserdb({ ...limit(10), passwordHashing: { cost: 8 } }, { before });
    const ben = await userdb.users.create();

    const wrong = atOnce(40, (n) => userdb.newBrowser().signIn(ben, `${WRONG} ${n}`));
    await heard;
    const right = await userdb.newBrowser().signIn(ben, PASSWORD);

    expect(right).toMatchObject(REFUSED);
    expect((await wrong).map(({ status }) => status)).toEqual(Array(40).fill(400));
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-3 good passwords among the wrong ones wipe no count that was made after them', async () => {
    const userdb = await startUserdb(limit(5));
    const [ann, ben] = [await userdb.users.create(), await userdb.users.create()];

    await guess(userdb, ben.email, 3);
    await atOnce(5, () => userdb.newBrowser().signIn(ann, PASSWORD));
    await guess(userdb, ben.email, 2);

    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-4 a good sign-in begins the count anew, for that person alone', async () => {
    const userdb = await startUserdb(limit(3));
    const [ann, ben] = [await userdb.users.create(), await userdb.users.create()];

    await guess(userdb, ann.email, 2);
    await guess(userdb, ben.email, 2);
    expect(await userdb.newBrowser().signIn(ann, PASSWORD)).toMatchObject(SIGNED_IN);
    await guess(userdb, ann.email, 2);
    await guess(userdb, ben.email, 1);

    expect(await userdb.newBrowser().signIn(ann, PASSWORD)).toMatchObject(SIGNED_IN);
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-5 no spelling of a login has a count of its own, and none opens a lock', async () => {
    const userdb = await startUserdb(limit(8));
    const ben = await userdb.users.create({ email: 'ben.kelvin@example.com', username: 'benkelvin' });
    const spellings = [
      'ben.kelvin@example.com',
      'BEN.KELVIN@EXAMPLE.COM',
      '  ben.kelvin@example.com  ',
      'ben.\u212aelvin@example.com',
      'ｂｅｎ.kelvin＠example.com',
      '\u00a0Ben.Kelvin@Example.com\u3000',
      'benkelvin',
      'BenKelvin ',
    ];

    for (const spelling of spellings) await guess(userdb, spelling, 1);

    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');
    for (const login of spellings) {
      expect(await userdb.newBrowser().post('/login', { login, password: PASSWORD }), login).toMatchObject(REFUSED);
    }
  });

  test('LCK-8 a password counts where people sign in, and nowhere else', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    const { browser } = userdb;
    const query = (password: string) => `?login=${ben.email}&username=${ben.email}&password=${password}`;
    const basic = (password: string) => `Basic ${Buffer.from(`${ben.email}:${password}`).toString('base64')}`;
    const encoded = encodeURIComponent(PASSWORD);

    expect(await browser.get(`/me${query(encoded)}`)).toMatchObject({ status: 401 });
    expect(await browser.get(`/login${query(encoded)}`)).toMatchObject({ status: 200 });
    expect(await browser.post(`/login${query(encoded)}`)).toMatchObject(REFUSED);
    expect(await browser.post(`/login${query(encoded)}`, {})).toMatchObject(REFUSED);
    expect(await browser.post(`/login?password=${encoded}`, { login: ben.email })).toMatchObject(REFUSED);
    expect(await browser.post(`/login?login=${ben.email}`, { password: PASSWORD })).toMatchObject(REFUSED);
    for (const path of ['/me', '/login']) {
      const right = await browser.get(path, { headers: { Authorization: basic(PASSWORD) } });
      const wrong = await browser.get(path, { headers: { Authorization: basic(WRONG) } });
      expect([right.status, right.text], path).toEqual([wrong.status, wrong.text]);
    }
    expect(await browser.post('/expired', { login: ben.email, password: PASSWORD })).toMatchObject({ status: 401 });
    expect(browser.cookies.size).toBe(0);

    for (let time = 0; time < 5; time++) await browser.get(`/me${query('wrong')}`);
    expect(await userdb.users.find(ben.email)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
  });

  test('LCK-8 no realm in a header leads past the count', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();

    for (const realm of ['session', 'anonymous', 'LOCAL', '__proto__', 'constructor', 'local, session', '']) {
      const reply = await userdb.browser.post('/login', { login: ben.email, password: WRONG }, { headers: { realm } });
      expect(reply, realm).toMatchObject(REFUSED);
    }
    expect(userdb.browser.cookies.size).toBe(0);
    for (let time = 0; time < 3; time++) {
      await userdb.browser.post('/login', { login: ben.email, password: WRONG }, { headers: { realm: 'local' } });
    }
    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');
  });

  test('LCK-9 wrong passwords in forms count like those in JSON', async () => {
    const userdb = await startUserdb(limit(4));
    const ben = await userdb.users.create();

    await guess(userdb, ben.email, 2);
    for (const login of ['login', 'username']) {
      await userdb.browser.form('/login', { [login]: ben.email, password: WRONG });
    }

    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');
    expect(await userdb.browser.form('/login', { login: ben.email, password: PASSWORD })).toMatchObject(REFUSED);
  });

  test('LCK-10 nobody is locked by asking for mail, by bad links, or by registering', async () => {
    const userdb = await startUserdb(limit(2));
    const ben = await userdb.users.create();
    const { browser } = userdb;

    for (let time = 0; time < 5; time++) {
      await browser.post('/forgot', { email: ben.email });
      await browser.post('/verify', { login: ben.email });
      await browser.post('/change', { sptoken: 'x'.repeat(78), password: NEW_PASSWORD, login: ben.email });
      await browser.post('/register', { email: ben.email, password: WRONG, givenName: 'A', surname: 'B' });
    }

    expect(await userdb.users.find(ben.email)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject(SIGNED_IN);
  });

  test('LCK-12 a guesser at a session that was left open is stopped like one at the door', async () => {
    const userdb = await startUserdb(limit(5));
    const ben = await userdb.users.create();
    const { browser } = userdb;
    await browser.signIn(ben, PASSWORD);
    userdb.clock.pass(1000);
    const tryIt = (existingPassword: string) => browser.post('/expired', { existingPassword, password: NEW_PASSWORD });

    for (let time = 0; time < 5; time++) expect(await tryIt(`${WRONG} ${time}`)).toMatchObject(REFUSED);
    const right = await tryIt(PASSWORD);
    const wrong = await tryIt(WRONG);

    expect(right).toMatchObject(REFUSED);
    expect([wrong.status, wrong.text]).toEqual([right.status, right.text]);
    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');

    userdb.clock.pass(900);
    expect(await tryIt(PASSWORD)).toMatchObject(SIGNED_IN);
    expect(await browser.signIn(ben, NEW_PASSWORD)).toMatchObject(SIGNED_IN);
  });

  test('LCK-12 the right password among guesses in flight at a session that was left open is refused', async () => {
    const { heard, before } = doorbell(30, '/expired');
    const userdb = await startUserdb({ ...limit(5), passwordHashing: { cost: 8 } }, { before });
    const ben = await userdb.users.create();
    const { browser } = userdb;
    await browser.signIn(ben, PASSWORD);
    userdb.clock.pass(1000);
    const tryIt = (existingPassword: string) => browser.post('/expired', { existingPassword, password: NEW_PASSWORD });

    const wrong = atOnce(30, (n) => tryIt(`${WRONG} ${n}`));
    await heard;
    const right = await tryIt(PASSWORD);
    expect((await wrong).map(({ status }) => status)).toEqual(Array(30).fill(400));
    expect(right).toMatchObject(REFUSED);
  });
});

describe('a lock', () => {
  test('LCK-6 ends by itself, to the second, and guesses meanwhile do not prolong it', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    await guess(userdb, ben.email, 3);

    userdb.clock.pass(600);
    await guess(userdb, ben.email, 5);
    userdb.clock.pass(299);
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(REFUSED);
    userdb.clock.pass(1);

    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(SIGNED_IN);
    expect(await userdb.users.find(ben.email)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
  });

  test('LCK-6 that has ended takes as many guesses as the first to come back', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    await guess(userdb, ben.email, 3);
    userdb.clock.pass(900);

    await guess(userdb, ben.email, 2);
    expect((await userdb.users.find(ben.email)).status).toBe('ENABLED');
    await guess(userdb, ben.email, 1);
    expect(await userdb.newBrowser().signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-6 with 0 seconds lasts until an administrator ends it', async () => {
    const userdb = await startUserdb({ ...limit(3), reenableLockedAccountsAfterSeconds: 0 });
    const ben = await userdb.users.create();
    await guess(userdb, ben.email, 3);

    userdb.clock.pass(100 * 86_400);
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject(REFUSED);
    await userdb.ctx.store.users.setStatus(ben.id, 'ENABLED', userdb.clock.now());
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject(SIGNED_IN);
  });

  test('LCK-6 by an administrator does not end by itself', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    await guess(userdb, ben.email, 3);
    await userdb.ctx.store.users.setStatus(ben.id, 'LOCKED', userdb.clock.now());
    await guess(userdb, ben.email, 3);

    userdb.clock.pass(100 * 86_400);
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-7 and a count live on when the server is started again', async () => {
    const database = databaseFile();
    const first = await startUserdb({ ...database.options, ...limit(3) });
    const [ann, ben] = [await first.users.create(), await first.users.create()];
    await guess(first, ann.email, 3);
    await guess(first, ben.email, 2);
    await first.close();

    const second = await startUserdb({ ...database.options, ...limit(3) }, { clock: first.clock });
    expect(await second.newBrowser().signIn(ann, PASSWORD)).toMatchObject(REFUSED);
    await guess(second, ben.email, 1);
    expect(await second.newBrowser().signIn(ben, PASSWORD)).toMatchObject(REFUSED);
  });

  test('LCK-11 by a stranger does not keep the owner out: a mailed link lets the owner in', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    await guess(userdb, ben.email, 3);

    await userdb.browser.post('/forgot', { email: ben.email });
    const sptoken = await userdb.mailbox.tokenTo(ben, 'Reset your password');
    expect(await userdb.browser.post('/change', { sptoken, password: NEW_PASSWORD })).toMatchObject(SIGNED_IN);

    expect(await userdb.browser.signIn(ben, NEW_PASSWORD)).toMatchObject(SIGNED_IN);
  });

  test('LCK-11 by an administrator is not opened by a mailed link', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    await userdb.browser.post('/forgot', { email: ben.email });
    const sptoken = await userdb.mailbox.tokenTo(ben, 'Reset your password');

    await userdb.ctx.store.users.setStatus(ben.id, 'LOCKED', userdb.clock.now());
    await userdb.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    for (const password of [NEW_PASSWORD, PASSWORD]) {
      expect(await userdb.browser.signIn(ben, password)).toMatchObject(REFUSED);
    }
    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');
  });

  test('LCK-1 by guesses throws nobody out who is inside', async () => {
    const userdb = await startUserdb(limit(3));
    const ben = await userdb.users.create();
    await userdb.browser.signIn(ben, PASSWORD);

    await guess(userdb, ben.email, 3);

    expect((await userdb.users.find(ben.email)).status).toBe('LOCKED');
    expect(await userdb.browser.get('/me')).toMatchObject(SIGNED_IN);
  });
});
