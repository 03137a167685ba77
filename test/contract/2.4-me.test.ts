import { describe, expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  cookieIn,
  expectAccount,
  expectCookieDeleted,
  expectEmpty,
  expectError,
  expectNoCookies,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  raw,
  startWithDatabase,
} from './wire.ts';

function expectNoCaching(headers: Headers): void {
  expect(headers.get('Cache-Control')).toMatch(/no-cache/);
  expect(headers.get('Cache-Control')).toMatch(/no-store/);
  expect(headers.get('Pragma')).toBe('no-cache');
}

describe('2.4 GET, authenticated', () => {
  test.each<[string, Record<string, string>]>([
    ['application/json', { Accept: 'application/json' }],
    ['text/html', { Accept: 'text/html' }],
    ['what a browser navigates with', { Accept: NAVIGATION }],
    ['*/*', { Accept: '*/*' }],
    ['empty', { Accept: '' }],
    ['none', {}],
    ['foo/bar', { Accept: 'foo/bar' }],
  ])(
    'D8 2.4 GET "authenticated, any Accept": 200 {"account": Account}, exactly one top-level key; Accept %s',
    async (_, headers) => {
      const { browser, users, url } = await startUserdb();
      const ben = await users.create();
      await browser.signIn(ben, PASSWORD);
      const Cookie = `userdb=${browser.cookies.get('userdb')}`;

      const reply = await raw(url, { path: '/me', headers: { ...headers, Cookie } });

      expect(expectAccount(reply)).toMatchObject({ id: ben.id, email: ben.email });
      expectNoCaching(reply.headers);
    },
  );

  test('2.4 GET "authenticated": the account is that of POST /login', async () => {
    const { browser, users } = await startUserdb();
    const reply = await browser.signIn(
      await users.create({ roles: ['doctor'], customData: { color: 'red' } }),
      PASSWORD,
    );
    expect((await browser.get('/me')).text).toBe(reply.text);
  });
});

describe('2.4 GET, not authenticated', () => {
  test.each<[string, Record<string, string>]>([
    ['application/json', { Accept: 'application/json' }],
    ['*/*', { Accept: '*/*' }],
    ['empty', { Accept: '' }],
    ['none', {}],
    ['foo/bar', { Accept: 'foo/bar' }],
  ])(
    'D10 2.4 GET "not authenticated, JSON": 401, WWW-Authenticate starting with Bearer, body Error(401); Accept %s',
    async (_, headers) => {
      const { url } = await startUserdb();

      const reply = await raw(url, { path: '/me', headers });

      expectError(reply, 401);
      expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      expectNoCaching(reply.headers);
      expectNoCookies(reply);
    },
  );

  test('2.4 GET "not authenticated, JSON … cookies deleted", with a garbage cookie', async () => {
    const { browser } = await startUserdb();
    browser.cookies.set('userdb', 's%3Agarbage.garbage');
    const reply = await browser.get('/me');
    expectError(reply, 401);
    expectCookieDeleted(reply);
  });

  test.each([
    ['application/json', 401],
    ['text/html', 302],
  ])(
    '2.4 GET "not authenticated … cookies deleted", with the cookie of a session that was ended elsewhere; Accept %s',
    async (accept, status) => {
      const { browser, newBrowser, users, mailbox } = await startUserdb();
      const ben = await users.create();
      await browser.signIn(ben, PASSWORD);
      await newBrowser().post('/forgot', { email: ben.email });
      const sptoken = await newestToken(mailbox, ben);
      expectEmpty(await newBrowser().post('/change', { sptoken, password: NEW_PASSWORD }));

      const reply = await browser.get('/me', { accept });

      expect(reply.status).toBe(status);
      expectCookieDeleted(reply);
    },
  );

  test('2.4 GET "not authenticated … cookies deleted", at the path and domain they were set with', async () => {
    const { browser, users } = await startUserdb({ session: { cookie: { path: '/', domain: 'example.com' } } });
    await browser.signIn(await users.create(), PASSWORD);
    await browser.post('/logout');
    browser.cookies.set('userdb', 's%3Agarbage.garbage');

    const reply = await browser.get('/me');

    expectCookieDeleted(reply);
    expect(cookieIn(reply, 'userdb')?.attributes.domain).toBe('example.com');
  });

  test.each([
    ['/me', '/login?next=%2Fme'],
    ['/me?foo=bar', '/login?next=%2Fme%3Ffoo%3Dbar'],
    ['/me?a=1&b=%26%20x', '/login?next=%2Fme%3Fa%3D1%26b%3D%2526%2520x'],
  ])('2.4 GET "not authenticated, HTML": 302 /login?next=…, %s', async (path, location) => {
    const { browser } = await startUserdb();
    for (const accept of ['text/html', NAVIGATION]) {
      const reply = await browser.get(path, { accept });
      expect(reply.status).toBe(302);
      expect(reply.headers.get('Location')).toBe(location);
      expectNoCaching(reply.headers);
    }
  });

  test('2.4 GET "not authenticated, HTML … cookies deleted"', async () => {
    const { browser } = await startUserdb();
    browser.cookies.set('userdb', 's%3Agarbage.garbage');
    expectCookieDeleted(await browser.get('/me', { accept: 'text/html' }));
  });

  test('1.5 "Never answer an unauthenticated /me with 200, not even with {}"', async () => {
    const { url } = await startUserdb();
    for (const Accept of ['application/json', 'text/html', '*/*', '', 'foo/bar', NAVIGATION]) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']) {
        expect((await raw(url, { method, path: '/me', headers: { Accept } })).status).not.toBe(200);
      }
    }
  });
});

describe('2.4 GET "user gone or not ENABLED": as not authenticated', () => {
  test.each(['DISABLED', 'LOCKED', 'PENDING'] as const)(
    '2.4 GET "user … not ENABLED": %s by an administrator',
    async (status) => {
      const { browser, users, ctx } = await startUserdb();
      const ben = await users.create();
      await browser.signIn(ben, PASSWORD);

      await ctx.store.users.setStatus(ben.id, status, ctx.clock());

      expectError(await browser.get('/me'), 401);
      expect((await browser.get('/me', { accept: 'text/html' })).status).toBe(302);
    },
  );

  test('2.4 GET "user … not ENABLED": a status written into the database by hand', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    await db('users').where({ id: ben.id }).update({ status: 'DISABLED' });
    expectError(await browser.get('/me'), 401);
  });

  test('2.4 GET "user gone"', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    await db('users').where({ id: ben.id }).delete();
    expectError(await browser.get('/me'), 401);
  });

  test('2.4 GET "user … not ENABLED": the tenant is disabled', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    await db('accounts').where({ id: ben.account.id }).update({ status: 'DISABLED' });
    expectError(await browser.get('/me'), 401);
  });

  test('10.11 "a lock by wrong guesses ends no living session"', async () => {
    const { browser, newBrowser, users } = await startUserdb({ disableAccountAfterFailedLoginAttempts: 1 });
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);

    expectError(await newBrowser().signIn(ben, 'wrong horse battery'), 400);

    expect((await users.find(ben.email)).status).toBe('LOCKED');
    expect(expectAccount(await browser.get('/me')).email).toBe(ben.email);
  });
});

describe('2.4, further', () => {
  test('1.6 "/me, any status": no-cache, no-store and Pragma', async () => {
    const { browser, users } = await startUserdb();
    const replies = [
      await browser.get('/me'),
      await browser.get('/me', { accept: 'text/html' }),
      await browser.send('PUT', '/me', undefined),
    ];
    await browser.signIn(await users.create(), PASSWORD);
    replies.push(await browser.get('/me'));

    expect(replies.map(({ status }) => status)).toEqual([401, 302, 405, 200]);
    for (const { headers } of replies) expectNoCaching(headers);
  });

  test('10.11 "a status set by an administrator" ends all sessions, and enabling the user again brings none back', async () => {
    const { browser, users, ctx } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);

    await ctx.store.users.setStatus(ben.id, 'DISABLED', ctx.clock());
    await ctx.store.users.setStatus(ben.id, 'ENABLED', ctx.clock());

    expectError(await browser.get('/me'), 401);
  });
});
