// userdb 1's faults by which its admin endpoints lost, changed or miscounted what they were about.
import { describe, expect, it } from 'vitest';
import { expectList, superAdmin } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { rolesOf, startTwoTenants } from './twoTenants.ts';

describe('faults of userdb 1: administration', () => {
  it('fault 14: /users/update without roles leaves them, and with a bad part changes nothing', async () => {
    const { running, admin, ben, gus } = await startTwoTenants();
    expect((await admin.browser.post('/users/update', { id: ben.id, surname: 'Lee' })).status).toBe(200);
    expect(await rolesOf(running, ben)).toEqual(['cook']);

    const taken = { id: ben.id, surname: 'Ray', email: gus.email, roles: [{ name: 'waiter' }] };
    expectError(await admin.browser.post('/users/update', taken), 409);
    expect(await running.users.find(ben.email)).toMatchObject({ surname: 'Lee' });
    expect(await rolesOf(running, ben)).toEqual(['cook']);
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
