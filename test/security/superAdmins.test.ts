// Those who may do everything: nobody else makes one or touches one, and there is always one left.
import { describe, expect, test } from 'vitest';
import { adminOf, person, superAdmin } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import type { Browser } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { sendFile } from '../support/upload.ts';
import { databaseFile } from './support.ts';

/** What people, and databases, could take for the name. */
const SPELLINGS = [
  'super-admin',
  ' super-admin ',
  'Super-Admin',
  'SUPER-ADMIN',
  'super_admin',
  'super admin',
  'superadmin',
  'súper-admin',
  'super‐admin',
  'super\u00adadmin',
  'super-\u200badmin',
  'ｓｕｐｅｒ－ａｄｍｉｎ',
];
const GINA = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };

async function start() {
  const running = await startUserdb();
  const root = await superAdmin(running);
  const admin = await adminOf(running, 'acme');
  const ben = await running.users.create({ account: 'acme', roles: ['cook'] });
  const count = () => running.ctx.store.users.countWithRole('super-admin');
  return { running, root, admin, ben, count };
}

describe('AUZ-5 no admin makes anybody a super-admin', () => {
  test('by a role of that name, in whatever spelling', async () => {
    const { running, admin, ben, count } = await start();
    const cook = ben.roles[0]?.id;
    const own = admin.user.roles[0]?.id;
    const attempts = (name: string): [string, object][] => [
      ['/users/update', { id: ben.id, roles: [{ name }] }],
      ['/users/update', { id: admin.user.id, roles: [{ name: 'admin' }, { name }] }],
      ['/users/update', { ...GINA, roles: [{ name }] }],
      ['/users/update', { ...GINA, status: 'ENABLED', password: PASSWORD, roles: [{ name: 'cook' }, { name }] }],
      ['/roles/update', { name }],
      ['/roles/update', { name, account_id: admin.user.account.id, status: 'DISABLED' }],
      ['/roles/update', { id: cook, name }],
      ['/roles/update', { id: own, name }],
    ];
    for (const name of SPELLINGS) {
      for (const [path, body] of attempts(name)) expectError(await admin.browser.post(path, body), 403);
    }
    expect(await count()).toBe(1);
    const roles = await running.ctx.store.roles.ofAccounts([admin.user.account.id]);
    expect(roles.map((role) => role.name)).toEqual(['admin', 'cook']);
    expect(await running.ctx.store.users.findByLogin(GINA.email)).toBeNull();
  });

  test('by the id of such a role, here or in another account', async () => {
    const { running, root, admin, ben, count } = await start();
    const [everywhere] = root.user.roles;
    const here = await running.ctx.store.roles.findOrCreate(ben.account.id, 'super-admin', running.clock.now());
    for (const role of [everywhere, here]) {
      await admin.browser.post('/users/update', { id: ben.id, roles: [{ id: role?.id, name: 'cook' }] });
      await admin.browser.post('/users/update', { id: ben.id, roles: [{ id: role?.id }] });
    }
    expect(await count()).toBe(1);
    // Nor may the role that lies there be renamed, and so be handed out under another name.
    expectError(await admin.browser.post('/roles/update', { id: here.id, name: 'cook 2' }), 403);
    expectError(await admin.browser.post('/roles/update', { id: here.id, description: 'x' }), 403);
    expectError(await admin.browser.post('/roles/remove', { roleId: here.id }), 403);
  });

  test('by an import (AUZ-14)', async () => {
    const { running, admin, count } = await start();
    for (const role of ['super-admin', 'Super-Admin', ' SUPER-ADMIN ']) {
      await sendFile(admin.browser, `first,last,e-mail,role\nGina,Low,gina@example.com,${role}`);
    }
    expect(await count()).toBe(1);
    const gina = await running.ctx.store.users.findByLogin(GINA.email);
    expect((gina?.roles ?? []).map(({ name }) => name.toLowerCase())).not.toContain('super-admin');
  });

  test('nor does anybody else without being asked to: a super-admin does', async () => {
    const { root, ben, count } = await start();
    const reply = await root.browser.post('/users/update', { id: ben.id, roles: [{ name: 'super-admin' }] });
    expect(reply.status, reply.text).toBe(200);
    expect(await count()).toBe(2);
  });

  test('the configured name counts, and no other', async () => {
    const running = await startUserdb({ 'super-admin': 'root' });
    const { browser } = await adminOf(running, 'acme');
    expectError(await browser.post('/users/update', { ...GINA, roles: [{ name: 'Root' }] }), 403);
    expect((await browser.post('/users/update', { ...GINA, roles: [{ name: 'super-admin' }] })).status).toBe(200);
  });
});

test('AUZ-4 an admin touches no super-admin of the own account', async () => {
  const { running, admin, root } = await start();
  const other = await person(running, { account: 'acme', roles: ['super-admin'] });
  const { id } = other.user;
  const before = JSON.stringify(await running.users.find(other.user.email));
  const attempts: [string, object][] = [
    ['/users/update', { id, surname: 'Low' }],
    ['/users/update', { id, email: 'mine@example.com' }],
    ['/users/update', { id, roles: [] }],
    ['/users/change_account_status', { userId: id, newStatus: 'DISABLED' }],
    ['/users/reset_password', { userId: id }],
    ['/users/resend_invite', { userId: id }],
    ['/users/remove', { userId: id }],
    ['/accounts/remove', { accountId: admin.user.account.id }],
    ['/accounts/change_account_status', { accountId: admin.user.account.id, newStatus: 'DISABLED' }],
    ['/accounts/update', { id: admin.user.account.id, status: 'DISABLED' }],
  ];
  for (const [path, body] of attempts) expectError(await admin.browser.post(path, body), 403);
  expect(JSON.stringify(await running.users.find(other.user.email))).toBe(before);
  expect((await root.browser.post('/users/remove', { userId: id })).status).toBe(200);
});

describe('AUZ-11 nobody is shut out by oneself', () => {
  const ONESELF: [string, (id: string) => object][] = [
    ['/users/remove', (userId) => ({ userId })],
    ['/users/change_account_status', (userId) => ({ userId, newStatus: 'DISABLED' })],
    ['/users/change_account_status', (userId) => ({ userId, newStatus: 'LOCKED' })],
    ['/users/change_account_status', (userId) => ({ userId, newStatus: 'PENDING' })],
    ['/users/update', (id) => ({ id, status: 'DISABLED' })],
    ['/users/update', (id) => ({ id, roles: [] })],
    ['/users/update', (id) => ({ id, roles: [{ name: 'cook' }], surname: 'Gone' })],
  ];

  test.each(ONESELF)('%s', async (path, body) => {
    const { running, admin, root } = await start();
    await person(running, { roles: ['super-admin'] });
    for (const { user, browser } of [admin, root]) {
      expectError(await browser.post(path, body(user.id)), 409);
      expect((await browser.get('/me')).status).toBe(200);
      expect((await browser.post('/users/list', {})).status).toBe(200);
      expect((await running.users.find(user.email)).surname).toBe(user.surname);
    }
  });

  test('by the role, which is the same', async () => {
    const { admin, root } = await start();
    for (const { user, browser } of [admin, root]) {
      const id = user.roles[0]?.id;
      expectError(await browser.post('/roles/remove', { roleId: id }), 409);
      expectError(await browser.post('/roles/update', { id, status: 'DISABLED' }), 409);
      expectError(await browser.post('/roles/update', { id, name: 'emeritus' }), 409);
      expect((await browser.post('/roles/update', { id, description: 'in charge' })).status).toBe(200);
      expect((await browser.post('/users/list', {})).status).toBe(200);
    }
  });

  test('one may change what else there is of oneself', async () => {
    const { admin } = await start();
    const sent = {
      id: admin.user.id,
      surname: 'Bold',
      status: 'ENABLED',
      roles: [{ name: 'admin' }, { name: 'cook' }],
    };
    expect((await admin.browser.post('/users/update', sent)).status).toBe(200);
    expect((await admin.browser.get('/me')).json?.account?.surname).toBe('Bold');
  });
});

describe('AUZ-11 the last super-admin stays', () => {
  test('in office: also against the removal or the disabling of the account', async () => {
    const { root, count } = await start();
    const { account } = root.user;
    const attempts: [string, object][] = [
      ['/accounts/remove', { accountId: account.id }],
      ['/accounts/change_account_status', { accountId: account.id, newStatus: 'DISABLED' }],
      ['/accounts/change_account_status', { accountId: account.id, newStatus: 'LOCKED' }],
      ['/accounts/update', { id: account.id, status: 'PENDING' }],
    ];
    for (const [path, body] of attempts) expectError(await root.browser.post(path, body), 409);
    expect(await count()).toBe(1);
  });

  test('with another one in another account, the first one’s account may go', async () => {
    const { running, root, count } = await start();
    await running.users.create({ account: 'acme', roles: ['super-admin'] });
    const body = { accountId: root.user.account.id, newStatus: 'DISABLED' };
    expect((await root.browser.post('/accounts/change_account_status', body)).status).toBe(200);
    expect(await count()).toBe(1);
  });

  test('one who is disabled is none: the last who can sign in stays', async () => {
    const { running, root, count } = await start();
    const second = await person(running, { account: 'acme', roles: ['super-admin'] });
    const body = { userId: root.user.id, newStatus: 'DISABLED' };
    expect((await second.browser.post('/users/change_account_status', body)).status).toBe(200);
    expectError(await second.browser.post('/users/remove', { userId: second.user.id }), 409);
    const [role] = second.user.roles;
    expectError(await second.browser.post('/roles/update', { id: role?.id, status: 'DISABLED' }), 409);
    const account = { accountId: second.user.account.id };
    expectError(await second.browser.post('/accounts/remove', account), 409);
    expect(await count()).toBe(1);
  });

  const ENDINGS: [string, (browser: Browser, id: string) => Promise<{ status: number }>][] = [
    ['removing', (browser, userId) => browser.post('/users/remove', { userId })],
    ['disabling', (browser, userId) => browser.post('/users/change_account_status', { userId, newStatus: 'DISABLED' })],
    ['stripping', (browser, id) => browser.post('/users/update', { id, roles: [] })],
  ];

  test.each(ENDINGS)('of two who are %s each other at once, one is left', async (_, end) => {
    const database = databaseFile();
    const running = await startUserdb(database.options);
    const [one, two] = [await superAdmin(running), await superAdmin(running)];

    const replies = await Promise.all([end(one.browser, two.user.id), end(two.browser, one.user.id)]);

    const statuses = replies.map(({ status }) => status).sort();
    expect(statuses[0]).toBe(200);
    // The slower one finds the last super-admin, or is none any more.
    expect([401, 403, 409]).toContain(statuses[1]);
    expect(await running.ctx.store.users.countWithRole('super-admin')).toBe(1);
  });
});

test('AVL-1 of admins who make the same e-mail address at once, one makes a user', async () => {
  const database = databaseFile();
  const running = await startUserdb(database.options);
  const admins = [await adminOf(running, 'acme'), await adminOf(running, 'globex'), await adminOf(running, 'acme')];

  const replies = await Promise.all(
    admins.map(({ browser }, n) =>
      browser.post('/users/update', {
        ...GINA,
        email: n % 2 ? 'Gina@Example.com' : GINA.email,
        roles: [{ name: 'cook' }],
      }),
    ),
  );

  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect(database.rows("select id from users where email_normal = 'gina@example.com'")).toHaveLength(1);
  expect((await running.mailbox.all()).map(({ subject }) => subject)).toEqual(['You have been invited']);
});
