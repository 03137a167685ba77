import { describe, expect, test } from 'vitest';
import { day } from '../../server/time.ts';
import { isSignedWith, readJwt } from '../support/jwt.ts';
import { PASSWORD } from '../support/startUserdb.ts';
import { askToken, bearer, givenIn, SIGNING_KEY, startOauth, tokensOf } from '../support/tokens.ts';
import { cookieIn, expectAccount, expectError } from './wire.ts';

const refresh = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token });

describe('1.8 access tokens', () => {
  test('1.8 "a JWT signed HS256", with the raw UTF-8 bytes of oauth2.signingKey', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    expect(readJwt(access).header).toEqual({ alg: 'HS256', typ: 'JWT', kid: expect.stringMatching(/^[\w-]{11}$/) });
    expect(isSignedWith(access, SIGNING_KEY)).toBe(true);
  });

  test('1.8 … of tokenSigningKey where oauth2.signingKey is null', async () => {
    const tokenSigningKey = 'a key for links and tokens';
    const running = await startOauth({ tokenSigningKey, oauth2: { signingKey: null } });
    const { access } = await tokensOf(running, await running.users.create());
    expect(isSignedWith(access, tokenSigningKey)).toBe(true);
  });

  test('1.8 "sub must equal account.href", "iss, sub, iat, exp, jti, rti", "stt":"access"', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    const { href } = expectAccount(await running.browser.get('/me', bearer(access)));
    const { payload } = readJwt(access);
    expect(payload).toMatchObject({ iss: running.url, sub: href, stt: 'access' });
    expect(payload.iat).toBe(running.clock.now().getTime() / 1000);
    expect([typeof payload.exp, typeof payload.jti, typeof payload.rti]).toEqual(['number', 'string', 'string']);
  });

  test('1.8 "sub": with accounts_href, as account.href', async () => {
    const accounts_href = 'https://api.example.com/v1/accounts';
    const running = await startOauth({ accounts_href });
    const ben = await running.users.create();
    expect(readJwt((await tokensOf(running, ben)).access).payload.sub).toBe(`${accounts_href}/${ben.id}`);
  });

  test('1.8 "Life: access 3600 s exactly": good until then, to the second', async () => {
    const running = await startOauth();
    const { access } = await tokensOf(running, await running.users.create());
    const { exp, iat } = readJwt(access).payload;
    expect(Number(exp) - Number(iat)).toBe(3600);
    running.clock.pass(3599);
    expectAccount(await running.browser.get('/me', bearer(access)));
    running.clock.pass(1);
    expectError(await running.browser.get('/me', bearer(access)), 401);
  });

  test('1.8 oauth2.accessTokenTtl', async () => {
    const running = await startOauth({ oauth2: { accessTokenTtl: 60 } });
    const { email } = await running.users.create();
    const reply = await askToken(running.browser, { grant_type: 'password', username: email, password: PASSWORD });
    expect(reply.json).toMatchObject({ expires_in: 60 });
    running.clock.pass(60);
    expectError(await running.browser.get('/me', bearer(givenIn(reply).access)), 401);
  });

  test('1.8 an access token tells nothing about the user but who it is', async () => {
    const running = await startOauth();
    const ben = await running.users.create({ customData: { illness: 'none' }, roles: ['doctor'] });
    const claims = readJwt((await tokensOf(running, ben)).access).payload;
    expect(Object.keys(claims).sort()).toEqual(['epoch', 'exp', 'iat', 'iss', 'jti', 'rti', 'stt', 'sub', 'uid']);
  });
});

describe('1.8 refresh tokens', () => {
  test('1.8 opaque, and of URL-safe characters only', async () => {
    const running = await startOauth();
    const given = await tokensOf(running, await running.users.create());
    expect(given.refresh).toMatch(/^[\w-]{14}[0-9a-f]{64}$/);
  });

  test.each<[string, object, number]>([
    ['"Stormpath’s default was 60 days"', {}, 60 * day],
    ['"map v1’s sessionsExpireInSeconds to it when non-zero"', { sessionsExpireInSeconds: 7200 }, 7200],
    [
      'SES-16 as long as an unused session: session.cookie.maxAge, in milliseconds',
      { sessionsExpireInSeconds: 7200, session: { cookie: { maxAge: 600_000 } } },
      600,
    ],
    ['oauth2.refreshTokenTtl', { sessionsExpireInSeconds: 7200, oauth2: { refreshTokenTtl: 5000 } }, 5000],
  ])('1.8 life: %s', async (_, options, seconds) => {
    const running = await startOauth(options);
    const given = await tokensOf(running, await running.users.create());
    running.clock.pass(seconds - 1);
    const reply = await askToken(running.browser, refresh(given.refresh));
    expect(reply.status, reply.text).toBe(200);
    running.clock.pass(1);
    expect((await askToken(running.browser, refresh(given.refresh))).status).toBe(400);
  });

  test('1.8 no access token outlives the refresh token it was made with, and expires_in says so', async () => {
    const running = await startOauth({ oauth2: { refreshTokenTtl: 5000 } });
    const given = await tokensOf(running, await running.users.create());
    running.clock.pass(4000);
    const reply = await askToken(running.browser, refresh(given.refresh));
    expect(reply.json).toMatchObject({ expires_in: 1000 });
    const { exp, iat } = readJwt(givenIn(reply).access).payload;
    expect(Number(exp) - Number(iat)).toBe(1000);
  });

  test('SES-16 tokens that were given with a session end with it when it is not used', async () => {
    const { browser, users, clock } = await startOauth({ session: { cookie: { maxAge: 600_000 } } });
    await browser.signIn(await users.create(), PASSWORD);
    clock.pass(599);
    const { access_token, refresh_token } = Object.fromEntries(browser.cookies);
    clock.pass(1);
    for (const [name, token = ''] of Object.entries({ access_token, refresh_token })) {
      expect(token).not.toBe('');
      browser.cookies.clear();
      browser.cookies.set(name, token);
      expectError(await browser.get('/me'), 401);
    }
  });

  test('SES-17 tokens that were given with a session live no longer than session.absoluteTimeout lets it', async () => {
    const { browser, users, clock } = await startOauth({ session: { absoluteTimeout: 4000 } });
    const reply = await browser.signIn(await users.create(), PASSWORD);
    const expires = cookieIn(reply, 'refresh_token')?.attributes.expires ?? '';
    expect(Date.parse(expires)).toBe(clock.now().getTime() + 4_000_000);
    clock.pass(3999);
    expectAccount(await browser.get('/me'));
    clock.pass(1);
    expectError(await browser.get('/me'), 401);
  });

  test('D41 "same token for its whole life"', async () => {
    const running = await startOauth();
    const given = await tokensOf(running, await running.users.create());
    for (let round = 0; round < 3; round++) {
      running.clock.pass(100);
      const again = givenIn(await askToken(running.browser, refresh(given.refresh)));
      expect(again.refresh).toBe(given.refresh);
      expect(again.access).not.toBe(given.access);
    }
  });
});
