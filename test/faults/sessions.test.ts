// userdb 1's faults in sessions, cookies, methods, secrets, and requests from other sites.
import { describe, expect, it } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { createUserdb } from '../../server/userdb.ts';
import {
  cookieIn,
  expectAccount,
  expectEmpty,
  expectError,
  expectNoCookies,
  expectPassedOn,
  fallback,
  NAVIGATION,
  NEW_PASSWORD,
  userWithResetLink,
  userWithVerifyLink,
} from '../contract/wire.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const WRONG = 'wrong horse battery';

describe('faults of userdb 1: sessions', () => {
  it('fault 21: a login begins a session with a new id, also over the one that was there', async () => {
    const { browser, users } = await startUserdb();
    const [ben, ann] = [await users.create(), await users.create()];
    await browser.signIn(ben, PASSWORD);
    const before = browser.cookies.get('userdb') ?? '';

    await browser.signIn(ann, PASSWORD);

    expect(browser.cookies.get('userdb')).not.toBe(before);
    browser.cookies.set('userdb', before);
    expectError(await browser.get('/me'), 401);
  });

  it('fault 21: a logout ends the session, not just its cookie', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const cookie = browser.cookies.get('userdb') ?? '';
    expectEmpty(await browser.post('/logout'));
    browser.cookies.set('userdb', cookie);
    expectError(await browser.get('/me'), 401);
  });

  it('fault 21: a visitor gets no session', async () => {
    const { browser } = await startUserdb();
    for (const path of ['/login', '/register', '/me']) expectNoCookies(await browser.get(path));
    expectNoCookies(await browser.post('/login', {}));
  });

  it('fault 22: credentials that are sent are checked, also when somebody is signed in', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    expectError(await browser.signIn(ben, WRONG), 400);
    expectError(await browser.signIn({ email: 'nobody@example.com' }, PASSWORD), 400);
  });

  it('fault 23: GET signs nobody out, and sends no mail', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    for (const accept of ['application/json', NAVIGATION]) {
      await browser.get('/logout', { accept });
      await browser.get(`/forgot?email=${ben.email}&login=${ben.email}&username=${ben.email}`, { accept });
    }
    expectAccount(await browser.get('/me'));
    expect(await mailbox.all()).toEqual([]);
  });

  it('fault 23: a scanner that opens the links of mails spends no token', async () => {
    const running = await startUserdb({}, { routes: fallback });
    const { browser, users } = running;
    const { sptoken, dora } = await userWithVerifyLink(running);
    const { sptoken: reset } = await userWithResetLink(running);

    expectPassedOn(await browser.get(`/verify?sptoken=${sptoken}`, { accept: NAVIGATION }));
    expectPassedOn(await browser.get(`/change?sptoken=${reset}`, { accept: NAVIGATION }));

    expect((await users.find(dora.email)).status).toBe('PENDING');
    expectEmpty(await browser.get(`/verify?sptoken=${sptoken}`));
    expectEmpty(await browser.get(`/change?sptoken=${reset}`));
  });

  it('fault 23: a password in the query changes nothing, whatever the method', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const path = `/change?sptoken=${sptoken}&password=${encodeURIComponent(NEW_PASSWORD)}`;
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      expectError(await running.browser.send(method, path, undefined), 405);
    }
    expectError(await running.browser.post(path, {}), 400);
    expect((await running.users.find(ben.email)).password).toBe(ben.password);
  });

  it('fault 24: a page of another site can make nobody sign out, change a password or ask for mails', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
    for (const path of ['/logout', '/forgot', '/expired', '/login', '/me']) {
      const fields = { email: ben.email, login: ben.email, password: PASSWORD };
      expectError(await browser.form(path, fields, { headers }), 403);
    }
    expectAccount(await browser.get('/me'));
    expect(await mailbox.all()).toEqual([]);
  });

  it('fault 25: the published secrets are refused outside development', () => {
    const secrets: Options[] = [
      {},
      { session: { secret: 'a secret of our own' } },
      { tokenSigningKey: 'a key of our own' },
    ];
    for (const options of secrets) {
      const userdb = createUserdb({ env: { NODE_ENV: 'production' } });
      expect(() => userdb.initialize({}, options)).toThrow(/secret|tokenSigningKey/);
    }
  });

  it('fault 33: a new password ends all other sessions', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const [phone, laptop] = [running.newBrowser(), running.newBrowser()];
    await phone.signIn(ben, PASSWORD);
    await laptop.signIn(ben, PASSWORD);

    expectEmpty(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }));

    for (const browser of [phone, laptop]) expectError(await browser.get('/me'), 401);
  });

  it.each(['/forgot', '/change', '/logout'])('fault 34: %s answers POST, not every method', async (path) => {
    const { browser } = await startUserdb();
    for (const method of ['PUT', 'DELETE', 'PATCH', 'PROPFIND']) {
      expectError(await browser.send(method, path, undefined), 405);
    }
  });

  it('fault 65: the session cookie is Secure behind a proxy that ends https', async () => {
    const { browser, users } = await startUserdb({ trustProxy: 1 });
    const { email } = await users.create();
    const headers = { 'X-Forwarded-Proto': 'https' };
    const reply = await browser.post('/login', { login: email, password: PASSWORD }, { headers });
    expect(cookieIn(reply, 'userdb')?.attributes).toHaveProperty('secure');
  });
});
