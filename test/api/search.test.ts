// Finding many users: by columns, by part of a name, a page at a time, one after the other.
import { describe, expect, it } from 'vitest';
import { startUserdb } from '../support/startUserdb.ts';

/** ada and ben in acme, gus in globex. */
async function withPeople() {
  const started = await startUserdb();
  const person = (givenName: string, account: string, roles: string[] = []) =>
    started.users.create({ email: `${givenName.toLowerCase()}@example.com`, givenName, surname: 'X', account, roles });
  const [ada, ben, gus] = [
    await person('Ada', 'acme', ['admin', 'doctor', 'nurse']),
    await person('Ben', 'acme', ['doctor', 'nurse']),
    await person('Gus', 'globex'),
  ];
  return { ...started, ada, ben, gus };
}

const names = (users: { givenName: string | null }[]) => users.map(({ givenName }) => givenName).toSorted();

describe('searchForUsers by columns', () => {
  it('meets all conditions together', async () => {
    const { userdb, ada } = await withPeople();
    expect(names(await userdb.searchForUsers({}))).toEqual(['Ada', 'Ben', 'Gus']);
    expect(names(await userdb.searchForUsers({ account_id: ada.account.id }))).toEqual(['Ada', 'Ben']);
    expect(names(await userdb.searchForUsers({ account_id: ada.account.id, givenName: 'Ben' }))).toEqual(['Ben']);
    expect(names(await userdb.searchForUsers({ status: 'PENDING' }))).toEqual([]);
    expect(names(await userdb.searchForUsers({ middleName: null, surname: 'X' }))).toEqual(['Ada', 'Ben', 'Gus']);
    expect(names(await userdb.searchForUsers({ 'users.givenName': 'Gus' } as object))).toEqual(['Gus']);
  });

  it('finds an address in any case, and nobody when the other conditions are not met', async () => {
    const { userdb, ada, ben, gus } = await withPeople();
    expect(names(await userdb.searchForUsers({ email: 'ADA@example.com' }))).toEqual(['Ada']);
    expect(names(await userdb.searchForUsers({ email: 'ADA@example.com', id: ada.id }))).toEqual(['Ada']);
    expect(await userdb.searchForUsers({ email: ada.email, id: ben.id })).toEqual([]);
    expect(await userdb.searchForUsers({ email: ada.email, username: ben.username })).toEqual([]);
    expect(await userdb.searchForUsers({ email: ada.email, account_id: gus.account.id })).toEqual([]);
    expect(await userdb.searchForUsers({ email: 'nobody@example.com' })).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'email',
    [],
    { email: undefined },
    { email: { 'users.email': 1 } },
    { email: ['ada@example.com'] },
    { email: null },
    { password: 'x' },
    { facebookId: '1' },
    { 'users.password': 'x' },
    { givenName: 1 },
  ])('refuses %j, which would else match everybody (7.3-41)', async (where) => {
    const { userdb } = await withPeople();
    await expect(userdb.searchForUsers(where as object)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  });

  it('gives transformed users without secrets', async () => {
    const { userdb } = await withPeople();
    const [user] = await userdb.searchForUsers({ givenName: 'Ada' });
    expect(user).toMatchObject({ href: expect.any(String), roles: expect.any(Array) });
    expect(JSON.stringify(user)).not.toMatch(/password|\$2/);
  });
});

describe('searchForUsers with options', () => {
  it('counts and cuts users, however many roles they have (7.3-53)', async () => {
    const { userdb } = await withPeople();
    const page = (offset: number) =>
      userdb.searchForUsers({}, { offset, limit: 2, orderby: ['roles.name'], withRoles: true });
    const [first, second] = [await page(0), await page(2)];
    expect([first.total, second.total]).toEqual([3, 3]);
    expect([first.users.length, second.users.length]).toEqual([2, 1]);
    const ada = [...first.users, ...second.users].find(({ givenName }) => givenName === 'Ada');
    expect(ada?.roles.map(({ name }) => name).toSorted()).toEqual(['admin', 'doctor', 'nurse']);
  });

  it('orders both ways', async () => {
    const { userdb } = await withPeople();
    const ordered = async (...orderby: ['givenName' | 'accounts.name', 'asc' | 'desc']) =>
      (await userdb.searchForUsers({}, { orderby })).users.map(({ givenName }) => givenName);
    expect(await ordered('givenName', 'desc')).toEqual(['Gus', 'Ben', 'Ada']);
    expect((await ordered('accounts.name', 'desc'))[0]).toBe('Gus');
  });

  it('stays in the account whatever is searched (7.3-5, 7.3-6)', async () => {
    const { userdb, ada, gus } = await withPeople();
    const accountId = ada.account.id;
    const found = await userdb.searchForUsers(
      {},
      { accountId, searchString: '%x%', withAccounts: true, withRoles: true },
    );
    expect(names(found.users)).toEqual(['Ada', 'Ben']);
    const injected = await userdb.searchForUsers({ account_id: accountId }, { searchString: "%' OR 1=1 --" });
    expect(injected).toEqual({ total: 0, users: [] });
    const elsewhere = await userdb.searchForUsers({ account_id: accountId }, { accountId: gus.account.id });
    expect(elsewhere).toEqual({ total: 0, users: [] });
  });

  it.each([
    { offset: -1 },
    { limit: 1.5 },
    { limit: '10' },
    { orderby: ['password', 'asc'] },
    { orderby: ['constructor'] },
    { searchString: { like: '%' } },
    { accountId: 1 },
  ])('refuses %j (7.3-7)', async (options) => {
    const { userdb } = await withPeople();
    await expect(userdb.searchForUsers({}, options as object)).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
  });
});

describe('searchForUsersQ', () => {
  it('looks in names, user name and address, in any case', async () => {
    const { userdb, users } = await withPeople();
    await users.create({
      email: 'q@example.com',
      username: 'hannah',
      givenName: 'Q',
      middleName: 'Roe',
      surname: 'Sun',
    });
    for (const part of ['HANN', 'roe', 'sun', 'q@EX']) {
      expect(names(await userdb.searchForUsersQ(part)), part).toEqual(['Q']);
    }
  });

  it.each(['%', '_', 'enabled', 'acme', "' or '1'='1"])(
    'takes %j as it is, and for nothing but a part of a name',
    async (q) => {
      const { userdb } = await withPeople();
      expect(await userdb.searchForUsersQ(q)).toEqual([]);
    },
  );
});

describe('users.stream', () => {
  it('gives every user once, in a few queries, of an account or a status', async () => {
    const { userdb, ctx, ada } = await withPeople();
    const now = ctx.clock();
    const many = Array.from({ length: 1200 }, (_, i) => ({
      ...{
        id: `m${String(i).padStart(5, '0')}`,
        accountId: ada.account.id,
        email: `m${i}@example.com`,
        username: `m${i}`,
      },
      ...{ givenName: 'M', middleName: null, surname: null, status: 'PENDING' as const, customData: {}, password: '*' },
    }));
    await ctx.store.users.createMany(many, now);

    const ids = new Set<string>();
    for await (const { id } of userdb.users.stream()) ids.add(id);
    expect(ids.size).toBe(1203);

    let pending = 0;
    for await (const user of userdb.users.stream({ account: ada.account, status: 'PENDING' })) {
      expect(user.status).toBe('PENDING');
      pending++;
    }
    expect(pending).toBe(1200);
    for await (const user of userdb.users.stream({ account: ada.account.id, status: 'ENABLED' })) {
      expect(user.account_id).toBe(ada.account.id);
    }
  });

  it('reads no more than it has to: who leaves early has read one part', async () => {
    const { userdb, ctx } = await withPeople();
    const after = ctx.store.users.after;
    let reads = 0;
    ctx.store.users.after = (...given) => {
      reads++;
      return after(...given);
    };
    for await (const user of userdb.users.stream()) {
      expect(user.id).toBeTypeOf('string');
      break;
    }
    expect(reads).toBe(1);
  });

  it.each([{ status: 'SLEEPING' }, { account: 1 }, { account: {} }, 'acme'])('refuses %j', async (filter) => {
    const { userdb } = await withPeople();
    const first = userdb.users.stream(filter as object).next();
    await expect(first).rejects.toMatchObject({ name: 'UserdbError', status: 400 });
  });
});
