import { describe, expect, test } from 'vitest';
import { authenticated, authorized } from '../../server/index.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { readJwt, signJwt } from '../support/jwt.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { bearer, startOauth, tokensOf } from '../support/tokens.ts';
import { ANN, cookieIn, expectAccount, expectEmpty, expectError, NEW_PASSWORD, newestToken, raw } from './wire.ts';

const BOTH = ['access_token', 'refresh_token'];

function expectBothSet(reply: Reply): { access: string; refresh: string } {
  const [access, refresh] = BOTH.map((name) => cookieIn(reply, name)?.value ?? '');
  expect(access).not.toBe('');
  expect(refresh).not.toBe('');
  return { access: access ?? '', refresh: refresh ?? '' };
}

function expectBothDeleted(reply: Reply, attributes: Record<string, string> = { path: '/' }): void {
  for (const name of BOTH) {
    const cookie = cookieIn(reply, name);
    expect(cookie, name).toBeDefined();
    expect(Date.parse(cookie?.attributes.expires ?? '')).toBeLessThan(Date.now());
    expect(cookie?.attributes).toMatchObject(attributes);
  }
}

/** A browser with these cookies and no others. */
function browserWith(newBrowser: () => Browser, cookies: Record<string, string>): Browser {
  const browser = newBrowser();
  for (const [name, value] of Object.entries(cookies)) browser.cookies.set(name, value);
  return browser;
}

const cookieOf = (browser: Browser, name: string) => browser.cookies.get(name) ?? '';

describe('1.7 "set by"', () => {
  test('D11 1.7 "login": both, HttpOnly, Path /, SameSite=Lax, beside the session cookie', async () => {
    const { browser, users } = await startOauth();
    const reply = await browser.signIn(await users.create(), PASSWORD);

    for (const name of BOTH) {
      const { httponly, path, samesite, secure, domain, 'max-age': maxAge } = cookieIn(reply, name)?.attributes ?? {};
      expect({ httponly, path, samesite }).toEqual({ httponly: '', path: '/', samesite: 'Lax' });
      expect([secure, domain, maxAge]).toEqual([undefined, undefined, undefined]);
    }
    expect(cookieIn(reply, 'userdb')?.value).toBeTruthy();
  });

  test('1.7 "Secure if the request is HTTPS (config null)"', async () => {
    const { browser, users } = await startOauth({ trustProxy: 'loopback' });
    const ben = await users.create();
    const body = { login: ben.email, password: PASSWORD };
    const reply = await browser.post('/login', body, { headers: { 'X-Forwarded-Proto': 'https' } });
    for (const name of BOTH) expect(cookieIn(reply, name)?.attributes).toHaveProperty('secure');
  });

  test('1.7 "name configurable", and path, domain, Secure and SameSite', async () => {
    const cookie = { secure: true, path: '/app', domain: 'example.com', httpOnly: false };
    const { browser, users } = await startOauth({
      cookies: { accessToken: { name: 'at', ...cookie }, refreshToken: { name: 'rt', ...cookie }, sameSite: 'none' },
    });
    const reply = await browser.signIn(await users.create(), PASSWORD);
    for (const name of ['at', 'rt']) {
      expect(cookieIn(reply, name)?.attributes).toEqual({
        ...{ path: '/app', domain: 'example.com', secure: '', samesite: 'None' },
        expires: expect.any(String),
      });
    }
    expect(expectAccount(await browser.get('/me'))).toBeTruthy();
  });

  test('1.7 cookies that a browser would drop, or take for each other, are refused at start', async () => {
    const insecure = { cookies: { sameSite: 'none', refreshToken: { secure: false } } } as const;
    await expect(startOauth(insecure)).rejects.toThrow(/^cookies\.refreshToken\.secure: takes true or null/);
    const twins = { cookies: { accessToken: { name: 'userdb' } } };
    await expect(startOauth(twins)).rejects.toThrow(/^cookies: takes names that differ/);
  });

  test('1.7 path: basePath, where there is one', async () => {
    const { browser, users } = await startOauth(
      { basePath: '/auth' },
      {
        before(app) {
          app.use((req, _res, next) => {
            req.url = req.url.replace(/^\/auth/, '');
            next();
          });
        },
      },
    );
    const { email } = await users.create();
    const reply = await browser.post('/auth/login', { login: email, password: PASSWORD });
    for (const name of BOTH) expect(cookieIn(reply, name)?.attributes.path).toBe('/auth');
  });

  test('1.7 "auto-login": after registering', async () => {
    const { browser } = await startOauth({ endpoints: { register: { autoLogin: true } } });
    const { access } = expectBothSet(await browser.post('/register', ANN));
    expect(expectAccount(await browser.get('/me', bearer(access))).email).toBe(ANN.email);
  });

  test('1.7 "auto-login": after verifying', async () => {
    const { browser, mailbox } = await startOauth({ endpoints: { verify: { enabled: true, autoLogin: true } } });
    await browser.post('/register', ANN);
    expectBothSet(await browser.get(`/verify?sptoken=${await newestToken(mailbox, ANN)}`));
  });

  test('1.7 "auto-login": after choosing a new password', async () => {
    const { browser, mailbox, users } = await startOauth({ endpoints: { change: { autoLogin: true } } });
    const ben = await users.create();
    await browser.post('/forgot', { email: ben.email });
    const sptoken = await newestToken(mailbox, ben);
    expectBothSet(await browser.post('/change', { sptoken, password: NEW_PASSWORD }));
  });

  test('10.11 no token cookie where endpoints.oauth is off, and those that come along are left alone', async () => {
    const { browser, users } = await startUserdb();
    const reply = await browser.signIn(await users.create(), PASSWORD);
    for (const name of BOTH) expect(cookieIn(reply, name)).toBeUndefined();

    browser.cookies.delete('userdb');
    for (const name of BOTH) browser.cookies.set(name, 'garbage');
    const refused = await browser.get('/me');
    expectError(refused, 401);
    expect(refused.headers.getSetCookie()).toEqual([]);
  });
});

describe('1.7 "Expiry must match the token to the second"', () => {
  test('1.7 Expires of access_token is the exp of the JWT, and there is no Max-Age', async () => {
    const { browser, users, clock } = await startOauth();
    const ben = await users.create();
    for (const seconds of [0, 7, 61]) {
      clock.pass(seconds);
      const cookie = cookieIn(await browser.signIn(ben, PASSWORD), 'access_token');
      const { exp, iat } = readJwt(cookie?.value ?? '').payload;
      expect(Date.parse(cookie?.attributes.expires ?? '')).toBe(Number(exp) * 1000);
      expect(Number(exp) - Number(iat)).toBe(3600);
      expect(cookie?.attributes).not.toHaveProperty('max-age');
    }
  });

  test('1.7 … also when the clock stands between two seconds', async () => {
    const { browser, users, clock } = await startOauth();
    clock.pass(0.7);
    const cookie = cookieIn(await browser.signIn(await users.create(), PASSWORD), 'access_token');
    const { exp } = readJwt(cookie?.value ?? '').payload;
    expect(Date.parse(cookie?.attributes.expires ?? '')).toBe(Number(exp) * 1000);
  });
});

describe('1.7 "Deleting"', () => {
  test('1.7 2.3 on logout both are in the answer, with an Expires in the past, signed in or not', async () => {
    const { browser, users } = await startOauth();
    await browser.signIn(await users.create(), PASSWORD);

    for (const reply of [await browser.post('/logout'), await browser.post('/logout')]) {
      expectEmpty(reply);
      expectBothDeleted(reply);
    }
    const html = await browser.form('/logout', {}, { accept: 'text/html' });
    expect(html.status).toBe(302);
    expectBothDeleted(html);
  });

  test('1.7 "same Path and Domain"', async () => {
    const where = { path: '/app', domain: 'example.com' };
    const { browser } = await startOauth({ cookies: { accessToken: where, refreshToken: where } });
    expectBothDeleted(await browser.post('/logout'), where);
  });

  test('1.7 an answer says one thing of a cookie: signing out with a refresh cookie alone only deletes', async () => {
    const running = await startOauth();
    const { refresh } = await tokensOf(running, await running.users.create());
    const reply = await browserWith(running.newBrowser, { refresh_token: refresh }).post('/logout');
    for (const name of BOTH) {
      expect(reply.headers.getSetCookie().filter((line) => line.startsWith(`${name}=`))).toHaveLength(1);
    }
    expectBothDeleted(reply);
  });
});

describe('1.7 "must be read on every authenticated route"', () => {
  test('10.11 "then either of them authenticates": the access token alone, the session alone', async () => {
    const { browser, newBrowser, users } = await startOauth();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);

    for (const name of ['access_token', 'userdb']) {
      const one = browserWith(newBrowser, { [name]: cookieOf(browser, name) });
      expect(expectAccount(await one.get('/me')).email).toBe(ben.email);
    }
    const badToken = browserWith(newBrowser, { userdb: cookieOf(browser, 'userdb'), access_token: 'garbage' });
    expect(expectAccount(await badToken.get('/me')).email).toBe(ben.email);
    const badSession = browserWith(newBrowser, {
      userdb: 's%3Agarbage.garbage',
      access_token: cookieOf(browser, 'access_token'),
    });
    expect(expectAccount(await badSession.get('/me')).email).toBe(ben.email);
  });

  test('1.7 on the routes of an application too: authenticated, authorized, req.user', async () => {
    const running = await startOauth(
      {},
      {
        routes(app) {
          app.get('/whoami', authenticated, (req, res) => void res.json({ email: req.user?.email }));
          app.get('/patients', authorized('doctor'), (req, res) => void res.json({ is: req.user?.has('doctor') }));
        },
      },
    );
    const [ben, dora] = [await running.users.create(), await running.users.create({ roles: ['doctor'] })];
    const ofBen = browserWith(running.newBrowser, { access_token: (await tokensOf(running, ben)).access });
    const ofDora = browserWith(running.newBrowser, { refresh_token: (await tokensOf(running, dora)).refresh });

    expect((await ofBen.get('/whoami')).json).toEqual({ email: ben.email });
    expectError(await ofBen.get('/patients'), 403);
    expect((await ofDora.get('/patients')).json).toEqual({ is: true });
    const visitor = await browserWith(running.newBrowser, { access_token: 'garbage' }).get('/whoami');
    expectError(visitor, 401);
    expectBothDeleted(visitor);
  });

  test('1.7 "Order": Authorization header first, cookie second', async () => {
    const running = await startOauth();
    const [ann, ben] = [await running.users.create(), await running.users.create()];
    const browser = browserWith(running.newBrowser, { access_token: (await tokensOf(running, ann)).access });
    const { access } = await tokensOf(running, ben);
    expect(expectAccount(await browser.get('/me', bearer(access))).email).toBe(ben.email);
  });

  test('1.7 "Order": as oauth2.tokenLocations says', async () => {
    const running = await startOauth({ oauth2: { tokenLocations: ['cookie', 'header'] } });
    const [ann, ben] = [await running.users.create(), await running.users.create()];
    const browser = browserWith(running.newBrowser, { access_token: (await tokensOf(running, ann)).access });
    const { access } = await tokensOf(running, ben);
    expect(expectAccount(await browser.get('/me', bearer(access))).email).toBe(ann.email);
    expect(expectAccount(await running.newBrowser().get('/me', bearer(access))).email).toBe(ben.email);
  });

  test.each([
    ['header', 'access_token'],
    ['cookie', 'Authorization'],
  ] as const)('1.7 oauth2.tokenLocations: [%s] does not look at %s', async (place, notRead) => {
    const running = await startOauth({ oauth2: { tokenLocations: [place] } });
    const { access, refresh } = await tokensOf(running, await running.users.create());
    const byCookie = await browserWith(running.newBrowser, { access_token: access, refresh_token: refresh }).get('/me');
    const byHeader = await running.newBrowser().get('/me', bearer(access));
    expectError(notRead === 'access_token' ? byCookie : byHeader, 401);
    expectAccount(notRead === 'access_token' ? byHeader : byCookie);
  });
});

describe('1.7 "Silent refresh"', () => {
  test.each<[string, (access: string) => Record<string, string>]>([
    ['missing', () => ({})],
    ['empty', () => ({ access_token: '' })],
    ['garbage', () => ({ access_token: 'garbage' })],
    ['tampered with', (access) => ({ access_token: `${access}x` })],
    ['unsigned', (access) => ({ access_token: signJwt({ ...readJwt(access), header: { alg: 'none' } }, null) })],
  ])('1.7 "if the access token is missing or invalid and the refresh cookie is valid": %s', async (_, cookiesFor) => {
    const running = await startOauth();
    const ben = await running.users.create();
    const { access, refresh } = await tokensOf(running, ben);
    const browser = browserWith(running.newBrowser, { ...cookiesFor(access), refresh_token: refresh });

    const reply = await browser.get('/me');

    expect(expectAccount(reply).email).toBe(ben.email);
    const set = expectBothSet(reply);
    expect(set.access).not.toBe(access);
    expect(set.refresh).toBe(refresh);
    const next = await browserWith(running.newBrowser, { access_token: set.access }).get('/me');
    expect(expectAccount(next).email).toBe(ben.email);
    expect(cookieIn(next, 'access_token')).toBeUndefined();
  });

  test('1.7 "its value must differ from the earlier one": when it has expired, and twice in one second', async () => {
    const { browser, users, clock } = await startOauth();
    await browser.signIn(await users.create(), PASSWORD);
    browser.cookies.delete('userdb');
    const seen = new Set([cookieOf(browser, 'access_token')]);
    const { refresh_token } = Object.fromEntries(browser.cookies);

    clock.pass(3600);
    for (const count of [2, 3]) {
      browser.cookies.delete('access_token');
      expectAccount(await browser.get('/me'));
      seen.add(cookieOf(browser, 'access_token'));
      expect(seen.size).toBe(count);
      expect(cookieOf(browser, 'refresh_token')).toBe(refresh_token);
    }
  });

  test('1.7 the same refresh_token, with the Expires that it had', async () => {
    const { browser, users, clock } = await startOauth();
    const signedIn = await browser.signIn(await users.create(), PASSWORD);
    clock.pass(5000);
    browser.cookies.delete('userdb');
    const refreshed = await browser.get('/me');
    expect(cookieIn(refreshed, 'refresh_token')).toEqual(cookieIn(signedIn, 'refresh_token'));
  });

  test('1.7 also beside a session that is alive: whoever reads the cookies next to userdb finds good ones', async () => {
    const { browser, users, clock } = await startOauth();
    await browser.signIn(await users.create(), PASSWORD);
    expect(cookieIn(await browser.get('/me'), 'access_token')).toBeUndefined();
    clock.pass(3600);
    expectBothSet(await browser.get('/me'));
  });

  test('1.7 … but not for the tokens of somebody else', async () => {
    const running = await startOauth();
    const [ann, ben] = [await running.users.create(), await running.users.create()];
    await running.browser.signIn(ann, PASSWORD);
    running.browser.cookies.delete('access_token');
    running.browser.cookies.set('refresh_token', (await tokensOf(running, ben)).refresh);
    const reply = await running.browser.get('/me');
    expect(expectAccount(reply).email).toBe(ann.email);
    expect(cookieIn(reply, 'access_token')).toBeUndefined();
  });
});

describe('1.7 "If neither is valid"', () => {
  test.each([
    ['application/json', 401],
    ['text/html', 302],
  ])('1.7 both deleted, even when the cookies are garbage; Accept %s', async (accept, status) => {
    const { newBrowser } = await startOauth();
    const jars: Record<string, string>[] = [
      { access_token: 'garbage', refresh_token: 'garbage' },
      { access_token: 'a.b.c' },
      { refresh_token: '' },
    ];
    for (const cookies of jars) {
      const reply = await browserWith(newBrowser, cookies).get('/me', { accept });
      expect(reply.status).toBe(status);
      expectBothDeleted(reply);
    }
  });

  test('1.7 nothing is deleted where there was nothing', async () => {
    const { browser } = await startOauth();
    expect((await browser.get('/me')).headers.getSetCookie()).toEqual([]);
  });

  test('1.7 a refresh token as access token, in a cookie or as Bearer, is 401', async () => {
    const running = await startOauth();
    const { refresh } = await tokensOf(running, await running.users.create());
    expectError(await browserWith(running.newBrowser, { access_token: refresh }).get('/me'), 401);
    expectError(await running.browser.get('/me', bearer(refresh)), 401);
  });

  test('1.7 an access token as refresh token is 401', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    expectError(await browserWith(running.newBrowser, { refresh_token: access }).get('/me'), 401);
  });

  test('1.7 "A JWT with algorithm none is 401", in a cookie or as Bearer', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    for (const alg of ['none', 'None', 'HS256']) {
      const unsigned = signJwt({ ...readJwt(access), header: { alg } }, null);
      expectError(await browserWith(running.newBrowser, { access_token: unsigned }).get('/me'), 401);
      expectError(await running.browser.get('/me', bearer(unsigned)), 401);
    }
  });
});

describe('10.11 signing in and out with tokens', () => {
  test('2.1 R2 signs in twice at once, right after a registration that signed in: both stay valid', async () => {
    const { browser, newBrowser } = await startOauth({ endpoints: { register: { autoLogin: true } } });
    await browser.post('/register', ANN);
    const twins = [0, 1].map(() => browserWith(newBrowser, Object.fromEntries(browser.cookies)));

    await Promise.all(twins.map((twin) => twin.signIn(ANN, PASSWORD)));

    for (const twin of twins) {
      for (const name of ['userdb', 'access_token', 'refresh_token']) {
        expectAccount(await browserWith(newBrowser, { [name]: cookieOf(twin, name) }).get('/me'));
      }
    }
  });

  test('SES-2 a second sign-in in the same browser ends the tokens of the first', async () => {
    const { browser, newBrowser, users } = await startOauth();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const first = Object.fromEntries(browser.cookies);
    await browser.signIn(ben, PASSWORD);

    for (const name of BOTH) {
      expectError(await browserWith(newBrowser, { [name]: first[name] ?? '' }).get('/me'), 401);
      expectAccount(await browserWith(newBrowser, { [name]: cookieOf(browser, name) }).get('/me'));
    }
  });

  test('SES-2 … also where only its refresh token is left; and the answer has each cookie once', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const { refresh } = await tokensOf(running, ben);
    const browser = browserWith(running.newBrowser, { refresh_token: refresh });

    const reply = await browser.signIn(ben, PASSWORD);

    for (const name of BOTH) {
      expect(reply.headers.getSetCookie().filter((line) => line.startsWith(`${name}=`))).toHaveLength(1);
    }
    expect(cookieOf(browser, 'refresh_token')).not.toBe(refresh);
    expectError(await browserWith(running.newBrowser, { refresh_token: refresh }).get('/me'), 401);
  });

  test.each([
    ['the session cookie', 'userdb'],
    ['the access token cookie', 'access_token'],
    ['the refresh token cookie', 'refresh_token'],
  ])('2.3 "the refresh token and its access tokens revoked": signing out with %s alone', async (_, name) => {
    const { browser, newBrowser, users } = await startOauth();
    await browser.signIn(await users.create(), PASSWORD);

    expectEmpty(await browserWith(newBrowser, { [name]: cookieOf(browser, name) }).post('/logout'));

    for (const token of [...BOTH, 'userdb']) {
      expectError(await browserWith(newBrowser, { [token]: cookieOf(browser, token) }).get('/me'), 401);
    }
    expectError(await browser.get('/me', bearer(cookieOf(browser, 'access_token'))), 401);
  });

  test('SES-4 signing out by Bearer alone ends the session that the token was given with, and no other', async () => {
    const { browser, newBrowser, users } = await startOauth();
    const ben = await users.create();
    const other = newBrowser();
    for (const one of [browser, other]) await one.signIn(ben, PASSWORD);

    expectEmpty(await newBrowser().post('/logout', undefined, bearer(cookieOf(browser, 'access_token'))));

    expectError(await browserWith(newBrowser, { userdb: cookieOf(browser, 'userdb') }).get('/me'), 401);
    expectAccount(await browserWith(newBrowser, { userdb: cookieOf(other, 'userdb') }).get('/me'));
  });

  test.each(BOTH)('SES-2 a sign-in that replaces %s alone ends the session that it was given with', async (name) => {
    const { browser, newBrowser, users } = await startOauth();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);

    const next = browserWith(newBrowser, { [name]: cookieOf(browser, name) });
    await next.signIn(ben, PASSWORD);

    expectError(await browserWith(newBrowser, { userdb: cookieOf(browser, 'userdb') }).get('/me'), 401);
    expectAccount(await browserWith(newBrowser, { userdb: cookieOf(next, 'userdb') }).get('/me'));
  });

  test('2.3 "or as Authorization: Bearer": an expired one too', async () => {
    const running = await startOauth();
    const { access, refresh } = await tokensOf(running, await running.users.create());
    running.clock.pass(3601);
    expectEmpty(await running.browser.post('/logout', undefined, bearer(access)));
    expectError(await browserWith(running.newBrowser, { refresh_token: refresh }).get('/me'), 401);
  });

  test('2.3 signing out ends the tokens of the user’s other sign-ins too', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const { access } = await tokensOf(running, ben);
    await running.browser.signIn(ben, PASSWORD);
    await running.browser.post('/logout');
    expectError(await running.newBrowser().get('/me', bearer(access)), 401);
  });

  test('1.3 cookies of one name twice: the first counts, and nothing breaks', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    const Cookie = `access_token=${access}; access_token=garbage; =; ;;access_token`;
    expectAccount(await raw(running.url, { path: '/me', headers: { Cookie } }));
  });
});
