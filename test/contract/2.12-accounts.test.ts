import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { AdminAccount } from '../../server/transformers/adminUser.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { adminOf, expectList, person, superAdmin } from './people.ts';
import { expectAccount, expectError } from './wire.ts';

function expectTenant(reply: Reply): AdminAccount {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.json).toHaveProperty('id');
  return reply.json as unknown as AdminAccount;
}

const namesOf = (reply: Reply) => expectList(reply).accounts.map(({ name }) => name);

/** A super-admin in headquarters, an admin in acme, and a user in globex. */
async function startTenants(options: Options = {}) {
  const running = await startUserdb(options);
  const root = await superAdmin(running);
  const admin = await adminOf(running, 'acme');
  const gus = await running.users.create({ account: 'globex', roles: ['spy', 'cook'] });
  return { running, root, admin, gus, acme: admin.user.account, globex: gus.account };
}

describe('2.12.2 /accounts/list', () => {
  test('"success": 200 {total, accounts}', async () => {
    const { root, running, globex } = await startTenants();
    const described = { description: 'spies', customData: { color: 'grey' } };
    await root.browser.post('/accounts/update', { id: globex.id, ...described });
    const reply = await root.browser.post('/accounts/list', { searchString: 'glob%' });

    expect(reply.json).toStrictEqual({
      total: 1,
      accounts: [
        {
          id: globex.id,
          name: 'globex',
          status: 'ENABLED',
          ...described,
          created_date: Math.floor(globex.createdAt.getTime() / 1000),
          updated_date: Math.floor(running.clock.now().getTime() / 1000),
        },
      ],
    });
  });

  test('"admin: own account only; super-admin: all"', async () => {
    const { root, admin } = await startTenants();
    expect(namesOf(await root.browser.post('/accounts/list', {}))).toEqual(['acme', 'globex', 'headquarters']);
    for (const body of [{}, { searchString: '%' }, { where: { id: 'x' } }, { where: null }, { withRoles: true }]) {
      expect(namesOf(await admin.browser.post('/accounts/list', body))).toEqual(['acme']);
    }
    expect(namesOf(await admin.browser.post('/accounts/list', { searchString: 'globex' }))).toEqual([]);
  });

  test('"order: name, description, status"', async () => {
    const { root, acme, globex } = await startTenants();
    await root.browser.post('/accounts/update', { id: acme.id, description: 'z' });
    await root.browser.post('/accounts/update', { id: globex.id, description: 'y', status: 'DISABLED' });
    const sorted = async (...orderby: string[]) => namesOf(await root.browser.post('/accounts/list', { orderby }));
    expect(await sorted('name', 'desc')).toEqual(['headquarters', 'globex', 'acme']);
    expect(await sorted('accounts.name', 'asc')).toEqual(['acme', 'globex', 'headquarters']);
    expect(await sorted('description', 'desc')).toEqual(['acme', 'globex', 'headquarters']);
    expect((await sorted('status', 'asc'))[0]).toBe('globex');
  });

  test('offset and limit: a page of all', async () => {
    const { root } = await startTenants();
    const reply = await root.browser.post('/accounts/list', { offset: 1, limit: 1 });
    expect([expectList(reply).total, ...namesOf(reply)]).toEqual([3, 'globex']);
  });
});

describe('2.12.2 /accounts/update', () => {
  test('with id: "the account", changed', async () => {
    const { admin, acme } = await startTenants();
    const sent = { id: acme.id, name: 'Acme Ltd', description: 'traps', customData: { since: 1952 } };
    expect(expectTenant(await admin.browser.post('/accounts/update', sent))).toMatchObject({
      ...sent,
      status: 'ENABLED',
    });
    expect(namesOf(await admin.browser.post('/accounts/list', {}))).toEqual(['Acme Ltd']);
  });

  test('"absent means unchanged", for the status and everything else', async () => {
    const { root, globex } = await startTenants();
    const sent = { id: globex.id, description: 'spies', customData: { a: 1 }, status: 'DISABLED' };
    await root.browser.post('/accounts/update', sent);
    const renamed = expectTenant(await root.browser.post('/accounts/update', { id: globex.id, name: 'globe' }));
    expect(renamed).toMatchObject({ ...sent, name: 'globe' });
  });

  test('"without id (super-admin only): created, plus a role admin in it"', async () => {
    const { root, admin } = await startTenants();
    const initech = expectTenant(await root.browser.post('/accounts/update', { name: ' initech ' }));
    expect(initech).toMatchObject({ name: 'initech', description: null, status: 'ENABLED', customData: {} });
    const roles = await root.browser.post('/accounts/roles_for_account', { accountId: initech.id });
    expect(roles.json).toMatchObject([{ name: 'admin', account_id: initech.id }]);
    expectError(await admin.browser.post('/accounts/update', { name: 'mine' }), 403);
  });

  test('a name is taken once: 409', async () => {
    const { root, admin, acme } = await startTenants();
    expectError(await root.browser.post('/accounts/update', { name: 'globex' }), 409);
    expectError(await admin.browser.post('/accounts/update', { id: acme.id, name: 'globex' }), 409);
    expectTenant(await admin.browser.post('/accounts/update', { id: acme.id, name: 'acme' }));
  });

  test('an admin cannot take the name of the account that everybody who registers joins', async () => {
    const { root, admin, acme } = await startTenants({ endpoints: { register: { account: 'public' } } });
    expectError(await admin.browser.post('/accounts/update', { id: acme.id, name: 'public' }), 409);
    expectTenant(await root.browser.post('/accounts/update', { name: 'public' }));
  });

  test('"admin: own only": 403; a super-admin gets 404 for an unknown one', async () => {
    const { root, admin, globex, running } = await startTenants();
    expectError(await admin.browser.post('/accounts/update', { id: globex.id, name: 'mine' }), 403);
    expectError(await admin.browser.post('/accounts/update', { id: 'nobody', name: 'mine' }), 403);
    expectError(await root.browser.post('/accounts/update', { id: 'nobody', name: 'mine' }), 404);
    expect((await running.ctx.store.accounts.findById(globex.id))?.name).toBe('globex');
  });

  test('Error(400) for what a field does not take, and nothing has changed', async () => {
    const { root, acme, running } = await startTenants();
    const wrong = [
      ...[{ name: '' }, { name: '  ' }, { name: ['x'] }, { name: 'n'.repeat(33) }, { name: null }],
      ...[{ description: 'd'.repeat(513) }, { status: 'OPEN' }, { customData: 'red' }],
    ];
    for (const fields of wrong) {
      expectError(await root.browser.post('/accounts/update', { name: 'initech', ...fields }), 400);
      expectError(await root.browser.post('/accounts/update', { id: acme.id, ...fields }), 400);
    }
    expect(await running.ctx.store.accounts.findById(acme.id)).toStrictEqual(acme);
    expect(await running.ctx.store.accounts.findByName('initech')).toBeNull();
  });

  test('Error(400) without a name for a new one', async () => {
    const { root } = await startTenants();
    expectError(await root.browser.post('/accounts/update', {}), 400);
  });
});

describe('2.12.2 /accounts/remove', () => {
  test('D35 {}: "deletes its users and roles"', async () => {
    const { root, running, globex } = await startTenants();
    const { user, browser } = await person(running, { account: 'globex' });
    const reply = await root.browser.post('/accounts/remove', { accountId: globex.id });
    expect([reply.status, reply.text]).toEqual([200, '{}']);

    expectError(await browser.get('/me'), 401);
    expect(await running.ctx.store.users.findById(user.id)).toBeNull();
    expect(await running.ctx.store.roles.ofAccounts([globex.id])).toEqual([]);
    expect(namesOf(await root.browser.post('/accounts/list', {}))).toEqual(['acme', 'headquarters']);
  });

  test('"admin: own only"', async () => {
    const { admin, acme, globex, running } = await startTenants();
    expectError(await admin.browser.post('/accounts/remove', { accountId: globex.id }), 403);
    expectError(await admin.browser.post('/accounts/remove', { accountId: 'nobody' }), 403);
    expect(await running.ctx.store.accounts.findById(globex.id)).toStrictEqual(globex);
    expect((await admin.browser.post('/accounts/remove', { accountId: acme.id })).text).toBe('{}');
    expectError(await admin.browser.get('/me'), 401);
  });
});

describe('2.12.2 /accounts/change_account_status', () => {
  test.each(['newStatus', 'status'])('D38 "the account", by the key %s', async (key) => {
    const { root, globex } = await startTenants();
    const reply = await root.browser.post('/accounts/change_account_status', {
      accountId: globex.id,
      [key]: 'DISABLED',
    });
    expect(expectTenant(reply)).toMatchObject({ id: globex.id, name: 'globex', status: 'DISABLED' });
  });

  test('"DISABLED: users cannot log in"; their sessions are over, and stay so', async () => {
    const { root, running, globex } = await startTenants();
    const { user, browser } = await person(running, { account: 'globex' });
    const set = (newStatus: string) =>
      root.browser.post('/accounts/change_account_status', { accountId: globex.id, newStatus });
    await set('DISABLED');
    expectError(await browser.get('/me'), 401);
    expectError(await running.newBrowser().signIn(user, PASSWORD), 400);
    await set('ENABLED');
    expectError(await browser.get('/me'), 401);
    expectAccount(await running.newBrowser().signIn(user, PASSWORD));
  });

  test('fault 17: "ENABLED again must not enable users who were PENDING, LOCKED or DISABLED by themselves"', async () => {
    const { root, running, globex } = await startTenants();
    const statuses = ['PENDING', 'LOCKED', 'DISABLED', 'ENABLED'] as const;
    const users = await Promise.all(statuses.map((status) => running.users.create({ account: 'globex', status })));
    for (const newStatus of ['DISABLED', 'ENABLED']) {
      await root.browser.post('/accounts/change_account_status', { accountId: globex.id, newStatus });
      const now = await Promise.all(users.map(async ({ email }) => (await running.users.find(email)).status));
      expect(now).toEqual(statuses);
    }
  });

  test('Error(400) for what is no status', async () => {
    const { root, running, globex } = await startTenants();
    for (const newStatus of ['enabled', 'GONE', '', null, undefined, ['ENABLED']]) {
      expectError(await root.browser.post('/accounts/change_account_status', { accountId: globex.id, newStatus }), 400);
    }
    expect((await running.ctx.store.accounts.findById(globex.id))?.status).toBe('ENABLED');
  });

  test('an admin does it to the own account, and to no other', async () => {
    const { admin, acme, globex } = await startTenants();
    const set = (accountId: string, newStatus: string) =>
      admin.browser.post('/accounts/change_account_status', { accountId, newStatus });
    expectError(await set(globex.id, 'DISABLED'), 403);
    expectTenant(await set(acme.id, 'DISABLED'));
    expectError(await admin.browser.get('/me'), 401);
  });
});

describe('2.12.2 /accounts/select_list', () => {
  test('"success": {options, complete}, "sorted by label"', async () => {
    const { root, acme, globex, gus } = await startTenants();
    await root.browser.post('/accounts/update', { name: 'Buzz' });
    const { json } = await root.browser.post('/accounts/select_list', {});

    const options = json?.options as { label: string; value: string; roles: unknown[] }[];
    expect(options.map(({ label }) => label)).toEqual(['acme', 'Buzz', 'globex', 'headquarters']);
    const option = ({ id: value, name: label }: { id: string; name: string }) => ({ label, value });
    expect(options).toContainEqual({ ...option(globex), roles: gus.roles.map(option) });
    expect(options.map(({ value }) => value)).toContain(acme.id);
    expect(json?.complete).toBe(true);
  });

  test('fault 50: q finds part of a name, and "complete true only when q is empty"', async () => {
    const { root } = await startTenants();
    const search = async (q: unknown) => {
      const { json } = await root.browser.post('/accounts/select_list', { q });
      const { options, complete } = json as unknown as { options: { label: string }[]; complete: boolean };
      return { names: options.map(({ label }) => label), complete };
    };
    expect(await search('LOB')).toEqual({ names: ['globex'], complete: false });
    expect(await search('nothing')).toEqual({ names: [], complete: false });
    expect(await search('%')).toEqual({ names: [], complete: false });
    expect(await search('')).toMatchObject({ complete: true });
    expect(await search(null)).toMatchObject({ complete: true });
    expectError(await root.browser.post('/accounts/select_list', { q: ['acme'] }), 400);
  });

  test('"super-admin"', async () => {
    const { admin } = await startTenants();
    expectError(await admin.browser.post('/accounts/select_list', {}), 403);
  });
});

describe('2.12.2 /accounts/roles_for_account', () => {
  test('"array of roles", "[] without accountId"', async () => {
    const { root, gus, globex } = await startTenants();
    const reply = await root.browser.post('/accounts/roles_for_account', { accountId: globex.id });
    const role = (name: string) => ({
      id: gus.roles.find((one) => one.name === name)?.id,
      name,
      description: null,
      status: 'ENABLED',
      customData: {},
      account_id: globex.id,
    });
    expect(reply.json).toStrictEqual([role('cook'), role('spy')]);
    for (const body of [{}, { accountId: null }, { accountId: '' }]) {
      expect((await root.browser.post('/accounts/roles_for_account', body)).text).toBe('[]');
    }
    expect((await root.browser.post('/accounts/roles_for_account', { accountId: 'nobody' })).text).toBe('[]');
    const { json } = await root.browser.get('/openapi.json');
    expect(json).toHaveProperty(['paths', '/accounts/roles_for_account', 'post', 'responses', '200']);
    expect(json).not.toHaveProperty(['paths', '/accounts/roles_for_account', 'post', 'responses', '404']);
  });

  test('"admin: own only"', async () => {
    const { admin, acme, globex } = await startTenants();
    const own = await admin.browser.post('/accounts/roles_for_account', { accountId: acme.id });
    expect(own.json).toMatchObject([{ name: 'admin' }]);
    for (const accountId of [globex.id, 'nobody']) {
      expectError(await admin.browser.post('/accounts/roles_for_account', { accountId }), 403);
    }
  });
});

test('2.12.2 what was done is recorded, and who did it', async () => {
  const { running, root } = await startTenants();
  const events: Record<string, unknown>[] = [];
  for (const type of ['account.created', 'account.changed', 'account.removed'] as const) {
    running.userdb.on(type, (event) => void events.push(event as unknown as Record<string, unknown>));
  }
  const { id } = expectTenant(await root.browser.post('/accounts/update', { name: 'initech' }));
  await root.browser.post('/accounts/change_account_status', { accountId: id, newStatus: 'DISABLED' });
  await root.browser.post('/accounts/remove', { accountId: id });

  const done = { userId: null, by: root.user.id, accountId: id };
  expect(events).toEqual([
    { type: 'account.created', ...done },
    { type: 'account.changed', ...done },
    { type: 'account.removed', ...done },
  ]);
});
