// Who may do what: every admin endpoint, and people in each of the five positions.
import type { Application } from 'express';
import { describe, expect, test } from 'vitest';
import { ENDPOINTS } from '../../server/endpoints/index.ts';
import { uriOf } from '../../server/http/endpoint.ts';
import { authorized } from '../../server/http/guards.ts';
import { PERMISSIONS, type Permission } from '../../server/workflows/permissions.ts';
import { person, superAdmin } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import type { Browser } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { everythingOf, populate, REQUESTS, targetIn } from './admins.ts';
import { sendRaw } from './support.ts';

const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];
const mayAdminister = (permission: Permission) => (PERMISSIONS[permission] as { admin?: 'own' }).admin === 'own';

/** The admin endpoints that ask for no permission, which is a decision each. */
const FOR_EVERYBODY = ['/users/check_password', '/import-users-example.csv'];

test('AUZ-1 every admin endpoint asks for a permission, and is in the table of requests', async () => {
  const { ctx } = await startUserdb();
  const admins = ENDPOINTS.filter(({ key }) => key === 'users' || key === 'accounts' || key === 'roles');
  const paths = (some: typeof admins) => some.map((endpoint) => uriOf(endpoint, ctx.config)).sort();

  expect(paths(admins.filter(({ get, post }) => ![get, post].some((one) => one?.permission)))).toEqual(
    [...FOR_EVERYBODY].sort(),
  );
  const requested = new Set(PERMISSION_NAMES.map((permission) => REQUESTS[permission].path));
  const guarded = ENDPOINTS.filter(({ get, post }) => get?.permission || post?.permission);
  expect(paths(guarded)).toEqual([...requested].sort());
  for (const endpoint of guarded) {
    const permission = endpoint.post?.permission ?? endpoint.get?.permission;
    expect(permission && REQUESTS[permission].path).toBe(uriOf(endpoint, ctx.config));
  }
});

describe.each(PERMISSION_NAMES)('%s', (permission) => {
  const { send } = REQUESTS[permission];

  test('AUZ-1 AUZ-2 AUZ-4 nobody but who may do it does it', async () => {
    const running = await startUserdb();
    const { visitor, user, foreignAdmin } = await populate(running);
    const target = await targetIn(running, 'acme');
    const before = await everythingOf(running, target.account);

    expect((await send(visitor, target)).status).toBe(401);
    expect((await send(user.browser, target)).status).toBe(403);
    // Who administers another account is refused, or gets an answer about that other account.
    const foreign = await send(foreignAdmin.browser, target);
    expect([200, 403]).toContain(foreign.status);
    expect(foreign.text).not.toContain(target.account.id);
    expect(await everythingOf(running, target.account)).toBe(before);
  });

  test(`AUZ-10 a super-admin may${mayAdminister(permission) ? ', and an admin in the own account' : ', an admin not'}`, async () => {
    const running = await startUserdb();
    const { admin, superAdmin: root } = await populate(running);
    const reply = await send(admin.browser, await targetIn(running, 'acme'));
    if (mayAdminister(permission)) expect(reply.status, reply.text).toBe(200);
    else expect(reply.status).toBe(403);
    const all = await send(root.browser, await targetIn(running, 'globex'));
    expect(all.status, all.text).toBe(200);
  });
});

test('AUZ-1 without a session: 401 at /me and /expired as well', async () => {
  const { browser } = await startUserdb();
  expectError(await browser.get('/me'), 401);
  expectError(await browser.post('/me', { givenName: 'Eve' }), 401);
  expectError(await browser.post('/expired', { password: 'correct horse battery' }), 401);
});

test('AUZ-2 a role by the name of an administrator in lower or upper case, or disabled, is none', async () => {
  const running = await startUserdb();
  for (const name of ['Admin', 'ADMIN', 'admin ', 'Super-Admin', 'super_admin']) {
    const { browser } = await person(running, { roles: [name] });
    expectError(await browser.post('/users/list', {}), 403);
  }
  const { user, browser } = await person(running, { roles: ['super-admin'] });
  const [role] = user.roles;
  await running.ctx.store.roles.update(role?.id ?? '', { status: 'DISABLED' }, running.clock.now());
  expectError(await browser.post('/users/list', {}), 403);
});

test('AUZ-7 a header chooses no way past authentication', async () => {
  const running = await startUserdb();
  const ben = await running.users.create({ roles: ['super-admin'] });
  for (const realm of ['session', 'local', 'constructor', '__proto__', '']) {
    const visitor = running.newBrowser();
    const headers = { realm };
    expectError(await visitor.post('/users/list', {}, { headers }), 401);
    expect((await visitor.post('/login', { login: ben.email, password: 'wrong' }, { headers })).status).toBe(400);
    expectError(await visitor.get('/me', { headers }), 401);
  }
});

test('AUZ-8 no spelling of a path gets round the guard', async () => {
  const running = await startUserdb();
  const { browser } = await person(running);
  const root = await superAdmin(running);
  const spellings = [
    ...['/users/list/', '/USERS/LIST', '/Users/list', '//users/list', '/users//list', '/./users/list'],
    ...['/x/../users/list', '/users%2Flist', '/%75sers/list', '/users/list;x', '/users/list%00', '/users/list?x=1'],
    ...['/users\\list', '/users/list#x', '//elsewhere.example/users/list', 'http://elsewhere.example/users/list'],
  ];
  for (const path of spellings) {
    expect(await statusOf(browser, path), `a user at ${path}`).toMatch(/^4/);
    expect(await statusOf(running.newBrowser(), path), `a visitor at ${path}`).toMatch(/^4/);
  }
  // For who may, some of these spellings lead there: the loop above looks for what there is.
  expect(await statusOf(root.browser, '/USERS/LIST/?x=1')).toBe('200');

  /** Of a POST to a path as it is written here. */
  async function statusOf({ cookies }: Browser, path: string): Promise<string | undefined> {
    const lines = [
      `POST ${path} HTTP/1.1`,
      ...['Host: 127.0.0.1', 'Accept: application/json', 'Content-Type: application/json', 'Content-Length: 2'],
      ...[...cookies].map(([name, value]) => `Cookie: ${name}=${value}`),
    ];
    return /^HTTP\/1\.1 (\d+)/.exec(await sendRaw(running.url, `${lines.join('\r\n')}\r\n\r\n{}`))?.[1];
  }
});

test('AUZ-9 ids tell nothing of their neighbours', async () => {
  const { users } = await startUserdb();
  const made = [];
  for (let i = 0; i < 20; i++) made.push(await users.create());
  const ids = made.map(({ id }) => id);
  expect(ids.every((id) => /^[\w-]{14}$/.test(id))).toBe(true);
  expect(new Set(ids.map((id) => id.slice(0, 3))).size).toBeGreaterThan(17);
  expect(ids).not.toEqual([...ids].sort());
});

test('AUZ-12 the endpoints, authorized() and can() agree on the configured name', async () => {
  const running = await startUserdb(
    { 'super-admin': 'root' },
    {
      routes(app: Application) {
        app.get('/guarded', authorized('doctor'), (_req, res) => void res.json({ in: true }));
        app.get('/can', (req, res) => void res.json({ can: req.user?.can('doctor') }));
      },
    },
  );
  const root = await person(running, { roles: ['root'] });
  const other = await person(running, { roles: ['super-admin', 'super_admin'] });

  expect((await root.browser.get('/guarded')).status).toBe(200);
  expect((await root.browser.get('/can')).json).toEqual({ can: true });
  expect((await root.browser.post('/accounts/select_list', {})).status).toBe(200);

  expectError(await other.browser.get('/guarded'), 403);
  expect((await other.browser.get('/can')).json).toEqual({ can: false });
  expectError(await other.browser.post('/accounts/select_list', {}), 403);
  expectError(await other.browser.post('/users/list', {}), 403);
});

test('AUZ-13 disabling an account refuses its users at once; enabling enables nobody who was disabled alone', async () => {
  const running = await startUserdb();
  const root = await superAdmin(running);
  const { user, browser } = await person(running, { account: 'acme' });
  const shut = await running.users.create({ account: 'acme', status: 'DISABLED' });
  const set = (newStatus: string) =>
    root.browser.post('/accounts/change_account_status', { accountId: user.account.id, newStatus });

  await set('DISABLED');
  expectError(await browser.get('/me'), 401);
  expectError(await running.newBrowser().signIn(user, PASSWORD), 400);
  await set('ENABLED');
  expect((await running.newBrowser().signIn(user, PASSWORD)).status).toBe(200);
  expectError(await running.newBrowser().signIn(shut, PASSWORD), 400);
});

test('AUZ-15 whoever registers says nothing of the own rights', async () => {
  const running = await startUserdb({ endpoints: { register: { verify: false } } });
  const eve = { email: 'eve@example.com', password: PASSWORD, givenName: 'Eve', surname: 'Orr' };
  const rights = [
    ...[{ status: 'ENABLED' }, { id: 'mine' }, { roles: [{ name: 'admin' }] }, { groups: ['admin'] }],
    ...[{ account_id: 'x' }, { accounts: [{ id: 'x' }] }, { failed_login_count: -9 }, { session_epoch: 1 }],
    { customData: { roles: ['admin'], status: 'ENABLED' } },
  ];
  for (const extra of rights) expectError(await running.browser.post('/register', { ...eve, ...extra }), 400);
  expect(await running.ctx.store.users.findByLogin(eve.email)).toBeNull();

  expect((await running.browser.post('/register', eve)).status).toBe(200);
  const { roles, account } = await running.users.find(eve.email);
  expect([roles, account.name]).toEqual([[], 'default']);
});
