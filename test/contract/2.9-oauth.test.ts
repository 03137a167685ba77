import { describe, expect, test } from 'vitest';
import type { Browser, Reply } from '../support/browser.ts';
import { movableClock } from '../support/clock.ts';
import { readJwt } from '../support/jwt.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { askToken, basic, bearer, giveApiKey, givenIn, startOauth, tokensOf } from '../support/tokens.ts';
import { ANN, expectAccount, expectEmpty, expectError, expectPassedOn, fallback, LATIN1_FORM, raw } from './wire.ts';

const FORM = 'application/x-www-form-urlencoded';

/** "{error, message}", exactly, with the headers of 1.6. */
function expectOauthError(reply: Reply, status: number, error: string): void {
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(reply.json).toStrictEqual({ error, message: expect.stringMatching(/\S/) });
  expectNotCached(reply);
}

function expectNotCached({ headers }: Reply): void {
  expect(headers.get('Cache-Control')).toBe('no-store');
  expect(headers.get('Pragma')).toBe('no-cache');
}

const byPassword = (username: string, password = PASSWORD) => ({ grant_type: 'password', username, password });
const byRefresh = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token });
const BY_KEY = { grant_type: 'client_credentials' };

async function startWithKey(options = {}) {
  const running = await startOauth(options);
  const ben = await running.users.create();
  const keyRow = await giveApiKey(running, ben, 'an-id', 'a secret: with colons');
  return { ...running, ben, keyRow, good: basic('an-id', 'a secret: with colons') };
}

describe('2.9 what is refused before a grant is looked at', () => {
  test.each(['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH'])('2.9 "Any other method: 405": %s', async (method) => {
    const { browser } = await startOauth();
    for (const path of ['/oauth/token', '/oauth/revoke']) {
      for (const accept of ['application/json', 'text/html', '*/*']) {
        const reply = await browser.send(method, path, undefined, { accept });
        expect(reply.status).toBe(405);
        expect(reply.headers.get('Allow')).toBe('POST, OPTIONS');
        expectNotCached(reply);
      }
    }
  });

  test.each<[string, string, string]>([
    ['a JSON body', 'application/json', JSON.stringify({ ...byPassword('ann'), token: 'x' })],
    ['a text body', 'text/plain', 'grant_type=password&token=x'],
    ['an empty body', FORM, ''],
    ['a missing grant_type', FORM, 'username=ann&password=x'],
    ['an empty grant_type', FORM, 'grant_type=&token='],
    ['two grant_types', FORM, 'grant_type=password&grant_type=refresh_token&token=a&token=b'],
    ['a grant_type that is no text', FORM, 'grant_type[a]=password&token[a]=x'],
    ['more than 200 fields', FORM, 'a=1&'.repeat(300)],
  ])('2.9 "400 invalid_request": %s', async (_, type, body) => {
    const { browser } = await startOauth();
    expectOauthError(await browser.post('/oauth/token', body, { type }), 400, 'invalid_request');
    expectOauthError(await browser.post('/oauth/revoke', body, { type }), 400, 'invalid_request');
  });

  test('2.9 "an empty body" without a Content-Type', async () => {
    const { url } = await startOauth();
    for (const path of ['/oauth/token', '/oauth/revoke']) {
      expectOauthError(await raw(url, { method: 'POST', path }), 400, 'invalid_request');
    }
  });

  test.each(['stormpath_social', 'stormpath_token', 'cookie', 'stormpath_factor_challenge', 'authorization_code', 'x'])(
    '2.9 "other, or a disabled one: unsupported_grant_type": %s',
    async (grant_type) => {
      const { browser } = await startOauth();
      const reply = await askToken(browser, { grant_type, token: 'x', password: 'x' });
      expectOauthError(reply, 400, 'unsupported_grant_type');
      expect(reply.text).not.toContain('stormpath');
    },
  );

  test('2.9 "or a disabled one": oauth2.password.enabled and oauth2.clientCredentials.enabled', async () => {
    const off = { password: { enabled: false }, clientCredentials: { enabled: false } };
    const { browser, ben, good } = await startWithKey({ oauth2: off });
    expectOauthError(await askToken(browser, byPassword(ben.email)), 400, 'unsupported_grant_type');
    expectOauthError(await askToken(browser, BY_KEY, good.headers), 400, 'unsupported_grant_type');
  });

  test('2.9 "always JSON": whatever is accepted', async () => {
    const { browser } = await startOauth();
    for (const accept of ['text/html', 'foo/bar', '', null]) {
      const reply = await browser.form('/oauth/token', { grant_type: 'x' }, { accept });
      expectOauthError(reply, 400, 'unsupported_grant_type');
    }
  });

  test('1.4 the other refusals have the two keys too: another site, too many requests', async () => {
    const login = { perClient: 1, perLogin: 100, seconds: 300 };
    const { browser } = await startOauth({ rateLimits: { enabled: true, login } });
    const elsewhere = { Origin: 'https://evil.example' };
    expectOauthError(await askToken(browser, { grant_type: 'x' }, elsewhere), 403, 'access_denied');
    await askToken(browser, { grant_type: 'x' });
    const reply = await askToken(browser, { grant_type: 'x' });
    expectOauthError(reply, 429, 'temporarily_unavailable');
    expect(Number(reply.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  test('10.11 nothing is there while endpoints.oauth is off', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    for (const path of ['/oauth/token', '/oauth/revoke']) expectPassedOn(await browser.form(path, byPassword('ann')));
  });

  test('6.1 each at the uri of the configuration', async () => {
    const { browser } = await startOauth(
      { endpoints: { oauth: { uri: '/t', revokeUri: '/r' } } },
      { routes: fallback },
    );
    expectOauthError(await browser.form('/t', {}), 400, 'invalid_request');
    expectOauthError(await browser.form('/r', {}), 400, 'invalid_request');
    expectPassedOn(await browser.form('/oauth/token', {}));
  });
});

describe('2.9 grant_type password', () => {
  test.each(['username', 'login'])('2.9 "username (name or e-mail; accept login too)": %s', async (field) => {
    const { browser, users } = await startOauth();
    const { email } = await users.create({ username: 'benny' });
    for (const name of ['benny', email]) {
      const reply = await askToken(browser, { grant_type: 'password', [field]: name, password: PASSWORD });
      expect(reply.status, reply.text).toBe(200);
      expect(reply.json).toStrictEqual({
        ...{ access_token: expect.any(String), expires_in: 3600, refresh_token: expect.any(String) },
        token_type: 'Bearer',
      });
      expectNotCached(reply);
      expect(expectAccount(await browser.get('/me', bearer(givenIn(reply).access))).email).toBe(email);
    }
  });

  test('1.3 urlencoded with charset=ISO-8859-1', async () => {
    const { browser, users } = await startOauth();
    const { email } = await users.create();
    expect((await browser.form('/oauth/token', byPassword(email), { type: LATIN1_FORM })).status).toBe(200);
  });

  test('2.9 "Not affected by cookies on the request; sets none"', async () => {
    const { browser, users } = await startOauth();
    const [ann, ben] = [await users.create(), await users.create()];
    await browser.signIn(ann, PASSWORD);
    const reply = await askToken(browser, byPassword(ben.email));
    expect(reply.headers.getSetCookie()).toEqual([]);
    expect(expectAccount(await browser.get('/me', bearer(givenIn(reply).access))).email).toBe(ben.email);
    expect(expectAccount(await browser.get('/me')).email).toBe(ann.email);
  });

  test('2.9 "W sends Authorization: Bearer … along with some token posts; ignore it there"', async () => {
    const { browser, users } = await startOauth();
    const { email } = await users.create();
    for (const { headers } of [bearer('garbage'), basic('nobody', 'nothing')]) {
      expect((await askToken(browser, byPassword(email), headers)).status).toBe(200);
    }
  });

  test('2.9 "bad user or password: 400 invalid_grant, Invalid username or password."', async () => {
    const { browser, users } = await startOauth();
    const { email } = await users.create();
    for (const fields of [byPassword(email, 'wrong'), byPassword('nobody@example.com')]) {
      const reply = await askToken(browser, fields);
      expectOauthError(reply, 400, 'invalid_grant');
      expect(reply.json?.message).toBe('Invalid username or password.');
    }
  });

  test('2.9 a missing user name or password is invalid_request', async () => {
    const { browser } = await startOauth();
    for (const fields of ['username=ann', 'password=x', 'username=&password=x', 'username=ann&password=']) {
      const reply = await browser.post('/oauth/token', `grant_type=password&${fields}`, { type: FORM });
      expectOauthError(reply, 400, 'invalid_request');
    }
  });

  test('2.9 "Same lockout and counters as /login"', async () => {
    const { browser, users } = await startOauth({ disableAccountAfterFailedLoginAttempts: 3 });
    const ben = await users.create();
    await askToken(browser, byPassword(ben.email, 'wrong'));
    await askToken(browser, byPassword(ben.email, 'wrong'));
    expect((await users.find(ben.email)).failedLoginCount).toBe(2);
    await browser.signIn(ben, 'wrong');

    expectOauthError(await askToken(browser, byPassword(ben.email)), 400, 'invalid_grant');
    expectError(await browser.signIn(ben, PASSWORD), 400);
    expect((await users.find(ben.email)).status).toBe('LOCKED');
  });

  test('2.9 "Same … counters": a good one is noted as a login, and clears the failures', async () => {
    const { browser, users, clock } = await startOauth();
    const ben = await users.create();
    await browser.signIn(ben, 'wrong');
    await askToken(browser, byPassword(ben.email));
    const { failedLoginCount, lastLoginAt } = await users.find(ben.email);
    expect([failedLoginCount, lastLoginAt]).toEqual([0, clock.now()]);
  });

  test('2.9 the rate limits of /login, together with it', async () => {
    const login = { perClient: 1000, perLogin: 3, seconds: 300 };
    const { browser, users } = await startOauth({ rateLimits: { enabled: true, login } });
    const ben = await users.create();
    await askToken(browser, byPassword(ben.email, 'wrong'));
    await browser.signIn(ben, 'wrong');
    await askToken(browser, byPassword(ben.email, 'wrong'));
    expectOauthError(await askToken(browser, byPassword(ben.email)), 429, 'temporarily_unavailable');
    expectError(await browser.signIn(ben, PASSWORD), 429);
  });

  test.each(['PENDING', 'DISABLED', 'LOCKED'] as const)('2.9 nobody who is %s gets a token', async (status) => {
    const { browser, users } = await startOauth();
    const { email } = await users.create({ status });
    expectOauthError(await askToken(browser, byPassword(email)), 400, 'invalid_grant');
  });

  test('2.9 the hooks of a sign-in run here too, and refuse here too', async () => {
    const asked: unknown[] = [];
    const { browser, users } = await startOauth({
      hooks: {
        preLogin: (form) => void asked.push(form.login),
        postLogin() {
          throw new Error('Not today.');
        },
      },
    });
    const { email } = await users.create();
    const reply = await askToken(browser, byPassword(email));
    expectOauthError(reply, 400, 'invalid_grant');
    expect(reply.json?.message).toBe('Not today.');
    expect(asked).toEqual([email]);
  });
});

describe('2.9 grant_type refresh_token', () => {
  test('2.9 "the same four keys; access_token new; refresh_token MUST be present"', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const given = await tokensOf(running, ben);
    const reply = await askToken(running.browser, byRefresh(given.refresh));
    expect(reply.json).toStrictEqual({
      ...{ access_token: expect.any(String), expires_in: 3600, refresh_token: given.refresh, token_type: 'Bearer' },
    });
    expectNotCached(reply);
    expect(givenIn(reply).access).not.toBe(given.access);
    for (const { access } of [given, givenIn(reply)]) {
      expect(expectAccount(await running.browser.get('/me', bearer(access))).email).toBe(ben.email);
    }
  });

  test('1.7 2.9 the refresh_token of a cookie is one like any other', async () => {
    const { browser, users } = await startOauth();
    await browser.signIn(await users.create(), PASSWORD);
    const reply = await askToken(browser, byRefresh(browser.cookies.get('refresh_token') ?? ''));
    expect(reply.status).toBe(200);
  });

  test.each(['garbage', 'a.b.c', ' ', 'null'])('2.9 "bad refresh token: invalid_grant": %j', async (text) => {
    const { browser } = await startOauth();
    expectOauthError(await askToken(browser, byRefresh(text)), 400, 'invalid_grant');
  });

  test('2.9 a missing one is invalid_request', async () => {
    const { browser } = await startOauth();
    expectOauthError(await askToken(browser, { grant_type: 'refresh_token' }), 400, 'invalid_request');
    expectOauthError(await askToken(browser, byRefresh('')), 400, 'invalid_request');
    const two = 'grant_type=refresh_token&refresh_token=a&refresh_token=b';
    expectOauthError(await browser.post('/oauth/token', two, { type: FORM }), 400, 'invalid_request');
  });

  test('2.9 "bad": an access token', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    expectOauthError(await askToken(running.browser, byRefresh(access)), 400, 'invalid_grant');
  });
});

test('2.9 expires_in is the whole life, also when a second ticks while the token is being made', async () => {
  const clock = movableClock();
  const ticking = {
    ...clock,
    now() {
      clock.pass(1);
      return clock.now();
    },
  };
  const running = await startOauth({ oauth2: { refreshTokenTtl: 3600 } }, { clock: ticking });
  const { email } = await running.users.create();
  const reply = await askToken(running.browser, byPassword(email));
  expect(reply.json).toMatchObject({ expires_in: 3600 });
  const { exp, iat } = readJwt(givenIn(reply).access).payload;
  expect(Number(exp) - Number(iat)).toBe(3600);
});

describe('2.9 grant_type client_credentials', () => {
  test('2.9 "access_token, expires_in, token_type; no refresh_token"', async () => {
    const { browser, ben, good } = await startWithKey();
    const reply = await askToken(browser, BY_KEY, good.headers);
    expect(reply.status, reply.text).toBe(200);
    expect(reply.json).toStrictEqual({ access_token: expect.any(String), expires_in: 3600, token_type: 'Bearer' });
    expectNotCached(reply);
    expect(expectAccount(await browser.get('/me', bearer(givenIn(reply).access))).email).toBe(ben.email);
  });

  test('2.9 "works on /me as Bearer and as access_token cookie"', async () => {
    const { browser, ben, good } = await startWithKey();
    browser.cookies.set('access_token', givenIn(await askToken(browser, BY_KEY, good.headers)).access);
    expect(expectAccount(await browser.get('/me')).email).toBe(ben.email);
  });

  test('2.9 oauth2.clientCredentials.ttl', async () => {
    const { browser, good, clock } = await startWithKey({ oauth2: { clientCredentials: { ttl: 90 } } });
    const reply = await askToken(browser, BY_KEY, good.headers);
    expect(reply.json).toMatchObject({ expires_in: 90 });
    const { exp, iat } = readJwt(givenIn(reply).access).payload;
    expect(Number(exp) - Number(iat)).toBe(90);
    clock.pass(90);
    expectError(await browser.get('/me', bearer(givenIn(reply).access)), 401);
  });

  test.each<[string, Record<string, string>]>([
    ['no header', {}],
    ['an unknown id', basic('another', 'a secret: with colons').headers],
    ['a wrong secret', basic('an-id', 'another').headers],
    ['no secret', basic('an-id', '').headers],
    ['no id', basic('', 'a secret: with colons').headers],
    ['no colon', { Authorization: `Basic ${btoa('an-id')}` }],
    ['no Base64', { Authorization: 'Basic !!!!' }],
    ['nothing after Basic', { Authorization: 'Basic' }],
    ['another scheme', { Authorization: 'Digest an-id' }],
    ['a Bearer token', { Authorization: 'Bearer an-id' }],
    ['a null byte', basic('an-id', 'a secret: with colons\0').headers],
  ])('2.9 "bad API key: 401 invalid_client, with WWW-Authenticate: Basic": %s', async (_, headers) => {
    const { browser } = await startWithKey();
    const reply = await askToken(browser, BY_KEY, headers);
    expectOauthError(reply, 401, 'invalid_client');
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Basic/);
  });

  test('2.9 a user name and a password are no API key', async () => {
    const { browser, ben } = await startWithKey();
    const reply = await askToken(browser, BY_KEY, basic(ben.email, PASSWORD).headers);
    expectOauthError(reply, 401, 'invalid_client');
  });

  test('2.9 "look up all keys with that id and compare secrets; of several matches the newest"', async () => {
    const running = await startOauth();
    const people = [];
    for (const secret of ['shared', 'own', 'shared']) {
      running.clock.pass(1);
      const user = await running.users.create();
      await giveApiKey(running, user, 'one-id', secret);
      people.push(user);
    }
    const [, second, third] = people;
    const who = async (secret: string) =>
      expectAccount(await running.browser.get('/me', basic('one-id', secret))).email;
    expect(await who('shared')).toBe(third?.email);
    expect(await who('own')).toBe(second?.email);
    // Remembered, and known to be of yesterday when a newer one comes.
    running.clock.pass(1);
    const fourth = await running.users.create();
    await giveApiKey(running, fourth, 'one-id', 'shared');
    expect(await who('shared')).toBe(fourth.email);
    expect(await who('own')).toBe(second?.email);
  });

  test('2.2 rule 8: a key that was chosen at registration', async () => {
    const { browser } = await startOauth({ endpoints: { register: { allowApiKeysInCustomData: true } } });
    expectAccount(await browser.post('/register', { ...ANN, customData: { stormpathApiKey_1: 'mine:a:b' } }));
    const reply = await askToken(browser, BY_KEY, basic('mine', 'a:b').headers);
    expect(expectAccount(await browser.get('/me', bearer(givenIn(reply).access))).email).toBe(ANN.email);
  });
});

describe('2.9 /oauth/revoke', () => {
  const revoke = (browser: Browser, token: string, hint = '') =>
    browser.form('/oauth/revoke', { token, ...(hint && { token_type_hint: hint }) });

  test.each([
    ['refresh', ''],
    ['refresh', 'refresh_token'],
    ['refresh', 'access_token'],
    ['access', ''],
    ['access', 'access_token'],
    ['access', 'foo'],
  ] as const)('D57 2.9 "200 empty": a %s token with the hint %j; "ends its access tokens"', async (kind, hint) => {
    const running = await startOauth();
    const given = await tokensOf(running, await running.users.create());
    const { access } = givenIn(await askToken(running.browser, byRefresh(given.refresh)));

    const reply = await revoke(running.newBrowser(), given[kind], hint);

    expectEmpty(reply);
    expectNotCached(reply);
    for (const token of [given.access, access]) expectError(await running.browser.get('/me', bearer(token)), 401);
    expectOauthError(await askToken(running.browser, byRefresh(given.refresh)), 400, 'invalid_grant');
  });

  test.each(['garbage', 'a.b.c', 'x'.repeat(5000)])('2.9 "also for unknown tokens": %.20s', async (token) => {
    const { browser } = await startOauth();
    expectEmpty(await revoke(browser, token));
    expectEmpty(await revoke(browser, token));
  });

  test('2.9 an access token that has expired ends its refresh token all the same', async () => {
    const running = await startOauth();
    const given = await tokensOf(running, await running.users.create());
    running.clock.pass(4000);
    expectEmpty(await revoke(running.browser, given.access));
    expectOauthError(await askToken(running.browser, byRefresh(given.refresh)), 400, 'invalid_grant');
  });

  test('2.9 the token of a client_credentials grant', async () => {
    const { browser, good } = await startWithKey();
    const { access } = givenIn(await askToken(browser, BY_KEY, good.headers));
    expectEmpty(await revoke(browser, access));
    expectError(await browser.get('/me', bearer(access)), 401);
  });

  test('2.9 "Missing token: 400 invalid_request"', async () => {
    const { browser } = await startOauth();
    expectOauthError(await browser.form('/oauth/revoke', { token_type_hint: 'access_token' }), 400, 'invalid_request');
    expectOauthError(await revoke(browser, ''), 400, 'invalid_request');
  });

  test('2.9 ends nothing but that grant: other tokens and the session of the user stay', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const [one, other] = [await tokensOf(running, ben), await tokensOf(running, ben)];
    await running.browser.signIn(ben, PASSWORD);
    expectEmpty(await revoke(running.browser, one.refresh));
    expectAccount(await running.newBrowser().get('/me', bearer(other.access)));
    expectAccount(await running.browser.get('/me'));
  });

  test('2.9 ends no session, not even the one that the token was given with', async () => {
    const { browser, newBrowser, users } = await startOauth();
    await browser.signIn(await users.create(), PASSWORD);
    expectEmpty(await revoke(newBrowser(), browser.cookies.get('refresh_token') ?? ''));
    expectAccount(await browser.get('/me'));
  });

  test('SEC-2 tokens that are given and revoked are recorded, and none of them is written down', async () => {
    const running = await startOauth({ debug: true, debugEndpoints: true });
    const ben = await running.users.create();
    const events: unknown[] = [];
    running.userdb
      .on('token.granted', (event) => events.push(event))
      .on('token.revoked', (event) => events.push(event));
    const given = await tokensOf(running, ben);
    await revoke(running.browser, given.refresh);
    expect(events).toEqual([
      { type: 'token.granted', userId: ben.id, grant: 'password' },
      { type: 'token.revoked', userId: ben.id },
    ]);
    const words = JSON.stringify(running.log);
    expect(words).toContain('/oauth/token');
    for (const secret of [given.access, given.refresh, PASSWORD]) expect(words).not.toContain(secret);
  });
});

describe('1.11 from another origin', () => {
  test('1.11 NG2 and W: an allowed origin gets its preflight, its token and its refusals', async () => {
    const origin = 'https://app.example.com';
    const { browser, users } = await startOauth({ cors: { allowedOrigins: [origin] } });
    const { email } = await users.create();
    const preflight = await browser.send('OPTIONS', '/oauth/token', undefined, {
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    for (const fields of [byPassword(email), byPassword(email, 'wrong')]) {
      const reply = await askToken(browser, fields, { Origin: origin });
      expect([200, 400]).toContain(reply.status);
      expect(reply.headers.get('Access-Control-Allow-Origin')).toBe(origin);
    }
  });
});
