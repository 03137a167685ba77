import { describe, expect, test } from 'vitest';
import { authenticated } from '../../server/index.ts';
import { readJwt, signJwt } from '../support/jwt.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { askToken, basic, bearer, giveApiKey, SIGNING_KEY, startOauth, tokensOf } from '../support/tokens.ts';
import {
  cookieIn,
  expectAccount,
  expectEmpty,
  expectError,
  NEW_PASSWORD,
  newestToken,
  startWithDatabase,
} from './wire.ts';

const OAUTH = { endpoints: { oauth: { enabled: true } }, oauth2: { signingKey: SIGNING_KEY } };

describe('2.10 Bearer', () => {
  test('2.10 "Authorization: Bearer <access token>", the scheme in any case', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const { access } = await tokensOf(running, ben);
    for (const scheme of ['Bearer', 'bearer', 'BEARER', 'Bearer ']) {
      const reply = await running.browser.get('/me', { headers: { Authorization: `${scheme} ${access}` } });
      expect(expectAccount(reply).email).toBe(ben.email);
      expect(reply.headers.getSetCookie()).toEqual([]);
    }
  });

  test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>]>([
    ['"expiry"', (claims) => ({ ...claims, exp: Number(claims.iat) - 1 })],
    ['"expiry": none', ({ exp: _, ...claims }) => claims],
    ['"expiry": no number', (claims) => ({ ...claims, exp: String(claims.exp) })],
    ['"issuer"', (claims) => ({ ...claims, iss: 'https://other.example.com' })],
    ['"issuer": none', ({ iss: _, ...claims }) => claims],
    ['"type"', (claims) => ({ ...claims, stt: 'refresh' })],
    ['"type": none', ({ stt: _, ...claims }) => claims],
    ['"revocation": an unknown grant', (claims) => ({ ...claims, rti: 'aaaaaaaaaaaaaa' })],
    ['"the user exists"', (claims) => ({ ...claims, uid: 'aaaaaaaaaaaaaa' })],
    ['an epoch of another time', (claims) => ({ ...claims, epoch: Number(claims.epoch) + 1 })],
    ['claims of the wrong kinds', (claims) => ({ ...claims, uid: [claims.uid], rti: { $ne: null }, epoch: '0' })],
  ])('2.10 a well signed token is 401 by its %s', async (_, change) => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    const { header, payload } = readJwt(access);
    expectAccount(await running.browser.get('/me', bearer(signJwt({ header, payload }, SIGNING_KEY))));
    const changed = signJwt({ header, payload: change(payload) }, SIGNING_KEY);
    const reply = await running.browser.get('/me', bearer(changed));
    expectError(reply, 401);
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  });

  test('2.10 "signature"', async () => {
    const running = await startOauth();
    const jwt = readJwt((await tokensOf(running, await running.users.create())).access);
    expectError(await running.browser.get('/me', bearer(signJwt(jwt, 'another key of somebody'))), 401);
  });

  test.each(['DISABLED', 'LOCKED', 'PENDING'] as const)(
    '2.10 "and ENABLED": %s by an administrator',
    async (status) => {
      for (const validation of ['full', 'local'] as const) {
        const running = await startOauth({ oauth2: { validation } });
        const ben = await running.users.create();
        const { access, refresh } = await tokensOf(running, ben);
        await running.ctx.store.users.setStatus(ben.id, status, running.ctx.clock());
        expectError(await running.browser.get('/me', bearer(access)), 401);
        await running.ctx.store.users.setStatus(ben.id, 'ENABLED', running.ctx.clock());
        // SES-9: what was ended does not revive.
        expectError(await running.browser.get('/me', bearer(access)), 401);
        expect((await askToken(running.browser, { grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(
          400,
        );
      }
    },
  );

  test('2.10 "and ENABLED": the tenant', async () => {
    const running = await startWithDatabase(OAUTH);
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'a secret');
    const { access, refresh } = await tokensOf(running, ben);
    await running.db('accounts').where({ id: ben.account.id }).update({ status: 'DISABLED' });
    expectError(await running.browser.get('/me', bearer(access)), 401);
    expectError(await running.browser.get('/me', basic('an-id', 'a secret')), 401);
    expect((await askToken(running.browser, { grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(400);
  });

  test('2.10 "the user exists": removed', async () => {
    const running = await startWithDatabase(OAUTH);
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'a secret');
    const { access, refresh } = await tokensOf(running, ben);
    expectAccount(await running.browser.get('/me', basic('an-id', 'a secret')));
    await running.ctx.store.users.remove(ben.id);
    expectError(await running.browser.get('/me', bearer(access)), 401);
    expectError(await running.browser.get('/me', basic('an-id', 'a secret')), 401);
    expect((await askToken(running.browser, { grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(400);
    expect(await running.db('token_grants')).toEqual([]);
  });

  test('10.11 "a password change … ends all of them"', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    const { access, refresh } = await tokensOf(running, ben);
    await running.browser.signIn(ben, PASSWORD);
    await running.newBrowser().post('/forgot', { email: ben.email });
    const sptoken = await newestToken(running.mailbox, ben);

    expectEmpty(await running.newBrowser().post('/change', { sptoken, password: NEW_PASSWORD }));

    expectError(await running.newBrowser().get('/me', bearer(access)), 401);
    expect((await askToken(running.browser, { grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(400);
    expectError(await running.browser.get('/me'), 401);
    expect(
      expectAccount(await running.newBrowser().get('/me', bearer((await tokensOf(running, ben, NEW_PASSWORD)).access))),
    );
  });

  test('10.11 "a lock by wrong guesses ends no living session", nor tokens, nor API keys', async () => {
    const running = await startOauth({ disableAccountAfterFailedLoginAttempts: 1 });
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'a secret');
    const { access, refresh } = await tokensOf(running, ben);
    await running.browser.signIn(ben, 'wrong');
    expect((await running.users.find(ben.email)).status).toBe('LOCKED');

    expectAccount(await running.browser.get('/me', bearer(access)));
    expectAccount(await running.browser.get('/me', basic('an-id', 'a secret')));
    expect((await askToken(running.browser, { grant_type: 'refresh_token', refresh_token: refresh })).status).toBe(200);
  });

  test('2.10 "local skips the last two": a revoked token lives on until it expires, a disabled user’s does not', async () => {
    const running = await startOauth({ oauth2: { validation: 'local' } });
    const { access, refresh } = await tokensOf(running, await running.users.create());
    expectEmpty(await running.browser.form('/oauth/revoke', { token: refresh }));
    expectAccount(await running.browser.get('/me', bearer(access)));
    running.clock.pass(3600);
    expectError(await running.browser.get('/me', bearer(access)), 401);
  });

  test('SES-10 a role is lost with the next request', async () => {
    const running = await startOauth();
    const ben = await running.users.create({ roles: ['doctor'] });
    const { access } = await tokensOf(running, ben);
    expect(expectAccount(await running.browser.get('/me', bearer(access))).roles).toHaveLength(1);
    await running.ctx.store.users.removeRole(ben.id, ben.roles[0]?.id ?? '');
    expect(expectAccount(await running.browser.get('/me', bearer(access))).roles).toEqual([]);
  });
});

describe('2.10 Basic', () => {
  test('D55 2.10 "Authorization: Basic base64(apiKeyId:apiKeySecret)": the key’s user', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'ein Geheimnis: ü');
    for (let round = 0; round < 3; round++) {
      expect(expectAccount(await running.browser.get('/me', basic('an-id', 'ein Geheimnis: ü'))).email).toBe(ben.email);
    }
  });

  test('2.10 "Not user name and password"', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    expectError(await running.browser.get('/me', basic(ben.email, PASSWORD)), 401);
    expect((await running.users.find(ben.email)).failedLoginCount).toBe(0);
  });

  test.each([
    ['another', 'a secret'],
    ['an-id', 'a Secret'],
    ['an-id', 'a secret '],
    ['an-id', ''],
    ['', 'a secret'],
    ['an-id:a', 'secret'],
  ])('2.10 %j with %j is 401', async (id, secret) => {
    const running = await startOauth();
    await giveApiKey(running, await running.users.create(), 'an-id', 'a secret');
    expectError(await running.browser.get('/me', basic(id, secret)), 401);
  });

  test('2.10 a key that was taken away is refused with the next request', async () => {
    const running = await startWithDatabase(OAUTH);
    const keyRow = await giveApiKey(running, await running.users.create(), 'an-id', 'a secret');
    expectAccount(await running.browser.get('/me', basic('an-id', 'a secret')));
    await running.db('api_keys').where({ id: keyRow }).delete();
    expectError(await running.browser.get('/me', basic('an-id', 'a secret')), 401);
  });

  test('2.10 a program may ask as often as it likes; guesses are bounded like sign-ins', async () => {
    const login = { perClient: 1000, perLogin: 3, seconds: 300 };
    const running = await startOauth({ rateLimits: { enabled: true, login } });
    await giveApiKey(running, await running.users.create(), 'an-id', 'a secret');
    for (let round = 0; round < 10; round++)
      expectAccount(await running.browser.get('/me', basic('an-id', 'a secret')));

    for (const status of [401, 401, 429]) {
      expectError(await running.browser.get('/me', basic('an-id', 'a guess')), status);
    }
    const reply = await askToken(running.browser, { grant_type: 'client_credentials' }, basic('an-id', 'x').headers);
    expect(reply.status).toBe(429);
    // Who was good a moment ago is not hindered by who guesses.
    expectAccount(await running.browser.get('/me', basic('an-id', 'a secret')));
  });

  test('2.10 guesses at an API key neither count nor clear those at a login of the same text', async () => {
    const login = { perClient: 1000, perLogin: 2, seconds: 300 };
    const running = await startOauth({ rateLimits: { enabled: true, login } });
    const [ann, mallory] = [await running.users.create(), await running.users.create()];
    await giveApiKey(running, mallory, ann.email, 'a secret');
    for (const status of [400, 400, 429]) {
      expectError(await running.browser.signIn(ann, 'wrong'), status);
      expectAccount(await running.browser.get('/me', basic(ann.email, 'a secret')));
    }
  });
});

describe('2.10 "An invalid header with a valid cookie: recommended 401 (the header wins)"', () => {
  test.each(['Bearer garbage', 'Bearer', 'Basic garbage', 'Basic', 'Digest x', 'garbage'])(
    '2.10 %s',
    async (Authorization) => {
      const { browser, users } = await startOauth();
      await browser.signIn(await users.create(), PASSWORD);
      const reply = await browser.get('/me', { headers: { Authorization } });
      expectError(reply, 401);
      // The cookies were not asked, and are as good as before.
      for (const name of ['access_token', 'refresh_token']) expect(cookieIn(reply, name)).toBeUndefined();
      expectAccount(await browser.get('/me'));
    },
  );

  test('2.10 what an application kept in a session that has ended is out of reach with a header too', async () => {
    const running = await startOauth(
      {},
      {
        routes(app) {
          app.post('/basket', (req, res) => {
            Object.assign(req.session, { basket: 'full' });
            res.json({});
          });
          app.get('/basket', (req, res) => void res.json({ ...req.session }));
        },
      },
    );
    const ben = await running.users.create();
    await running.browser.signIn(ben, PASSWORD);
    await running.browser.post('/basket');
    expect((await running.browser.get('/basket')).json).toMatchObject({ basket: 'full' });
    await running.ctx.store.users.setStatus(ben.id, 'DISABLED', running.ctx.clock());
    const reply = await running.browser.get('/basket', { headers: { Authorization: 'Bearer garbage' } });
    expect(reply.json).not.toHaveProperty('basket');
  });

  test('2.1 a header hinders nobody from signing in, registering or signing out', async () => {
    const { browser, users } = await startOauth();
    const { email } = await users.create();
    const bad = bearer('garbage');
    expectAccount(await browser.post('/login', { login: email, password: PASSWORD }, bad));
    expectEmpty(await browser.post('/logout', undefined, bad));
    expectError(await browser.get('/me'), 401);
  });
});

describe('1.9 cross-site requests', () => {
  const elsewhere = { Origin: 'https://evil.example' };

  test('1.9 with a token in the header no page of another site can have made it', async () => {
    const running = await startOauth({ endpoints: { expired: { enabled: true } } });
    const { access } = await tokensOf(running, await running.users.create());
    const headers = { ...elsewhere, ...bearer(access).headers };
    expectEmpty(await running.browser.post('/logout', undefined, { headers }));
  });

  test('1.9 with a token in a cookie, a bad token, or credentials that browsers send by themselves, it could', async () => {
    const running = await startOauth();
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'a secret');
    running.browser.cookies.set('access_token', (await tokensOf(running, ben)).access);
    for (const { headers } of [{ headers: {} }, bearer('garbage'), basic('an-id', 'a secret')]) {
      expectError(await running.browser.post('/logout', undefined, { headers: { ...headers, ...elsewhere } }), 403);
    }
    expectAccount(await running.browser.get('/me'));
  });
});

describe('D17 no token is a recent sign-in', () => {
  test('D17 a new password takes the present one, however fresh the token or the key', async () => {
    const running = await startOauth({ endpoints: { expired: { enabled: true } } });
    const ben = await running.users.create();
    await giveApiKey(running, ben, 'an-id', 'a secret');
    const { access, refresh } = await tokensOf(running, ben);
    const byCookie = (name: string, value: string) => ({ headers: { Cookie: `${name}=${value}` } });
    for (const sending of [
      bearer(access),
      basic('an-id', 'a secret'),
      byCookie('access_token', access),
      byCookie('refresh_token', refresh),
    ]) {
      const reply = await running.newBrowser().post('/expired', { password: NEW_PASSWORD }, sending);
      expectError(reply, 400);
      expect(reply.headers.get('Userdb-Error')).toBe('PASSWORD_NEEDED');
    }
    await running.browser.signIn(ben, PASSWORD);
    expect((await running.browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);
  });
});

describe('10.11 while endpoints.oauth is off', () => {
  test('10.11 no header and no token cookie says who is asking, and a session is not disturbed by one', async () => {
    const on = await startWithDatabase(OAUTH);
    const ben = await on.users.create();
    const { access, refresh } = await tokensOf(on, ben);

    const off = await startUserdb(
      { baseUrl: on.url, tokenSigningKey: SIGNING_KEY },
      { routes: (app) => void app.get('/whoami', authenticated, (_req, res) => void res.json({})) },
    );
    const ann = await off.users.create();
    await giveApiKey(off, ann, 'an-id', 'a secret');
    for (const sending of [
      bearer(access),
      basic('an-id', 'a secret'),
      { headers: { Cookie: `access_token=${access}; refresh_token=${refresh}` } },
    ]) {
      expectError(await off.newBrowser().get('/me', sending), 401);
      expectError(await off.newBrowser().get('/whoami', sending), 401);
    }
    await off.browser.signIn(ann, PASSWORD);
    expect(expectAccount(await off.browser.get('/me', bearer('garbage'))).email).toBe(ann.email);
  });
});
