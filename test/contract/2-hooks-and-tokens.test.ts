// Side effects of sections 2.1 to 2.8 that reach beyond one endpoint: hooks that are called, tokens that end.
import { describe, expect, it } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectEmpty,
  expectError,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  pageFile,
} from './wire.ts';

const OAUTH: Options = { endpoints: { oauth: { enabled: true } } };

describe('2 Hooks', () => {
  it('2.1 POST field "anything else … handed to the pre/post-login hooks"', async () => {
    const heard: unknown[] = [];
    const { browser, users } = await startUserdb({
      hooks: {
        preLogin: (form, { path }) => void heard.push(form, path),
        postLogin: ({ email }, req) => void heard.push(email, req.body.remember),
      },
    });
    const { email } = await users.create();
    const form = { login: email, password: PASSWORD, remember: 'me' };
    expectAccount(await browser.post('/login', form));
    expect(heard).toEqual([expect.objectContaining(form), '/login', email, 'me']);
  });

  it('2.2 Side effects "pre- and post-registration hooks"', async () => {
    const heard: unknown[] = [];
    const { browser } = await startUserdb({
      ...AT_ONCE,
      hooks: {
        preRegister: ({ email }) => void heard.push('before', email),
        postRegister: ({ email, id }) => void heard.push('after', email, typeof id),
      },
    });
    expectAccount(await browser.post('/register', ANN));
    expect(heard).toEqual(['before', ANN.email, 'after', ANN.email, 'string']);
  });

  it('2.3 Side effects "post-logout hook"', async () => {
    const heard: unknown[] = [];
    const { browser, users } = await startUserdb({ hooks: { postLogout: ({ email }) => void heard.push(email) } });
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    expectEmpty(await browser.post('/logout'));
    expect(heard).toEqual([ben.email]);
  });
});

describe('2 Refresh tokens', () => {
  /** Somebody who has tokens in one place, and is signed in by the browser in another. */
  async function startWithTokens() {
    const running = await startUserdb(OAUTH);
    const ben = await running.users.create();
    const fields = { grant_type: 'password', username: ben.email, password: PASSWORD };
    const { json } = await running.newBrowser().form('/oauth/token', fields);
    await running.browser.signIn(ben, PASSWORD);
    return { ...running, ben, access: String(json?.access_token), refresh: String(json?.refresh_token) };
  }

  async function expectRevoked({ newBrowser, access, refresh }: Awaited<ReturnType<typeof startWithTokens>>) {
    const headers = { Authorization: `Bearer ${access}` };
    expectError(await newBrowser().get('/me', { headers }), 401);
    const refreshed = await newBrowser().form('/oauth/token', { grant_type: 'refresh_token', refresh_token: refresh });
    expect([refreshed.status, refreshed.json?.error]).toEqual([400, 'invalid_grant']);
  }

  it('2.4 POST Side effects of a new password "all other sessions and refresh tokens revoked"', async () => {
    const running = await startWithTokens();
    expectAccount(await running.browser.post('/me', { password: NEW_PASSWORD, existingPassword: PASSWORD }));
    await expectRevoked(running);
  });

  it('2.7 Side effects "sessions and refresh tokens revoked"', async () => {
    const running = await startWithTokens();
    expectEmpty(await running.newBrowser().post('/forgot', { email: running.ben.email }));
    const sptoken = await newestToken(running.mailbox, running.ben);
    expectEmpty(await running.newBrowser().post('/change', { sptoken, password: NEW_PASSWORD }));
    await expectRevoked(running);
  });

  it('2.8 Side effects as 2.7: refresh tokens revoked', async () => {
    const running = await startWithTokens();
    expect((await running.browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);
    await expectRevoked(running);
  });
});

it('1.1 1.2 "/oauth/* never produce HTML" and "are never handed to the SPA"', async () => {
  const { browser } = await startUserdb({ ...OAUTH, spa: { enabled: true, index: await pageFile() } });
  for (const path of ['/oauth/token', '/oauth/revoke']) {
    const posted = await browser.form(path, {}, { accept: NAVIGATION });
    expect([posted.status, posted.json?.error]).toEqual([400, 'invalid_request']);
    const opened = await browser.get(path, { accept: NAVIGATION });
    expect(opened.status).toBe(405);
    expect(opened.text).not.toContain('the page of the app');
  }
});
