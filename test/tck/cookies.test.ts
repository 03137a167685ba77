// The kit's CookieIT and BearerIT: silent refresh, garbage taken away, and refresh tokens that are no access tokens.
import { describe, expect, it } from 'vitest';
import { cookieIn } from '../contract/wire.ts';
import { readJwt } from '../support/jwt.ts';
import { expectDeleted, startTck } from './restAssured.ts';

async function startSignedIn() {
  const tck = await startTck();
  const cookies = await tck.createSession(await tck.createAccount());
  return { ...tck, access: cookies.access_token ?? '', refresh: cookies.refresh_token ?? '' };
}

describe('TCK cookies (CookieIT)', () => {
  it.each(['JSON', 'HTML'] as const)('serverRefreshesAccessTokenWhenMissing (%s)', async (accept) => {
    const { send, access, refresh } = await startSignedIn();

    const reply = await send('GET', '/me', { accept, cookies: { refresh_token: refresh } });

    expect(reply.status).toBe(200);
    expect(cookieIn(reply, 'access_token')?.value).toBeTruthy();
    expect(cookieIn(reply, 'access_token')?.value).not.toBe(access);
    expect(cookieIn(reply, 'refresh_token')?.value).toBe(refresh);
  });

  it.each([
    ['JSON', 401],
    ['HTML', 302],
  ] as const)('serverDeletesCookiesWhenRefreshingWithInvalidToken (%s)', async (accept, status) => {
    const { send } = await startTck();
    const cookies = { access_token: 'not_a_token', refresh_token: 'not_a_token_either' };

    const reply = await send('GET', '/me', { accept, cookies });

    expect(reply.status).toBe(status);
    for (const name of ['access_token', 'refresh_token']) expectDeleted(reply, name);
  });

  it('unauthorizedHtmlRequestIsForwardedToLogin', async () => {
    const { send } = await startTck();
    const reply = await send('GET', '/me?foo=bar', { accept: 'HTML' });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toMatch(/^\/login/);
  });

  it('cookieExpirationMatchesTokenTtl', async () => {
    const { send, createAccount } = await startTck();
    const { email, password } = await createAccount();

    const reply = await send('POST', '/login', {
      accept: 'JSON',
      contentType: 'JSON',
      body: { login: email, password },
    });

    const cookie = cookieIn(reply, 'access_token');
    const { exp } = readJwt(cookie?.value ?? '').payload;
    expect(Date.parse(cookie?.attributes.expires ?? '')).toBe(Number(exp) * 1000);
  });

  it.each(['JSON', 'HTML'] as const)('refreshTokenAsAccessTokenFails (%s)', async (accept) => {
    const { send, refresh } = await startSignedIn();
    const reply = await send('GET', '/me', { accept, cookies: { access_token: refresh } });
    expect(reply.status).toBe(accept === 'JSON' ? 401 : 302);
  });
});

describe('TCK bearer (BearerIT)', () => {
  it.each(['JSON', 'HTML'] as const)('refreshTokenAsAccessBearerTokenFails (%s)', async (accept) => {
    const { send, refresh } = await startSignedIn();
    const reply = await send('GET', '/me', { accept, headers: { Authorization: `Bearer ${refresh}` } });
    expect(reply.status).toBe(accept === 'JSON' ? 401 : 302);
  });
});
