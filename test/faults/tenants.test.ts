// userdb 1's faults by which an administrator of one account (tenant) reached into others, or up.
import { describe, expect, it } from 'vitest';
import { expectList, type Person, superAdmin } from '../contract/people.ts';
import { expectAccount, expectError } from '../contract/wire.ts';
import { PASSWORD } from '../support/startUserdb.ts';
import { expectRefused, rolesOf, startTwoTenants } from './twoTenants.ts';

const INJECTIONS = [
  "%' OR 1=1 -- ",
  "' OR '1'='1",
  "%' UNION SELECT password FROM users -- ",
  "x'; DROP TABLE users; --",
];

async function allRoles({ browser }: Person, accountId: string): Promise<unknown[]> {
  const { roles } = expectList(await browser.post('/roles/list', { where: { 'roles.account_id': accountId } }));
  return roles.map(({ name }) => name);
}

describe('faults of userdb 1: tenants', () => {
  it.each(['/users/list', '/accounts/list', '/roles/list'])('fault 5: a search at %s is no SQL', async (path) => {
    const { running, admin, ben } = await startTwoTenants();
    const where = { 'roles.account_id': admin.user.account.id };
    expect(expectList(await admin.browser.post(path, { where })).total).toBeGreaterThan(0);
    for (const searchString of INJECTIONS) {
      expect(expectList(await admin.browser.post(path, { searchString, where, withRoles: true })).total).toBe(0);
    }
    expectAccount(await running.browser.signIn(ben, PASSWORD));
  });

  it('fault 6: a search finds nothing of another account', async () => {
    const { admin, gus } = await startTwoTenants();
    for (const searchString of ['%', '%Gus%', `%${gus.email}%`, '%globex%', '%ENABLED%']) {
      const body = { searchString, withAccounts: true, withRoles: true };
      const { users } = expectList(await admin.browser.post('/users/list', body));
      expect(users.map(({ account_id }) => account_id)).not.toContain(gus.account.id);
      const { accounts } = expectList(await admin.browser.post('/accounts/list', { searchString }));
      expect(accounts.map(({ name }) => name)).not.toContain('globex');
    }
  });

  it('fault 7: the client chooses neither the columns nor the conditions', async () => {
    const { running, admin, gus } = await startTwoTenants();
    const select = ['users.password', 'password', 'email'];
    const listed = expectList(await admin.browser.post('/users/list', { select }));
    expect(JSON.stringify(listed)).not.toMatch(/password"|\$2[aby]\$/);
    expect(listed.users[0]).toHaveProperty('fullName');

    for (const where of [{ 'roles.account_id': gus.account.id }, { account_id: gus.account.id }]) {
      expect((await admin.browser.post('/roles/list', { where })).text).not.toContain('spy');
    }
    const all = await superAdmin(running);
    for (const where of [{ 'users.password': 'x' }, { '1=1 --': 1 }, { name: { '!=': '' } }]) {
      for (const path of ['/roles/list', '/accounts/list']) {
        expect((await all.browser.post(path, { where })).status).toBeLessThan(500);
      }
    }
  });

  it('fault 10: an admin makes nobody a super-admin, neither by /users/update nor by /roles/update', async () => {
    const { running, admin, ben } = await startTwoTenants();
    const id = (await running.users.find(ben.email)).roles[0]?.id;
    const attempts = [
      await admin.browser.post('/users/update', { id: ben.id, roles: [{ name: 'super-admin' }] }),
      await admin.browser.post('/users/update', {
        id: admin.user.id,
        roles: [{ name: 'admin' }, { name: 'super-admin' }],
      }),
      await admin.browser.post('/roles/update', { name: 'super-admin', account_id: admin.user.account.id }),
      await admin.browser.post('/roles/update', { id, name: 'super-admin' }),
    ];
    attempts.forEach(expectRefused);
    expect(await rolesOf(running, ben)).toEqual(['cook']);
    expect(await rolesOf(running, admin.user)).toEqual(['admin']);
    expect(await allRoles(admin, admin.user.account.id)).not.toContain('super-admin');
  });

  it('fault 11: /roles/update, /roles/remove and /accounts/roles_for_account stay in the own account', async () => {
    const { running, admin, gus, spy } = await startTwoTenants();
    expectError(await admin.browser.post('/roles/update', { id: spy.id, name: 'tinker' }), 403);
    expectError(await admin.browser.post('/roles/update', { name: 'tailor', account_id: gus.account.id }), 403);
    expectError(await admin.browser.post('/roles/remove', { roleId: spy.id }), 403);
    expectError(await admin.browser.post('/accounts/roles_for_account', { accountId: gus.account.id }), 403);
    expect(await rolesOf(running, gus)).toEqual(['spy']);
  });

  it("fault 12: a new user gets no role of another account by that role's id", async () => {
    const { running, admin, spy } = await startTwoTenants();
    const gina = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };
    expectRefused(await admin.browser.post('/users/update', { ...gina, roles: [{ id: spy.id }] }));
    await admin.browser.post('/users/update', {
      ...gina,
      email: 'gil@example.com',
      roles: [{ id: spy.id, name: 'cook' }],
    });

    expect(await running.ctx.store.users.findByLogin(gina.email)).toBeNull();
    const { roles } = await running.users.find('gil@example.com');
    expect(roles).toMatchObject([{ name: 'cook', accountId: admin.user.account.id }]);
    expect(roles[0]?.id).not.toBe(spy.id);
  });

  it('fault 15: an admin may set the status of, reset and invite users of the own account, and of no other', async () => {
    const { running, admin, ben, gus } = await startTwoTenants();
    const dora = await running.users.create({ account: 'acme', status: 'PENDING' });
    const gil = await running.users.create({ account: 'globex', status: 'PENDING' });
    const status = async (path: string, body: object) => (await admin.browser.post(path, body)).status;

    expect(await status('/users/reset_password', { userId: ben.id })).toBe(200);
    expect(await status('/users/resend_invite', { userId: dora.id })).toBe(200);
    expect(await status('/users/change_account_status', { userId: ben.id, newStatus: 'DISABLED' })).toBe(200);
    expect(await status('/users/reset_password', { userId: gus.id })).toBe(403);
    expect(await status('/users/resend_invite', { userId: gil.id })).toBe(403);
    expect(await status('/users/change_account_status', { userId: gus.id, newStatus: 'DISABLED' })).toBe(403);
    expect((await running.users.find(gus.email)).status).toBe('ENABLED');
  });

  it('fault 64: nobody signs in to a disabled account, and a session in it is over', async () => {
    const { running, gus } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    expectAccount(await running.browser.signIn(gus, PASSWORD));

    await browser.post('/accounts/change_account_status', { accountId: gus.account.id, newStatus: 'DISABLED' });

    expectError(await running.browser.get('/me'), 401);
    expectError(await running.newBrowser().signIn(gus, PASSWORD), 400);
  });

  it('fault 64: a disabled role permits nothing', async () => {
    const { running, admin } = await startTwoTenants();
    expectList(await admin.browser.post('/users/list', {}));
    const { browser } = await superAdmin(running);
    const role = { id: admin.user.roles[0]?.id, status: 'DISABLED' };
    const changed = await browser.post('/roles/update', role);
    expect(changed.status, changed.text).toBe(200);
    expectError(await admin.browser.post('/users/list', {}), 403);
  });
});
