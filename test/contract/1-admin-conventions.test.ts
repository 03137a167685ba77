// What section 1 of the contract asks of the admin endpoints, and of /welcome and /welcomed.
import { describe, expect, it } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { adminOf, person, superAdmin } from './people.ts';
import {
  expectError,
  expectPage,
  expectPassedOn,
  fallback,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  pageFile,
} from './wire.ts';

const USERS = ['list', 'update', 'remove', 'change_account_status', 'reset_password', 'resend_invite'];
const ACCOUNTS = ['list', 'update', 'remove', 'change_account_status', 'select_list', 'roles_for_account'];
const ROLES = ['list', 'update', 'remove'];
const GUARDED = [
  ...USERS.map((action) => `/users/${action}`),
  ...ACCOUNTS.map((action) => `/accounts/${action}`),
  ...ROLES.map((action) => `/roles/${action}`),
];
const OPEN = ['/users/check_password', '/welcome', '/welcomed'];
const ALL = [...GUARDED, ...OPEN];

const spa = async (): Promise<Options> => ({ spa: { enabled: true, index: await pageFile() } });

describe('1 The admin endpoints', () => {
  it('1.1 "the admin endpoints never produce HTML for a success"', async () => {
    const { browser } = await superAdmin(await startUserdb(await spa()));
    for (const path of ['/users/list', '/accounts/list', '/roles/list', '/accounts/select_list']) {
      for (const accept of ['text/html', NAVIGATION, '*/*', '']) {
        const reply = await browser.post(path, {}, { accept });
        expect(reply.status, path).toBe(200);
        expect(reply.headers.get('Content-Type'), path).toMatch(/^application\/json\b/);
      }
    }
  });

  it('1.2 "the admin endpoints are never handed to the SPA"', async () => {
    const { browser } = await startUserdb(await spa(), { routes: fallback });
    for (const path of GUARDED) {
      for (const reply of [
        await browser.get(path, { accept: NAVIGATION }),
        await browser.post(path, {}, { accept: NAVIGATION }),
      ]) {
        expect(reply.text, path).not.toContain('the page of the app');
      }
    }
  });

  it('1.2 "HTML GET on /welcome": the page of the app, without looking at the token', async () => {
    const running = await startUserdb(await spa());
    const { browser } = await superAdmin(running);
    const gina = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };
    await browser.post('/users/update', gina);
    const sptoken = await newestToken(running.mailbox, gina);

    expectPage(await running.browser.get(`/welcome?sptoken=${sptoken}`, { accept: NAVIGATION }));

    expect((await running.users.find(gina.email)).status).toBe('PENDING');
    expect((await running.browser.post('/welcome', { sptoken })).status).toBe(200);
  });

  it('1.3 1.9 "JSON only": forms and text are refused', async () => {
    const { browser } = await superAdmin(await startUserdb());
    for (const path of ALL) {
      expectError(await browser.form(path, { password: NEW_PASSWORD, accountId: 'x', userId: 'x' }), 415);
      expectError(await browser.post(path, '{}', { type: 'text/plain' }), 415);
    }
  });

  it('1.4 "not authenticated": 401 as JSON, 302 to the login as HTML', async () => {
    const { browser } = await startUserdb();
    for (const path of GUARDED) {
      const json = await browser.post(path, {});
      expectError(json, 401);
      expect(json.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
      const html = await browser.post(path, {}, { accept: 'text/html' });
      expect(html.status).toBe(302);
      expect(html.headers.get('Location')).toBe(`/login?next=${encodeURIComponent(path)}`);
    }
  });

  it('1.4 "not permitted": Error(403)', async () => {
    const { browser } = await person(await startUserdb(), { roles: ['cook'] });
    for (const path of GUARDED) expectError(await browser.post(path, {}), 403);
  });

  it('1.4 "wrong method on a known endpoint": 405', async () => {
    const { browser } = await superAdmin(await startUserdb());
    for (const path of ALL) {
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const reply = await browser.send(method, path, undefined);
        expectError(reply, 405);
        expect(reply.headers.get('Allow')?.split(', ')).toContain('POST');
      }
    }
  });

  it('1.4 "disabled endpoint: pass to the next handler"', async () => {
    const off = { enabled: false };
    const endpoints = { users: off, accounts: off, roles: off, welcome: off };
    const { browser } = await startUserdb({ endpoints }, { routes: fallback });
    for (const path of ALL) expectPassedOn(await browser.post(path, {}));
  });

  it('1.4 bodies of other kinds and values of other types: Error(400), not 500', async () => {
    const { browser } = await superAdmin(await startUserdb());
    const odd = [
      { id: 7, userId: {}, accountId: [], roleId: true, newStatus: 7, offset: 'x', limit: -1, where: 'x', q: [] },
      [],
      '"text"',
      'null',
    ];
    for (const path of GUARDED) for (const body of odd) expectError(await browser.post(path, body), 400);
  });

  it('1.5 1.6 "non-empty JSON body" for every call of V1UI, and "Cache-Control: no-store"', async () => {
    const running = await startUserdb();
    const { user, browser } = await adminOf(running, 'acme');
    const all = await superAdmin(running);
    const [ben, dora, gus] = [
      await running.users.create({ account: 'acme', roles: ['cook'] }),
      await running.users.create({ account: 'acme', status: 'PENDING' }),
      await running.users.create({ account: 'globex' }),
    ];
    const accountId = user.account.id;
    const calls: [string, object][] = [
      ['/users/list', {}],
      ['/users/update', { id: ben.id, surname: 'Lee' }],
      ['/users/change_account_status', { userId: ben.id, newStatus: 'DISABLED' }],
      ['/users/change_account_status', { userId: ben.id, newStatus: 'ENABLED' }],
      ['/users/reset_password', { userId: ben.id }],
      ['/users/resend_invite', { userId: dora.id }],
      ['/users/check_password', { password: NEW_PASSWORD }],
      ['/users/remove', { userId: dora.id }],
      ['/accounts/list', {}],
      ['/accounts/update', { id: accountId, name: 'acme', description: 'ours' }],
      ['/accounts/roles_for_account', { accountId }],
      ['/accounts/roles_for_account', {}],
      ['/roles/list', { where: { 'roles.account_id': accountId } }],
      ['/roles/update', { name: 'waiter', account_id: accountId }],
      ['/roles/remove', { roleId: ben.roles[0]?.id }],
    ];
    const replies = [
      ...(await inTurn(calls, ([path, body]) => browser.post(path, body))),
      await all.browser.post('/accounts/select_list', {}),
      await all.browser.post('/accounts/change_account_status', { accountId: gus.account.id, newStatus: 'DISABLED' }),
      await all.browser.post('/accounts/remove', { accountId: gus.account.id }),
    ];
    for (const { status, text, json, headers } of replies) {
      expect([status, text]).toEqual([200, expect.stringMatching(/^[{[]/)]);
      expect(json).toBeDefined();
      expect(headers.get('Content-Type')).toMatch(/^application\/json\b/);
      expect(headers.get('Cache-Control')).toContain('no-store');
    }
  });

  it('1.6 "Cache-Control: no-store" with errors too', async () => {
    const { browser } = await startUserdb();
    for (const path of ALL) {
      expect((await browser.post(path, '{"x":')).headers.get('Cache-Control'), path).toContain('no-store');
    }
  });

  it('1.9 rule 2 "refused with 403": a request from another site', async () => {
    const { browser } = await superAdmin(await startUserdb());
    for (const path of GUARDED) {
      expectError(await browser.post(path, {}, { headers: { Origin: 'https://evil.example' } }), 403);
      expectError(await browser.post(path, {}, { headers: { 'Sec-Fetch-Site': 'cross-site' } }), 403);
    }
  });
});

async function inTurn<One, Result>(all: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}
