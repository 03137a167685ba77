import { describe, expect, test } from 'vitest';
import type { AdminRole } from '../../server/transformers/adminUser.ts';
import type { Reply } from '../support/browser.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { adminOf, expectList, person, superAdmin } from './people.ts';
import { expectError } from './wire.ts';

function expectRole(reply: Reply): AdminRole {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.json).toHaveProperty('id');
  return reply.json as unknown as AdminRole;
}

const namesOf = (reply: Reply) => expectList(reply).roles.map(({ name }) => name);

async function startTenants() {
  const running = await startUserdb();
  const root = await superAdmin(running);
  const admin = await adminOf(running, 'acme');
  const ben = await running.users.create({ account: 'acme', roles: ['cook', 'baker'] });
  const gus = await running.users.create({ account: 'globex', roles: ['spy'] });
  const cook = ben.roles.find(({ name }) => name === 'cook');
  const [spy] = gus.roles;
  if (!cook || !spy) throw new Error('the roles that were just given are not there');
  return { running, root, admin, ben, cook, spy, acme: ben.account, globex: gus.account };
}

describe('2.12.3 /roles/list', () => {
  test('"success": 200 {total, roles}, of the account in where', async () => {
    const { root, globex, spy } = await startTenants();
    for (const where of [{ 'roles.account_id': globex.id }, { account_id: globex.id }]) {
      const { json } = await root.browser.post('/roles/list', { where, select: ['roles.id'] });
      const shown = { id: spy.id, name: 'spy', description: null, status: 'ENABLED', customData: {} };
      expect(json).toStrictEqual({ total: 1, roles: [{ ...shown, account_id: globex.id }] });
    }
  });

  test('"read only roles.account_id (and account_id) from where"', async () => {
    const { root } = await startTenants();
    for (const where of [{ name: 'spy' }, { '1=1; drop table roles; --': 1 }, { 'roles.account_id': null }, null]) {
      expect(namesOf(await root.browser.post('/roles/list', { where }))).toEqual([
        ...['admin', 'baker', 'cook', 'spy', 'super-admin'],
      ]);
    }
  });

  test('Error(400) for where with an id that is no text', async () => {
    const { root } = await startTenants();
    for (const id of [['x'], { '!=': '' }, 1, true]) {
      expectError(await root.browser.post('/roles/list', { where: { 'roles.account_id': id } }), 400);
    }
  });

  test('D37 "allow admin for the own account"', async () => {
    const { admin, acme, globex } = await startTenants();
    for (const where of [undefined, null, {}, { 'roles.account_id': acme.id }, { name: 'spy' }]) {
      expect(namesOf(await admin.browser.post('/roles/list', { where }))).toEqual(['admin', 'baker', 'cook']);
    }
    expectError(await admin.browser.post('/roles/list', { where: { 'roles.account_id': globex.id } }), 403);
  });

  test('offset, limit, orderby and searchString', async () => {
    const { admin } = await startTenants();
    const list = async (body: object) => {
      const reply = await admin.browser.post('/roles/list', body);
      return [expectList(reply).total, ...namesOf(reply)];
    };
    expect(await list({ orderby: ['name', 'desc'] })).toEqual([3, 'cook', 'baker', 'admin']);
    expect(await list({ orderby: ['roles.name', 'asc'], offset: 1, limit: 1 })).toEqual([3, 'baker']);
    expect(await list({ searchString: '%oo%' })).toEqual([1, 'cook']);
    expect(await list({ searchString: 'spy' })).toEqual([0]);
  });
});

describe('2.12.3 /roles/update', () => {
  test('with id: "the role", changed for everybody who has it', async () => {
    const { admin, running, ben, cook } = await startTenants();
    const sent = { id: cook.id, name: 'chef', description: 'cooks', status: 'DISABLED', customData: { hat: true } };
    expect(expectRole(await admin.browser.post('/roles/update', sent))).toStrictEqual({
      ...sent,
      account_id: ben.account.id,
    });
    expect((await running.users.find(ben.email)).roles).toContainEqual(
      expect.objectContaining({ id: cook.id, name: 'chef', status: 'DISABLED' }),
    );
  });

  test('what is absent stays, and a role stays in its account', async () => {
    const { root, cook, globex } = await startTenants();
    await root.browser.post('/roles/update', { id: cook.id, description: 'cooks', customData: { hat: true } });
    const moved = expectRole(await root.browser.post('/roles/update', { id: cook.id, account_id: globex.id }));
    expect(moved).toMatchObject({ name: 'cook', description: 'cooks', customData: { hat: true } });
    expect(moved.account_id).toBe(cook.accountId);
  });

  test('without id: made in the account, the own one unless said otherwise', async () => {
    const { admin, root, acme, globex } = await startTenants();
    const waiter = expectRole(await admin.browser.post('/roles/update', { name: ' waiter ' }));
    expect(waiter).toMatchObject({ name: 'waiter', status: 'ENABLED', customData: {}, account_id: acme.id });
    const sent = { name: 'waiter', account_id: globex.id, description: 'serves' };
    expect(expectRole(await root.browser.post('/roles/update', sent))).toMatchObject(sent);
    expectError(await root.browser.post('/roles/update', { name: 'waiter', account_id: 'nobody' }), 404);
  });

  test('a name is taken once in an account: 409', async () => {
    const { admin, root, cook, globex } = await startTenants();
    expectError(await admin.browser.post('/roles/update', { name: 'cook' }), 409);
    expectError(await admin.browser.post('/roles/update', { id: cook.id, name: 'baker' }), 409);
    expectRole(await admin.browser.post('/roles/update', { id: cook.id, name: 'cook' }));
    expectRole(await root.browser.post('/roles/update', { name: 'cook', account_id: globex.id }));
  });

  test('"admin: own account": 403; a super-admin gets 404 for an unknown one', async () => {
    const { admin, root, spy, globex, running } = await startTenants();
    expectError(await admin.browser.post('/roles/update', { id: spy.id, name: 'tinker' }), 403);
    expectError(await admin.browser.post('/roles/update', { id: 'nobody', name: 'tinker' }), 403);
    expectError(await admin.browser.post('/roles/update', { name: 'tailor', account_id: globex.id }), 403);
    expectError(await root.browser.post('/roles/update', { id: 'nobody', name: 'tinker' }), 404);
    expect(await running.ctx.store.roles.ofAccounts([globex.id])).toMatchObject([{ id: spy.id, name: 'spy' }]);
  });

  test('"and not the super-admin name"', async () => {
    const { admin, cook } = await startTenants();
    expectError(await admin.browser.post('/roles/update', { name: 'super-admin' }), 403);
    expectError(await admin.browser.post('/roles/update', { id: cook.id, name: 'super-admin' }), 403);
  });

  test('Error(400) for what a field does not take, and nothing has changed', async () => {
    const { admin, cook, running } = await startTenants();
    const wrong = [
      { name: '' },
      { name: { '!=': '' } },
      { name: 'n'.repeat(33) },
      { status: 'ON' },
      { customData: [] },
    ];
    for (const fields of wrong) {
      expectError(await admin.browser.post('/roles/update', { name: 'waiter', ...fields }), 400);
      expectError(await admin.browser.post('/roles/update', { id: cook.id, ...fields }), 400);
    }
    expect(await running.ctx.store.roles.findById(cook.id)).toStrictEqual(cook);
  });

  test('fault 64: who has a disabled role has none', async () => {
    const { admin, running, root, acme } = await startTenants();
    const other = await person(running, { account: 'acme', roles: ['admin'] });
    const adminRole = admin.user.roles[0]?.id;
    expectRole(await root.browser.post('/roles/update', { id: adminRole, status: 'DISABLED' }));
    for (const { browser } of [admin, other]) expectError(await browser.post('/users/list', {}), 403);
    expect((await root.browser.post('/accounts/roles_for_account', { accountId: acme.id })).text).toContain('DISABLED');
  });
});

describe('2.12.3 /roles/remove', () => {
  test('D35 {}: gone, from everybody who had it', async () => {
    const { admin, running, ben, cook } = await startTenants();
    const reply = await admin.browser.post('/roles/remove', { roleId: cook.id });
    expect([reply.status, reply.text]).toEqual([200, '{}']);
    expect((await running.users.find(ben.email)).roles.map(({ name }) => name)).toEqual(['baker']);
  });

  test('"admin: own account": 403; a super-admin gets 404 for an unknown one', async () => {
    const { admin, root, spy } = await startTenants();
    for (const roleId of [spy.id, 'nobody']) expectError(await admin.browser.post('/roles/remove', { roleId }), 403);
    expectError(await root.browser.post('/roles/remove', { roleId: 'nobody' }), 404);
    expect((await root.browser.post('/roles/remove', { roleId: spy.id })).text).toBe('{}');
  });
});

test('2.12.3 what was done is recorded, and who did it', async () => {
  const { running, admin } = await startTenants();
  const events: Record<string, unknown>[] = [];
  for (const type of ['role.created', 'role.changed', 'role.removed'] as const) {
    running.userdb.on(type, (event) => void events.push(event as unknown as Record<string, unknown>));
  }
  const { id } = expectRole(await admin.browser.post('/roles/update', { name: 'waiter' }));
  await admin.browser.post('/roles/update', { id, description: 'serves' });
  await admin.browser.post('/roles/remove', { roleId: id });

  const done = { userId: null, by: admin.user.id, accountId: admin.user.account.id, roleId: id };
  expect(events).toEqual([
    { type: 'role.created', ...done },
    { type: 'role.changed', ...done },
    { type: 'role.removed', ...done },
  ]);
});
