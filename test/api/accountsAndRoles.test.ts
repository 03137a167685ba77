// Tenants and their roles by function.
import { describe, expect, it } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const roleNames = (thing: { roles: { name: string }[] } | undefined) => thing?.roles.map(({ name }) => name).toSorted();

describe('accounts', () => {
  it('are found by name or made, once for ten callers, with a role admin', async () => {
    const { userdb } = await startUserdb();
    const sent = Object.freeze({ name: 'acme', description: 'Anvils', customData: { plan: 'gold' } });
    const all = await Promise.all(Array.from({ length: 10 }, () => userdb.findOrCreateAccount(sent)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all[0]).toMatchObject({ ...sent, status: 'ENABLED', created_date: expect.any(Number), updated_date: null });
    const [acme] = await userdb.getAccounts();
    expect(roleNames(acme)).toEqual(['admin']);
    await expect(userdb.findOrCreateAccount({} as never)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  });

  it('getAccounts takes conditions, a callback alone, or nothing (7.3-52)', async () => {
    const { userdb } = await startUserdb();
    for (const name of ['acme', 'globex']) await userdb.findOrCreateAccount({ name });
    const names = (accounts: { name: string }[]) => accounts.map(({ name }) => name);
    expect(names(await userdb.getAccounts())).toEqual(['acme', 'globex']);
    expect(names(await userdb.getAccounts({ name: 'globex', status: 'ENABLED' }))).toEqual(['globex']);
    expect(names(await userdb.getAccounts({ description: null }))).toEqual(['acme', 'globex']);
    expect(await new Promise((resolve) => userdb.getAccounts((_, accounts) => resolve(names(accounts))))).toEqual([
      'acme',
      'globex',
    ]);
    await expect(userdb.getAccounts({ password: 'x' } as object)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
    await expect(userdb.getAccounts({ name: undefined } as object)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  });

  it('upsertAccount changes what is given and no more, and refuses a taken name', async () => {
    const { userdb } = await startUserdb();
    const acme = await userdb.upsertAccount({ name: 'acme', description: 'Anvils' });
    await userdb.upsertAccount({ name: 'globex' });
    expect(await userdb.upsertAccount({ id: acme.id, customData: { a: 1 } })).toMatchObject({
      ...{ id: acme.id, name: 'acme', description: 'Anvils', customData: { a: 1 } },
    });
    await expect(userdb.upsertAccount({ id: acme.id, name: 'globex' })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(userdb.upsertAccount({ name: 'globex' })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    await expect(userdb.upsertAccount({ id: 'x', name: 'n' })).rejects.toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  });

  it('changeAccountStatus works, shuts all users out, and lets them in as they were (7.3-16, 17)', async () => {
    const { userdb, users, browser } = await startUserdb();
    const ben = await users.create();
    const dora = await users.create({ status: 'PENDING' });
    await browser.signIn(ben, PASSWORD);
    const changed = await new Promise((resolve) =>
      userdb.changeAccountStatus(ben.account.id, 'DISABLED', (_, account) => resolve(account)),
    );
    expect(changed).toMatchObject({ id: ben.account.id, status: 'DISABLED' });
    expect(await browser.get('/me')).toMatchObject({ status: 401 });
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 400 });

    await userdb.changeAccountStatus(ben.account.id, 'ENABLED');
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
    expect(await users.find(dora.email)).toMatchObject({ status: 'PENDING' });
    const odd = userdb.changeAccountStatus(ben.account.id, 'ASLEEP' as 'ENABLED');
    await expect(odd).rejects.toMatchObject({ code: 'STATUS_UNKNOWN' });
  });

  it('know their users, and users their account', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create({ roles: ['doctor'] });
    await users.create({ account: 'globex' });
    const account = await userdb.getUserAccount(ben);
    expect(account).toMatchObject({ id: ben.account.id, name: 'acme' });
    expect(roleNames(account)).toContain('doctor');

    const found = await userdb.getAccountUsers(account);
    expect(found.map(({ id }) => id)).toEqual([ben.id]);
    expect(found[0]).not.toHaveProperty('href');
    expect(JSON.stringify(found)).not.toMatch(/password|\$2/);
    expect(await userdb.getAccountUsers({ id: 'unknown' })).toEqual([]);
  });

  it('are searched a page at a time, and removed with everything in them', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create();
    for (const name of ['globex', 'initech']) await userdb.findOrCreateAccount({ name });
    const found = await userdb.searchForAccounts({ limit: 1, offset: 1, orderby: ['name', 'desc'] });
    expect(found).toMatchObject({ total: 3, accounts: [{ name: 'globex' }] });
    expect(await userdb.searchForAccounts({ searchString: '%tec%' })).toMatchObject({ total: 1 });

    await userdb.removeAccount(ben.account.id);
    await userdb.removeAccount(ben.account.id);
    expect(await userdb.findAnyUserById(ben.id)).toBeUndefined();
    expect(await userdb.searchForAccounts()).toMatchObject({ total: 2 });
  });
});

describe('roles', () => {
  it('are found by name and account or made, once for ten callers', async () => {
    const { userdb } = await startUserdb();
    const acme = await userdb.findOrCreateAccount({ name: 'acme' });
    const globex = await userdb.findOrCreateAccount({ name: 'globex' });
    const role = Object.freeze({ name: 'doctor', account_id: acme.id, description: 'heals' });
    const all = await Promise.all(Array.from({ length: 10 }, () => userdb.findOrCreateRole(role)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all[0]).toMatchObject({ ...role, status: 'ENABLED', customData: {} });
    expect((await userdb.findOrCreateRole({ ...role, account_id: globex.id })).id).not.toBe(all[0]?.id);
    await expect(userdb.findOrCreateRole({ name: 'x' } as never)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
    const lost = userdb.findOrCreateRole({ name: 'x', account_id: 'unknown' });
    await expect(lost).rejects.toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
  });

  it('upsertRole changes what is given; a role stays in its account', async () => {
    const { userdb } = await startUserdb();
    const acme = await userdb.findOrCreateAccount({ name: 'acme' });
    const globex = await userdb.findOrCreateAccount({ name: 'globex' });
    const made = await userdb.upsertRole({ name: 'doctor', account_id: acme.id });
    const changed = await userdb.upsertRole({ id: made.id, name: 'healer', account_id: globex.id });
    expect(changed).toMatchObject({ id: made.id, name: 'healer', account_id: acme.id });
    await expect(userdb.upsertRole({ id: 'unknown', name: 'x' })).rejects.toMatchObject({ code: 'ROLE_UNKNOWN' });
    await expect(userdb.upsertRole({ name: 'x' } as never)).rejects.toMatchObject({ code: 'FIELD_REQUIRED' });
  });

  it('are given and taken; twice is once', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create({ roles: ['nurse'] });
    const doctor = await userdb.findOrCreateRole({ name: 'doctor', account_id: ben.account.id });
    for (const _ of [1, 2]) await userdb.addRoleToUser(doctor, ben);
    expect(roleNames(await userdb.findUserById(ben.id))).toEqual(['doctor', 'nurse']);
    for (const _ of [1, 2]) await userdb.removeRoleFromUser(doctor, ben);
    expect(roleNames(await userdb.findUserById(ben.id))).toEqual(['nurse']);
    await expect(userdb.addRoleToUser(doctor, { id: 'x' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
    await expect(userdb.addRoleToUser({ id: 'x' }, ben)).rejects.toMatchObject({ code: 'ROLE_UNKNOWN' });
  });

  it('of another account are given to nobody, whatever the object says (7.3-10, 12)', async () => {
    const { userdb, users } = await startUserdb();
    const [ben, gus] = [await users.create(), await users.create({ account: 'globex', roles: ['admin'] })];
    const [foreign] = gus.roles;
    const disguised = { id: foreign?.id ?? '', account_id: ben.account.id, name: 'admin' };
    await expect(userdb.addRoleToUser(disguised, ben)).rejects.toMatchObject({ code: 'ROLE_UNKNOWN' });
    expect(roleNames(await userdb.findUserById(ben.id))).toEqual([]);
  });

  it('are searched by account, and removed from everybody', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create({ roles: ['doctor', 'nurse'] });
    await users.create({ account: 'globex', roles: ['porter'] });
    for (const key of ['account_id', 'roles.account_id']) {
      const { total, roles } = await userdb.searchForRoles({ where: { [key]: ben.account.id } });
      expect(total).toBe(2);
      expect(roleNames({ roles })).toEqual(['doctor', 'nurse']);
    }
    expect(await userdb.searchForRoles({ searchString: '%port%' })).toMatchObject({ total: 1 });
    const injected = userdb.searchForRoles({ where: { account_id: { '>': '' } } as never });
    await expect(injected).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });

    const doctor = ben.roles.find(({ name }) => name === 'doctor');
    await userdb.removeRole(doctor?.id ?? '');
    await userdb.removeRole(doctor?.id ?? '');
    expect(roleNames(await userdb.findUserById(ben.id))).toEqual(['nurse']);
  });

  it('of the last super-admin stay', async () => {
    const { userdb, users } = await startUserdb();
    const ada = await users.create({ roles: ['super-admin'] });
    const [role] = ada.roles;
    if (!role) throw new Error('ada has a role');
    const last = { code: 'LAST_SUPER_ADMIN' };
    await expect(userdb.removeRoleFromUser(role, ada)).rejects.toMatchObject(last);
    await expect(userdb.removeRole(role.id)).rejects.toMatchObject(last);
    await expect(userdb.removeAccount(ada.account.id)).rejects.toMatchObject(last);
    await expect(userdb.changeAccountStatus(ada.account.id, 'DISABLED')).rejects.toMatchObject(last);
  });
});
