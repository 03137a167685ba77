// The kit's LogoutIT: POST alone signs out, and takes both cookies away.
import { describe, expect, it } from 'vitest';
import { expectDeleted, expectNotHandled, startTck } from './restAssured.ts';

/** The kit's server, somebody signed in with all cookies, and a POST /logout in JSON or HTML. */
async function startSignedIn() {
  const tck = await startTck();
  const cookies = await tck.createSession(await tck.createAccount());
  expect(Object.keys(cookies)).toEqual(expect.arrayContaining(['access_token', 'refresh_token']));
  const logout = (accept: 'JSON' | 'HTML') => tck.send('POST', '/logout', { accept, cookies });
  return { ...tck, cookies, logout };
}

describe('TCK logout (LogoutIT)', () => {
  it('logoutDoesNotHandleGet', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('GET', '/logout'));
  });

  it('logoutDoesNotHandlePut', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('PUT', '/logout'));
  });

  it('logoutDoesNotHandleDelete', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('DELETE', '/logout'));
  });

  it('logoutSucceedsOnUnauthenticatedJsonRequest', async () => {
    const { send } = await startTck();
    expect((await send('POST', '/logout', { accept: 'JSON' })).status).toBe(200);
  });

  it('logoutDeletesCookiesJson', async () => {
    const { logout } = await startSignedIn();
    const reply = await logout('JSON');
    for (const name of ['access_token', 'refresh_token']) expectDeleted(reply, name);
  });

  it('logoutReturns200OKOnSuccess', async () => {
    const { logout } = await startSignedIn();
    expect((await logout('JSON')).status).toBe(200);
  });

  it('logoutRevokesTokensInCookiesAfterSuccessJson', async () => {
    const { logout, send, cookies } = await startSignedIn();
    expect((await logout('JSON')).status).toBe(200);
    // The kit no longer looks; we do.
    expect((await send('GET', '/me', { accept: 'JSON', cookies })).status).toBe(401);
  });

  it('logoutRevokesTokensInHeadersAfterSuccessJson', async () => {
    const { send, cookies } = await startSignedIn();
    const headers = { Authorization: `Bearer ${cookies.access_token}` };
    expect((await send('GET', '/me', { accept: 'JSON', headers })).status).toBe(200);

    expect((await send('POST', '/logout', { accept: 'JSON', headers })).status).toBe(200);

    expect((await send('GET', '/me', { accept: 'JSON', headers })).status).toBe(401);
  });

  it('logoutRedirectsToNextUriOnUnauthenticatedRequest', async () => {
    const { send } = await startTck();
    const reply = await send('POST', '/logout', { accept: 'HTML' });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toBe('/');
  });

  it('logoutRedirectsToNextUriOnSuccess', async () => {
    const { logout } = await startSignedIn();
    const reply = await logout('HTML');
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toBe('/');
  });

  it('logoutDeletesCookiesHtml', async () => {
    const { logout } = await startSignedIn();
    const reply = await logout('HTML');
    for (const name of ['access_token', 'refresh_token']) expectDeleted(reply, name);
  });

  it('logoutRevokesTokensHtml', async () => {
    const { logout, send, cookies } = await startSignedIn();
    await logout('HTML');
    // The kit's own test holds nothing any more; we look.
    expect((await send('GET', '/me', { accept: 'JSON', cookies })).status).toBe(401);
  });
});
