// The kit's Oauth2IT: which grants there are, what they give, and how they refuse.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../support/browser.ts';
import { isSignedWith, readJwt } from '../support/jwt.ts';
import { JWT_SIGNING_KEY, startTck, type TckRequest } from './restAssured.ts';

/** Every account of the kit has the same API key. */
const API_KEY = { id: 'theIdOfTheKit', secret: 'theSecretOfTheKit' };

async function startWithAccount() {
  const tck = await startTck();
  const withKey = () => tck.createAccount({ stormpathApiKey_1: `${API_KEY.id}:${API_KEY.secret}` });
  await withKey();
  const account = await withKey();
  const token = (params: Record<string, string>, request: TckRequest = {}) =>
    tck.send('POST', '/oauth/token', { params, ...request });
  const byPassword = { grant_type: 'password', username: account.username, password: account.password };
  return { ...tck, account, token, byPassword };
}

function expectRefused(reply: Reply, status: number, error: string): void {
  expect(reply.status, reply.text).toBe(status);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(reply.json).toStrictEqual({ error, message: expect.stringMatching(/\S/) });
}

function expectNotCached(reply: Reply): void {
  expect(reply.headers.get('Cache-Control')).toBe('no-store');
  expect(reply.headers.get('Pragma')).toBe('no-cache');
}

function expectTokens(reply: Reply): { access_token: string; refresh_token: string } {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
  expect(reply.json).toStrictEqual({
    access_token: expect.stringMatching(/./),
    expires_in: 3600,
    refresh_token: expect.stringMatching(/./),
    token_type: 'Bearer',
  });
  expectNotCached(reply);
  return reply.json as never;
}

describe('TCK OAuth (Oauth2IT)', () => {
  it('oauthErrorsOnUnsupportedGrantTypes', async () => {
    const { token } = await startWithAccount();
    expectRefused(await token({ grant_type: 'foobar_grant' }), 400, 'unsupported_grant_type');
  });

  it('oauthErrorsOnMissingGrantType', async () => {
    const { token } = await startWithAccount();
    expectRefused(await token({ grant_type: '' }), 400, 'invalid_request');
  });

  it('oauthErrorsOnJsonRequestBody', async () => {
    const { send } = await startTck();
    const reply = await send('POST', '/oauth/token', { contentType: 'JSON', body: { hello: 'world' } });
    expectRefused(reply, 400, 'invalid_request');
  });

  it('oauthErrorsOnEmptyRequestBody', async () => {
    const { send } = await startTck();
    expectRefused(await send('POST', '/oauth/token'), 400, 'invalid_request');
  });

  it('oauthDoesntSupportGet', async () => {
    const { send } = await startTck();
    expect((await send('GET', '/oauth/token')).status).toBe(405);
  });

  it('oauthPasswordGrantWithUsernameSucceeds', async () => {
    const { send, token, byPassword, createSession, account } = await startWithAccount();
    const { access_token } = expectTokens(await token(byPassword));

    expect(isSignedWith(access_token, JWT_SIGNING_KEY)).toBe(true);
    const me = await send('GET', '/me', { accept: 'JSON', cookies: await createSession(account) });
    expect(readJwt(access_token).payload.sub).toBe(me.json?.account?.href);
  });

  it('oauthPasswordGrantWithUsernameSucceedsAndCookiePresent', async () => {
    const { token, byPassword, createSession, account } = await startWithAccount();
    const reply = await token(byPassword, { cookies: await createSession(account) });
    expectTokens(reply);
    expect(reply.headers.getSetCookie()).toEqual([]);
  });

  it('oauthPasswordGrantWithEmailSucceeds', async () => {
    const { token, byPassword, account } = await startWithAccount();
    expectTokens(await token({ ...byPassword, username: account.email }));
  });

  it('oauthRefreshGrantWorksWithValidToken', async () => {
    const { token, byPassword } = await startWithAccount();
    const { access_token, refresh_token } = expectTokens(await token(byPassword));

    const refreshed = expectTokens(await token({ grant_type: 'refresh_token', refresh_token }));

    expect(refreshed.access_token).not.toBe(access_token);
  });

  it('oauthRefreshGrantFailsWithInvalidRefreshToken', async () => {
    const { token } = await startWithAccount();
    expectRefused(await token({ grant_type: 'refresh_token', refresh_token: 'GARBAGE' }), 400, 'invalid_grant');
  });

  it('oauthErrorsAreTransformedProperly', async () => {
    const { token, byPassword } = await startWithAccount();
    const reply = await token({ ...byPassword, password: 'NOT_THE_PASSWORD' });
    expectRefused(reply, 400, 'invalid_grant');
    expectNotCached(reply);
  });

  it('oauthClientCredentialsGrantSucceeds', async () => {
    const { token } = await startWithAccount();
    const Authorization = `Basic ${btoa(`${API_KEY.id}:${API_KEY.secret}`)}`;

    const reply = await token({ grant_type: 'client_credentials' }, { headers: { Authorization } });

    expect(reply.status, reply.text).toBe(200);
    const access_token = expect.stringMatching(/./);
    expect(reply.json).toStrictEqual({ access_token, expires_in: 3600, token_type: 'Bearer' });
    expectNotCached(reply);
  });

  it('oauthClientCredentialsGrantFailsWithoutAPISecret', async () => {
    const { token } = await startWithAccount();
    for (const credentials of [`${API_KEY.id}:`, API_KEY.id]) {
      const headers = { Authorization: `Basic ${btoa(credentials)}` };
      expectRefused(await token({ grant_type: 'client_credentials' }, { headers }), 401, 'invalid_client');
    }
  });
});
