import { describe, expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  expectCookieDeleted,
  expectEmpty,
  expectError,
  expectNoCookies,
  expectPassedOn,
  fallback,
  LATIN1_FORM,
  raw,
} from './wire.ts';

describe('2.3 POST JSON', () => {
  test('2.3 POST "any, authenticated": 200 empty, cookie deleted', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);

    const reply = await browser.post('/logout');

    expectEmpty(reply);
    expectCookieDeleted(reply);
    expectError(await browser.get('/me'), 401);
  });

  test('D12 2.3 POST "any, … or not": 200 empty without a session', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.post('/logout');
    expectEmpty(reply);
    expectNoCookies(reply);
  });

  test('D12 2.3 POST "any, … or not": 200 empty and the cookie deleted with a cookie that is worth nothing', async () => {
    const { browser } = await startUserdb();
    browser.cookies.set('userdb', 's%3Agarbage.garbage');
    const reply = await browser.post('/logout');
    expectEmpty(reply);
    expectCookieDeleted(reply);
  });

  test.each<[string, Record<string, string>, string | undefined]>([
    ['none (R)', {}, undefined],
    ['JSON type and empty (W)', { 'Content-Type': 'application/json' }, ''],
    ['urlencoded and empty (NG)', { 'Content-Type': 'application/x-www-form-urlencoded' }, ''],
    ['urlencoded with ISO-8859-1 and empty (TCK)', { 'Content-Type': LATIN1_FORM }, ''],
    ['anything, which is ignored', { 'Content-Type': 'application/json' }, '{"userId":'],
  ])('2.3 POST "Body ignored": %s', async (_, headers, body) => {
    const { browser, users, url } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const Cookie = `userdb=${browser.cookies.get('userdb')}`;

    const sent = { method: 'POST', path: '/logout', headers: { ...headers, Cookie }, ...(body && { body }) };
    expectEmpty(await raw(url, sent));

    expectError(await browser.get('/me'), 401);
  });

  test('2.3 Side effects "req.session destroyed": the old cookie opens nothing any more', async () => {
    const { browser, users, newBrowser } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const thief = newBrowser();
    thief.cookies.set('userdb', browser.cookies.get('userdb') ?? '');

    await browser.post('/logout');

    expectError(await thief.get('/me'), 401);
  });

  test('2.3 Side effects "req.session destroyed": what an application kept in an anonymous session too', async () => {
    const { browser } = await startUserdb(
      {},
      {
        routes: (app) => {
          app.get('/fill', (req, res) => {
            Object.assign(req.session, { basket: 'full' });
            res.json({});
          });
          app.get('/basket', (req, res) => void res.json({ ...req.session }));
        },
      },
    );
    await browser.get('/fill');
    const cookie = browser.cookies.get('userdb') ?? '';
    expect((await browser.get('/basket')).json).toMatchObject({ basket: 'full' });

    const reply = await browser.post('/logout');

    expectEmpty(reply);
    expectCookieDeleted(reply);
    browser.cookies.set('userdb', cookie);
    expect((await browser.get('/basket')).json).not.toHaveProperty('basket');
  });

  test('2.3 signing out ends this session and leaves the others of the user', async () => {
    const { browser, newBrowser, users } = await startUserdb();
    const ben = await users.create();
    const phone = newBrowser();
    await browser.signIn(ben, PASSWORD);
    await phone.signIn(ben, PASSWORD);

    await browser.post('/logout');

    expect((await phone.get('/me')).status).toBe(200);
  });

  test('2.3 "No CSRF token is ever sent here by NG or the TCK": a form without one signs out', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    expectEmpty(await browser.form('/logout', {}));
    expectError(await browser.get('/me'), 401);
  });
});

describe('2.3 POST HTML', () => {
  test('2.3 POST HTML "any, authenticated or not": 302 logout.nextUri, cookie deleted', async () => {
    const { browser, users } = await startUserdb({ endpoints: { logout: { nextUri: '/bye' } } });
    await browser.signIn(await users.create(), PASSWORD);

    const authenticated = await browser.form('/logout', {}, { accept: 'text/html' });
    const visitor = await browser.form('/logout', {}, { accept: 'text/html' });

    for (const reply of [authenticated, visitor]) {
      expect(reply.status).toBe(302);
      expect(reply.headers.get('Location')).toBe('/bye');
    }
    expectCookieDeleted(authenticated);
    expectError(await browser.get('/me'), 401);
  });

  test('D12 2.3 POST HTML "302 … logout.nextUri (/)" by default', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.form('/logout', {}, { accept: 'text/html', type: LATIN1_FORM });
    expect(reply).toMatchObject({ status: 302 });
    expect(reply.headers.get('Location')).toBe('/');
  });

  test('2.3 POST HTML "302 safe next"', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.form('/logout?next=%2Fshop%3Fpage%3D2', {}, { accept: 'text/html' });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toBe('/shop?page=2');
  });
});

describe('2.3 GET', () => {
  test.each(['application/json', '*/*', 'text/html', 'foo/bar'])(
    'D13 2.3 "GET must never change state", Accept: %s',
    async (accept) => {
      const { browser, users } = await startUserdb({}, { routes: fallback });
      await browser.signIn(await users.create(), PASSWORD);
      expect([200, 500]).not.toContain((await browser.get('/logout', { accept })).status);
      expect((await browser.get('/me')).status).toBe(200);
    },
  );

  test.each(['application/json', '*/*'])('D13 2.3 GET "JSON 405", Accept: %s', async (accept) => {
    const { browser } = await startUserdb();
    expectError(await browser.get('/logout', { accept }), 405);
  });

  test('D13 2.3 GET "HTML otherwise: 302 to login.uri", the plain link of V1UI', async () => {
    const { browser } = await startUserdb({ endpoints: { login: { uri: '/sign-in' } } });
    const reply = await browser.get('/logout', { accept: 'text/html' });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toBe('/sign-in');
  });

  test('2.3 GET of a type that nobody produces is passed on', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expectPassedOn(await browser.get('/logout', { accept: 'foo/bar' }));
  });

  test.each(['PUT', 'DELETE'])('2.3 %s is neither 200 nor 500, and signs nobody out', async (method) => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    expectError(await browser.send(method, '/logout', undefined), 405);
    expect((await browser.get('/me')).status).toBe(200);
  });
});
