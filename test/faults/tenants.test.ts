// userdb 1's faults (wire.md 7.3) by which an administrator of one account (tenant) reached into others, or up.
import { describe, expect, it } from 'vitest';
import { adminOf, expectList, type Person, superAdmin } from '../contract/people.ts';
import { expectAccount, expectError } from '../contract/wire.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

const INJECTIONS = [
  "%' OR 1=1 -- ",
  "' OR '1'='1",
  "%' UNION SELECT password FROM users -- ",
  "x'; DROP TABLE users; --",
];

/** An administrator of acme, somebody of acme, and somebody of globex, with a role each. */
async function startTwoTenants() {
  const running = await startUserdb();
  const admin = await adminOf(running, 'acme');
  const ben = await running.users.create({ account: 'acme', roles: ['cook'] });
  const gus = await running.users.create({ account: 'globex', givenName: 'Gus', roles: ['spy'] });
  const spy = gus.roles[0] ?? { id: '' };
  return { running, ...running, admin, ben, gus, spy };
}

const rolesOf = async ({ users }: RunningUserdb, { email }: { email: string }) =>
  (await users.find(email)).roles.map(({ name }) => name);

/** Status 4xx, with the body that all errors have. */
function expectRefused(reply: Parameters<typeof expectError>[0]): void {
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  expectError(reply, reply.status);
}

async function allRoles({ browser }: Person, accountId: string): Promise<unknown[]> {
  const { roles } = expectList(await browser.post('/roles/list', { where: { 'roles.account_id': accountId } }));
  return roles.map(({ name }) => name);
}

describe('faults of userdb 1: tenants', () => {
  it.each(['/users/list', '/accounts/list', '/roles/list'])('fault 5: a search at %s is no SQL', async (path) => {
    const { running, admin, ben } = await startTwoTenants();
    for (const searchString of INJECTIONS) {
      const where = { 'roles.account_id': admin.user.account.id };
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
    await admin.browser.post('/users/update', { ...gina, roles: [{ id: spy.id }] });
    await admin.browser.post('/users/update', {
      ...gina,
      email: 'gil@example.com',
      roles: [{ id: spy.id, name: 'cook' }],
    });

    for (const email of [gina.email, 'gil@example.com']) {
      const made = await running.ctx.store.users.findByLogin(email);
      expect((made?.roles ?? []).map(({ id }) => id)).not.toContain(spy.id);
      expect((made?.roles ?? []).every(({ accountId }) => accountId === admin.user.account.id)).toBe(true);
    }
  });

  it('fault 14: /users/update without roles leaves them, and with a bad part changes nothing', async () => {
    const { running, admin, ben, gus } = await startTwoTenants();
    expect((await admin.browser.post('/users/update', { id: ben.id, surname: 'Lee' })).status).toBe(200);
    expect(await rolesOf(running, ben)).toEqual(['cook']);

    const taken = { id: ben.id, surname: 'Ray', email: gus.email, roles: [{ name: 'waiter' }] };
    expectError(await admin.browser.post('/users/update', taken), 409);
    expect(await running.users.find(ben.email)).toMatchObject({ surname: 'Lee' });
    expect(await rolesOf(running, ben)).toEqual(['cook']);
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

  it('fault 16: /accounts/change_account_status answers, and reads the key that the page sends', async () => {
    const { running, gus } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    const body = { accountId: gus.account.id, newStatus: 'DISABLED' };
    expect((await browser.post('/accounts/change_account_status', body)).json).toMatchObject({ status: 'DISABLED' });
    expect((await running.users.find(gus.email)).account.status).toBe('DISABLED');
  });

  it('fault 17: an account that is disabled and enabled again leaves its users the status they had', async () => {
    const { running, gus } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    const statuses = ['PENDING', 'LOCKED', 'DISABLED', 'ENABLED'] as const;
    const people = await Promise.all(statuses.map((status) => running.users.create({ account: 'globex', status })));

    for (const newStatus of ['DISABLED', 'ENABLED']) {
      const body = { accountId: gus.account.id, newStatus };
      expect((await browser.post('/accounts/change_account_status', body)).status).toBe(200);
    }

    const after = await Promise.all(people.map(({ email }) => running.users.find(email)));
    expect(after.map(({ status }) => status)).toEqual(statuses);
  });

  it('fault 44: the admin endpoints are there without /forgot', async () => {
    const running = await startUserdb({ endpoints: { forgot: { enabled: false } } });
    const { browser } = await superAdmin(running);
    for (const path of ['/users/list', '/accounts/list', '/roles/list']) expectList(await browser.post(path, {}));
  });

  it('fault 50: the account picker finds accounts by what was typed', async () => {
    const { running, gus } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    const { status, json } = await browser.post('/accounts/select_list', { q: 'glob' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ options: [{ label: 'globex', value: gus.account.id }], complete: false });
  });

  it('fault 51: /accounts/list with withRoles answers', async () => {
    const { running } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    expect(expectList(await browser.post('/accounts/list', { withRoles: true })).total).toBe(3);
  });

  it('fault 53: limit and total count users, however many roles each has', async () => {
    const { running, admin } = await startTwoTenants();
    const roles = ['baker', 'cook', 'waiter'];
    for (let i = 0; i < 3; i++) await running.users.create({ account: 'acme', surname: `Many${i}`, roles });
    const body = { searchString: '%Many%', withRoles: true, limit: 2, orderby: ['surname', 'asc'] };

    const first = expectList(await admin.browser.post('/users/list', { ...body, offset: 0 }));
    const second = expectList(await admin.browser.post('/users/list', { ...body, offset: 2 }));

    expect([first.total, second.total]).toEqual([3, 3]);
    const users = [...first.users, ...second.users];
    expect(users.map(({ surname }) => surname)).toEqual(['Many0', 'Many1', 'Many2']);
    for (const user of users) {
      expect((user.roles as { name: string }[]).map(({ name }) => name).sort()).toEqual(roles);
    }
  });

  it('fault 54: total is a number, whatever the database calls its count', async () => {
    const { running } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    expect(expectList(await browser.post('/users/list', {})).total).toBe(4);
    expect(expectList(await browser.post('/accounts/list', {})).total).toBe(3);
  });

  it('fault 55: customData in accounts[] is an object', async () => {
    const { admin } = await startTwoTenants();
    const accountId = admin.user.account.id;
    const changed = await admin.browser.post('/accounts/update', {
      id: accountId,
      name: 'acme',
      customData: { floor: 7 },
    });
    expect(changed.status, changed.text).toBe(200);
    const { users } = expectList(await admin.browser.post('/users/list', { withAccounts: true }));
    expect(users[0]?.accounts).toMatchObject([{ id: accountId, customData: { floor: 7 } }]);
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

  it('fault 66: an unknown id is 404, and 403 for who may not see all', async () => {
    const { running, admin } = await startTwoTenants();
    const { browser } = await superAdmin(running);
    const calls: [string, object][] = [
      ['/users/update', { id: 'nobody', surname: 'Lee' }],
      ['/users/remove', { userId: 'nobody' }],
      ['/users/change_account_status', { userId: 'nobody', newStatus: 'ENABLED' }],
      ['/users/reset_password', { userId: 'nobody' }],
      ['/users/resend_invite', { userId: 'nobody' }],
      ['/accounts/update', { id: 'none', name: 'acme' }],
      ['/accounts/remove', { accountId: 'none' }],
      ['/accounts/change_account_status', { accountId: 'none', newStatus: 'ENABLED' }],
      ['/roles/update', { id: 'none', name: 'cook' }],
      ['/roles/remove', { roleId: 'none' }],
    ];
    for (const [path, body] of calls) {
      expectError(await browser.post(path, body), 404);
      expectError(await admin.browser.post(path, body), 403);
    }
  });
});
