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
  it.each(['/users/list', '/accounts/list', '/roles/list', '/accounts/select_list'])(
    '1.1 "the admin endpoints never produce HTML for a success", %s',
    async (path) => {
      const { browser } = await superAdmin(await startUserdb(await spa()));
      for (const accept of ['text/html', NAVIGATION, '*/*', '']) {
        const reply = await browser.post(path, {}, { accept });
        expect(reply.status, reply.text).toBe(200);
        expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
      }
    },
  );

  it.each(GUARDED)('1.2 "the admin endpoints are never handed to the SPA", %s', async (path) => {
    const { browser } = await startUserdb(await spa(), { routes: fallback });
    expect((await browser.get(path, { accept: NAVIGATION })).text).not.toContain('the page of the app');
    expect((await browser.post(path, {}, { accept: NAVIGATION })).text).not.toContain('the page of the app');
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

  it.each(ALL)('1.3 1.9 "JSON only": a form at %s is refused', async (path) => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const fields = { password: NEW_PASSWORD, accountId: 'x', userId: 'x' };
    expectError(await browser.form(path, fields), 415);
    expectError(await browser.post(path, '{}', { type: 'text/plain' }), 415);
  });

  it.each(GUARDED)('1.4 %s: 401 for visitors, Error(403) without a role', async (path) => {
    const running = await startUserdb();
    const visitor = await running.browser.post(path, {});
    expectError(visitor, 401);
    expect(visitor.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    expectError(await (await person(running, { roles: ['cook'] })).browser.post(path, {}), 403);
  });

  it.each(GUARDED)('1.4 "not authenticated, HTML": 302 to the login at %s', async (path) => {
    const { browser } = await startUserdb();
    const reply = await browser.post(path, {}, { accept: 'text/html' });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('Location')).toBe(`/login?next=${encodeURIComponent(path)}`);
  });

  it.each(ALL)('1.4 "wrong method on a known endpoint": 405, %s', async (path) => {
    const { browser } = await superAdmin(await startUserdb());
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const reply = await browser.send(method, path, undefined);
      expectError(reply, 405);
      expect(reply.headers.get('Allow')).toBe('POST');
    }
  });

  it.each(ALL)('1.4 "disabled endpoint: pass to the next handler", %s', async (path) => {
    const off = { enabled: false };
    const endpoints = { users: off, accounts: off, roles: off, welcome: off };
    const { browser } = await startUserdb({ endpoints }, { routes: fallback });
    expectPassedOn(await browser.post(path, {}));
  });

  it.each(GUARDED)('1.4 %s without what it needs is Error(400), not 500', async (path) => {
    const { browser } = await superAdmin(await startUserdb());
    const odd = {
      id: 7,
      userId: {},
      accountId: [],
      roleId: true,
      newStatus: 7,
      offset: 'x',
      limit: -1,
      where: 'x',
      q: [],
    };
    for (const body of [odd, [], 'text', null]) {
      const reply = await browser.post(path, body === null ? 'null' : body);
      expect([400, 404]).toContain(reply.status);
      expectError(reply, reply.status);
    }
  });

  it('1.5 "non-empty JSON body" for every call of V1UI', async () => {
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
      // 1.6: everything else that is JSON.
      expect(headers.get('Cache-Control')).toContain('no-store');
    }
  });

  it.each(ALL)('1.6 "Cache-Control: no-store" with the errors of %s too', async (path) => {
    const { browser } = await startUserdb();
    expect((await browser.post(path, '{"x":')).headers.get('Cache-Control')).toContain('no-store');
  });

  it.each(GUARDED)('1.9 rule 2 "refused with 403": %s from another site', async (path) => {
    const { browser } = await superAdmin(await startUserdb());
    for (const headers of [{ Origin: 'https://evil.example' }, { 'Sec-Fetch-Site': 'cross-site' }]) {
      expectError(await browser.post(path, {}, { headers }), 403);
    }
  });
});

async function inTurn<One, Result>(all: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of all) results.push(await work(one));
  return results;
}
