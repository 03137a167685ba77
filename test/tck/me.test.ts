// The kit's MeIT: who is asking, by cookie and by header, and what they get.
import { describe, expect, it } from 'vitest';
import type { Reply } from '../support/browser.ts';
import { readJwt, signJwt } from '../support/jwt.ts';
import { expectMatchesAccount, expectNoLinkedResources, startTck, type TckRequest } from './restAssured.ts';

const API_KEY = 'theIdOfTheKit:theSecretOfTheKit';
const BASIC = { Authorization: `Basic ${btoa(API_KEY)}` };

/** The kit's set-up: somebody with an API key, a token for the password, and one for the key. */
async function startWithTokens() {
  const tck = await startTck();
  const account = await tck.createAccount({ stormpathApiKey_1: API_KEY });
  const params = { grant_type: 'password', username: account.username, password: account.password };
  const byPassword = await tck.send('POST', '/oauth/token', { params });
  const byKey = await tck.send('POST', '/oauth/token', {
    params: { grant_type: 'client_credentials' },
    headers: BASIC,
  });
  const me = (request: TckRequest) => tck.send('GET', '/me', request);
  return { ...tck, account, me, ofPassword: accessTokenIn(byPassword), ofKey: accessTokenIn(byKey) };
}

function accessTokenIn(reply: Reply): string {
  expect(reply.status, reply.text).toBe(200);
  return String(reply.json?.access_token);
}

const cookie = (access_token: string): TckRequest => ({ cookies: { access_token } });
const bearer = (token: string): TckRequest => ({ headers: { Authorization: `Bearer ${token}` } });

/** Accept HTML, JSON, any, empty. */
function everyAccept(request: TckRequest): TckRequest[] {
  return [
    { ...request, accept: 'HTML' },
    { ...request, accept: 'JSON' },
    request,
    { ...request, headers: { ...request.headers, Accept: '' } },
  ];
}

function expectNotCached(reply: Reply): void {
  expect(reply.headers.get('Cache-Control')).toMatch(/no-cache/);
  expect(reply.headers.get('Cache-Control')).toMatch(/no-store/);
  expect(reply.headers.get('Pragma')).toBe('no-cache');
}

describe('TCK current user (MeIT)', () => {
  it('meFailsOnUnauthenticatedRequest', async () => {
    const { me } = await startWithTokens();
    expect((await me({})).status).toBe(401);
  });

  it('meWithCookieAuthReturnsJsonUser', async () => {
    const { me, account, ofPassword } = await startWithTokens();
    for (const request of everyAccept(cookie(ofPassword))) expectMatchesAccount(await me(request), account);
  });

  it('meWithCookieAuthFromClientCredentialsReturnsJsonUser', async () => {
    const { me, account, ofKey } = await startWithTokens();
    for (const request of everyAccept(cookie(ofKey))) expectMatchesAccount(await me(request), account);
  });

  it('meWithBearerAuthReturnsJsonUser', async () => {
    const { me, account, ofPassword } = await startWithTokens();
    for (const request of everyAccept(bearer(ofPassword))) expectMatchesAccount(await me(request), account);
  });

  it('meWithBearerAuthFromClientCredentialsReturnsJsonUser', async () => {
    const { me, account, ofKey } = await startWithTokens();
    for (const request of everyAccept(bearer(ofKey))) expectMatchesAccount(await me(request), account);
  });

  it('meWithBasicAuthReturnsJsonUser (disabled in the kit)', async () => {
    const { me, account } = await startWithTokens();
    for (const request of everyAccept({ headers: BASIC })) expectMatchesAccount(await me(request), account);
  });

  it('meWithCookieAuthStripsLinkedResources', async () => {
    const { me, ofPassword } = await startWithTokens();
    expectNoLinkedResources(await me(cookie(ofPassword)));
  });

  it('meWithBearerAuthStripsLinkedResources', async () => {
    const { me, ofPassword } = await startWithTokens();
    expectNoLinkedResources(await me(bearer(ofPassword)));
  });

  it('meWithCookieAuthHasNoCacheHeaders', async () => {
    const { me, ofPassword } = await startWithTokens();
    expectNotCached(await me(cookie(ofPassword)));
  });

  it('meWithBearerAuthHasNoCacheHeaders', async () => {
    const { me, ofPassword } = await startWithTokens();
    expectNotCached(await me(bearer(ofPassword)));
  });

  it('unsignedAccessTokensShouldFail', async () => {
    const { me, ofPassword } = await startWithTokens();
    const { payload } = readJwt(ofPassword);
    const unsigned = signJwt({ header: { alg: 'none' }, payload }, null);
    expect((await me(cookie(unsigned))).status).toBe(401);
    expect((await me(bearer(unsigned))).status).toBe(401);
  });
});
