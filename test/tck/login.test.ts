// The kit's LoginIT: the view model, good and bad sign-ins by JSON, and what a sign-in sends back.
import { describe, expect, it } from 'vitest';
import { cookieIn, expectAccount, expectError } from '../contract/wire.ts';
import { cookiesOf, expectMatchesAccount, expectNoLinkedResources, expectNotHandled, startTck } from './restAssured.ts';

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** The kit's server, somebody registered, and a sign-in by JSON. */
async function startWithAccount() {
  const tck = await startTck();
  const account = await tck.createAccount();
  const login = (body: object, headers: Record<string, string> = {}) =>
    tck.send('POST', '/login', { accept: 'JSON', contentType: 'JSON', body, headers });
  return { ...tck, account, login, good: { login: account.email, password: account.password } };
}

describe('TCK login (LoginIT)', () => {
  it('loginDoesNotHandlePut', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('PUT', '/login'));
  });

  it('loginDoesNotHandleDelete', async () => {
    const { send } = await startTck();
    expectNotHandled(await send('DELETE', '/login'));
  });

  it('loginServesJsonViewModel', async () => {
    const { send } = await startTck();
    const reply = await send('GET', '/login', { accept: 'JSON' });
    expect(reply.status).toBe(200);
    expect(Object.keys(reply.json ?? {}).sort()).toEqual(['accountStores', 'form']);
  });

  it('loginViewModelHasFields', async () => {
    const { send } = await startTck();
    const reply = await send('GET', '/login', { accept: 'JSON' });
    const login = 'Username or Email';
    expect(reply.json?.form?.fields).toEqual([
      { name: 'login', label: login, placeholder: login, required: true, type: 'text' },
      { name: 'password', label: 'Password', placeholder: 'Password', required: true, type: 'password' },
    ]);
  });

  it('loginWithUsernameSucceeds', async () => {
    const { login, account } = await startWithAccount();
    expectAccount(await login({ login: account.username, password: account.password }));
  });

  it('loginWithEmailSucceeds', async () => {
    const { login, account } = await startWithAccount();
    expectAccount(await login({ login: account.email, password: account.password }));
  });

  it('loginWithEmptyStringFails', async () => {
    const { login, good } = await startWithAccount();
    expectError(await login({ ...good, login: '' }), 400);
  });

  it('loginWithEmptyPasswordFails', async () => {
    const { login, good } = await startWithAccount();
    expectError(await login({ ...good, password: '' }), 400);
  });

  it('loginSucceedsForJson', async () => {
    const { login, good, account } = await startWithAccount();
    expectMatchesAccount(await login(good), account);
  });

  it('loginJsonDoesNotHaveLinkedResources', async () => {
    const { login, good } = await startWithAccount();
    expectNoLinkedResources(await login(good));
  });

  it('loginAccountDatetimePropertiesAreIso8601', async () => {
    const { send, good } = await startWithAccount();
    // The kit takes cookies and a token from the page as HTML; there is none here, so the token it sends is empty.
    const cookies = cookiesOf(await send('GET', '/login', { accept: 'HTML' }));
    const headers = { 'X-CSRF-TOKEN': '' };

    const reply = await send('POST', '/login', { accept: 'JSON', contentType: 'JSON', body: good, cookies, headers });

    const { createdAt, modifiedAt } = expectAccount(reply);
    expect(createdAt).toMatch(ISO_8601);
    expect(modifiedAt).toMatch(ISO_8601);
  });

  it('loginErrorsWithBadCredentialsJson', async () => {
    const { login } = await startWithAccount();
    expectError(await login({ login: 'nobody@testmail.stormpath.com', password: 'P@sword123!' }), 400);
  });

  it('loginSetsCookiesJson', async () => {
    const { login, good } = await startWithAccount();
    const reply = await login(good);
    expect(reply.status).toBe(200);
    for (const name of ['access_token', 'refresh_token']) expect(cookieIn(reply, name)?.value, name).toBeTruthy();
  });
});
