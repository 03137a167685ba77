// What a store has to keep for those who administer users, accounts and roles; the second half of its contract.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../server/ids.ts';
import type {
  Account,
  EventFilter,
  NewUser,
  OpenStore,
  Page,
  StoredEvent,
  User,
  UserFilter,
  UserOrder,
} from '../../server/store/store.ts';
import { secondsAfter } from '../../server/time.ts';
import type { TestStore } from './contract.ts';

const NOW = new Date('2026-03-04T05:06:07Z');
const later = (seconds: number) => secondsAfter(NOW, seconds);
const MANY = 20;

const page = <Field extends string>(orderBy: Field, part: Partial<Page<Field>> = {}): Page<Field> => ({
  offset: 0,
  limit: 100,
  descending: false,
  ...part,
  orderBy,
});

export function managingContract(name: string, open: () => Promise<TestStore>): void {
  describe(`store contract for administrators: ${name}`, () => {
    let test: TestStore;
    let store: OpenStore;
    let other: OpenStore;
    let acme: Account;

    beforeEach(async () => {
      test = await open();
      [store, other] = test.stores;
      await store.migrate();
      acme = await store.accounts.findOrCreate('acme', NOW);
    });
    afterEach(() => test.close());

    const race = <T>(work: (store: OpenStore, i: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: MANY }, (_, i) => work(i % 2 === 0 ? store : other, i)));

    function aUser(user: Partial<NewUser> = {}): NewUser {
      const id = newId();
      const email = `${id}@example.com`;
      return {
        id,
        accountId: acme.id,
        email,
        username: user.email ?? email,
        givenName: 'Ben',
        middleName: null,
        surname: 'Bright',
        status: 'ENABLED',
        customData: {},
        password: '$2b$04$first',
        ...user,
      };
    }

    async function add(user: Partial<NewUser> = {}): Promise<User> {
      const created = await store.users.create(aUser(user), NOW);
      if (typeof created === 'string') throw new Error(created);
      return created;
    }

    async function give(user: User, roleName: string): Promise<string> {
      const { id } = await store.roles.findOrCreate(user.account.id, roleName, NOW);
      await store.users.addRole(user.id, id);
      return id;
    }

    const emails = async (filter: UserFilter, part: Page<UserOrder> = page('email')) =>
      (await store.users.search(filter, part)).items.map(({ email }) => email);

    describe('changing a user', () => {
      it('changes what was given, notes when, and leaves the rest', async () => {
        const user = await add({ middleName: 'B.' });
        const changed = await store.users.update(
          user.id,
          { givenName: 'Benny', customData: { colour: 'blue' } },
          later(9),
        );
        expect(changed).toEqual({ ...user, givenName: 'Benny', customData: { colour: 'blue' }, updatedAt: later(9) });
        expect(await other.users.findById(user.id)).toEqual(changed);
      });

      it('makes the new address the one to sign in with, and the old one free', async () => {
        const user = await add({ email: 'old@example.com' });
        await store.users.update(user.id, { email: 'New@Example.com', username: 'New@Example.com' }, NOW);
        expect(await store.users.findByLogin('new@example.com')).toMatchObject({ id: user.id });
        expect(await store.users.findByLogin('old@example.com')).toBeNull();
        await add({ email: 'old@example.com' });
      });

      it('gives an address to exactly one of many racing callers, and a user name too', async () => {
        const users = await Promise.all(Array.from({ length: MANY }, () => add()));
        const outcomes = await race((racing, i) =>
          racing.users.update(users[i]?.id ?? '', { email: `${i % 2 ? 'One' : 'one'}@example.com` }, NOW),
        );
        expect(outcomes.filter((outcome) => outcome !== 'email taken')).toHaveLength(1);

        const named = await race((racing, i) => racing.users.update(users[i]?.id ?? '', { username: 'benny' }, NOW));
        expect(named.filter((outcome) => outcome !== 'username taken')).toHaveLength(1);
      });

      it('notes the time of a change to the millisecond, so that two changes of a second differ', async () => {
        const { id } = await add();
        for (const moment of [later(5.25), later(5.75)]) {
          expect(await store.users.update(id, {}, moment)).toMatchObject({ updatedAt: moment });
        }
        await store.users.setStatus(id, 'LOCKED', later(6.125));
        expect(await other.users.findById(id)).toMatchObject({ updatedAt: later(6.125) });
        expect(await test.read('select updated_date from users')).toEqual([
          { updated_date: later(6).getTime() / 1000 },
        ]);
      });

      it('is nothing where nobody is', async () => {
        expect(await store.users.update('nobody', { givenName: 'Ann' }, NOW)).toBeNull();
      });
    });

    describe('ending a lock', () => {
      it('enables who is locked, clears the failures, and ends no session; nobody else is touched', async () => {
        const locked = await add({ status: 'LOCKED' });
        const disabled = await add({ status: 'DISABLED' });
        expect(await store.users.unlock(locked.id, later(5))).toBe(true);
        expect(await store.users.unlock(disabled.id, later(5))).toBe(false);
        expect(await other.users.findById(locked.id)).toMatchObject({
          status: 'ENABLED',
          failedLoginCount: 0,
          lastFailedLoginAt: null,
          sessionEpoch: locked.sessionEpoch,
        });
        expect(await other.users.findById(disabled.id)).toEqual(disabled);
      });
    });

    describe('removing a user', () => {
      it('takes along what is the user’s, and is done once', async () => {
        const user = await add();
        await give(user, 'doctor');
        await store.tokenGrants.add(aGrant(user), NOW);
        await store.users.rememberPassword(user.id, 'hash', 3, NOW);
        const removed = await race((racing) => racing.users.remove(user.id));
        expect(removed.filter(Boolean)).toHaveLength(1);
        for (const table of ['users', 'users_roles', 'token_grants', 'old_passwords']) {
          expect(await test.read(`select * from ${table}`), table).toEqual([]);
        }
        expect((await store.roles.ofAccounts([acme.id])).map((role) => role.name)).toEqual(['doctor']);
      });
    });

    describe('many users', () => {
      it('are made at once, and found by their addresses and user names', async () => {
        const many = Array.from({ length: 1200 }, (_, i) =>
          aUser({ email: `u${i}@example.com`, username: `name${i}` }),
        );
        await store.users.createMany(many, NOW);
        const logins = many.map(({ email, username }, i) => (i % 2 ? email.toUpperCase() : username));
        const found = await other.users.findByLogins([...logins, 'nobody@example.com']);
        expect(found.map(({ id }) => id).toSorted()).toEqual(many.map(({ id }) => id).toSorted());
      });

      it('are made all or none', async () => {
        await add({ email: 'taken@example.com' });
        const many = [aUser({ email: 'free@example.com' }), aUser({ email: 'taken@example.com' })];
        await expect(store.users.createMany(many, NOW)).rejects.toThrow();
        expect(await store.users.findByLogin('free@example.com')).toBeNull();
      });

      it('get their roles at once, each once', async () => {
        const users = await Promise.all(Array.from({ length: 3 }, () => add()));
        const { id: roleId } = await store.roles.findOrCreate(acme.id, 'doctor', NOW);
        const pairs = users.map(({ id: userId }) => ({ userId, roleId }));
        await store.users.addRoles([...pairs, ...pairs]);
        for (const { id } of users) {
          expect((await store.users.findById(id))?.roles.map((role) => role.name)).toEqual(['doctor']);
        }
        await store.users.removeRole(users[0]?.id ?? '', roleId);
        expect((await store.users.findById(users[0]?.id ?? ''))?.roles).toEqual([]);
      });
    });

    describe('searching users', () => {
      beforeEach(async () => {
        const zoo = await store.accounts.findOrCreate('zoo', NOW);
        const ann = await add({ email: 'ann@example.com', givenName: 'Ann', surname: 'Lee' });
        await add({ email: 'bob@example.com', givenName: 'Bob', surname: 'Lee', status: 'PENDING' });
        const carl = await add({ email: 'carl@zoo.example', givenName: 'Carl', surname: 'Lee', accountId: zoo.id });
        for (const role of ['nurse', 'doctor']) await give(ann, role);
        await give(carl, 'keeper');
      });

      it('counts users, not rows, and gives the part that was asked for', async () => {
        const { total, items } = await store.users.search({}, page('email', { offset: 1, limit: 1 }));
        expect(total).toBe(3);
        expect(items.map(({ email }) => email)).toEqual(['bob@example.com']);
        const [ann] = (await store.users.search({}, page('email', { limit: 1 }))).items;
        // Both roles, although one part of the list ends with her.
        expect(ann?.roles.map((role) => role.name)).toEqual(['doctor', 'nurse']);
      });

      it('stays in the account, whatever the pattern finds elsewhere', async () => {
        expect(await emails({ accountId: acme.id, pattern: '%lee%' })).toEqual(['ann@example.com', 'bob@example.com']);
        expect(await emails({ accountId: acme.id, pattern: '%zoo%' })).toEqual([]);
      });

      it.each<[string, UserFilter, string[]]>([
        ['a name', { pattern: 'Ann' }, ['ann@example.com']],
        ['the whole name, as lists show it', { pattern: '%ann lee%' }, ['ann@example.com']],
        ['a part of an address', { pattern: '%zoo%' }, ['carl@zoo.example']],
        ['a status', { pattern: 'PENDING' }, ['bob@example.com']],
        ['the status itself', { status: 'PENDING' }, ['bob@example.com']],
        ['the role itself', { role: 'nurse' }, ['ann@example.com']],
        ['a part of a role, which is none', { role: 'nurs%' }, []],
        ['a role and a status', { role: 'nurse', status: 'PENDING' }, []],
        ['a role, only if wanted', { pattern: 'nurse' }, []],
        ['a role', { pattern: 'nurse', patternAlsoIn: { roleNames: true, accountName: false } }, ['ann@example.com']],
        [
          'an account',
          { pattern: 'zoo', patternAlsoIn: { roleNames: false, accountName: true } },
          ['carl@zoo.example'],
        ],
        ['a field', { equal: { surname: 'Lee', givenName: 'Bob' } }, ['bob@example.com']],
        ["SQL's own characters as text", { pattern: "%' or 1=1 --" }, []],
      ])('finds by %s', async (_what, filter, expected) => {
        expect(await emails(filter)).toEqual(expected);
      });

      it('sorts by when they were made, and by when they signed in last; who never did comes first', async () => {
        await store.users.create(aUser({ email: 'late@example.com' }), later(9));
        for (const email of ['bob@example.com', 'late@example.com']) {
          const { id } = (await store.users.findByLogin(email)) as User;
          await store.users.setStatus(id, 'ENABLED', NOW);
          await store.users.noteLogin(id, { attempts: 0, seconds: 900 }, later(email.startsWith('bob') ? 20 : 10));
        }
        expect((await emails({}, page('createdAt', { descending: true })))[0]).toBe('late@example.com');
        expect((await emails({}, page('lastLoginAt', { descending: true }))).slice(0, 2)).toEqual([
          'bob@example.com',
          'late@example.com',
        ]);
        expect((await emails({}, page('lastLoginAt'))).slice(2)).toEqual(['late@example.com', 'bob@example.com']);
      });

      it.each<[UserOrder, boolean, string]>([
        ['givenName', true, 'carl@zoo.example'],
        ['status', true, 'bob@example.com'],
        ['account', true, 'carl@zoo.example'],
        ['role', true, 'carl@zoo.example'],
      ])('sorts by %s, descending %s', async (orderBy, descending, first) => {
        expect((await emails({}, page(orderBy, { descending })))[0]).toBe(first);
      });

      it('goes through all of them, each once, in parts', async () => {
        const seen: string[] = [];
        for (let last: string | null = null; ; ) {
          const part: User[] = await store.users.after(last, 2, {});
          if (part.length === 0) break;
          seen.push(...part.map(({ email }) => email));
          last = part.at(-1)?.id ?? null;
        }
        expect(seen.toSorted()).toEqual(['ann@example.com', 'bob@example.com', 'carl@zoo.example']);
      });
    });

    describe('what happened', () => {
      const aPage = (part: Partial<Page<'at'>> = {}) => page('at', { descending: true, ...part });
      let ann: User;
      let root: User;

      const anEvent = (type: string, event: Partial<StoredEvent> = {}): StoredEvent => ({
        type,
        at: NOW,
        userId: null,
        byId: null,
        accountId: null,
        address: null,
        agent: null,
        details: {},
        ...event,
      });
      const typesOf = async (filter: EventFilter, part?: Partial<Page<'at'>>) =>
        (await store.events.search(filter, aPage(part))).items.map(({ type }) => type);

      beforeEach(async () => {
        const zoo = await store.accounts.findOrCreate('zoo', NOW);
        ann = await add({ email: 'ann@example.com', givenName: 'Ann', surname: 'Lee' });
        root = await add({ email: 'rosa@zoo.example', givenName: 'Rosa', surname: 'Root', accountId: zoo.id });
        await store.events.add(anEvent('one', { userId: ann.id, address: '192.0.2.7', agent: 'Test' }));
        await store.events.add(anEvent('two', { userId: ann.id, byId: root.id, at: later(5), details: { a: [1] } }));
        await store.events.add(anEvent('three', { userId: root.id, at: later(5) }));
        await store.events.add(anEvent('four', { accountId: acme.id, at: later(9) }));
        await store.events.add(anEvent('five', { at: later(9) }));
      });

      it('comes back whole, with whom it concerns as they are now', async () => {
        await store.users.update(ann.id, { fullName: 'Ann Bell' }, later(20));
        const { total, items } = await other.events.search({ type: 'two' }, aPage());
        expect(total).toBe(1);
        expect(items).toEqual([
          {
            ...anEvent('two', { userId: ann.id, byId: root.id, at: later(5), details: { a: [1] } }),
            accountId: acme.id,
            number: expect.any(Number),
            user: {
              id: ann.id,
              accountId: acme.id,
              email: 'ann@example.com',
              username: 'ann@example.com',
              fullName: 'Ann Bell',
            },
            by: expect.objectContaining({ id: root.id, fullName: 'Rosa Root', accountId: root.account.id }),
          },
        ]);
      });

      it('is in the order in which it happened, either way round, a part at a time', async () => {
        expect(await typesOf({})).toEqual(['five', 'four', 'three', 'two', 'one']);
        expect(await typesOf({}, { descending: false })).toEqual(['one', 'two', 'three', 'four', 'five']);
        const { total, items } = await store.events.search({}, aPage({ offset: 1, limit: 2 }));
        expect([total, items.map(({ type }) => type)]).toEqual([5, ['four', 'three']]);
      });

      it.each<[string, () => EventFilter, string[]]>([
        ['account', () => ({ accountId: acme.id }), ['four', 'two', 'one']],
        ['user', () => ({ userId: ann.id }), ['two', 'one']],
        ['type', () => ({ type: 'three' }), ['three']],
        ['the first moment', () => ({ from: later(5) }), ['five', 'four', 'three', 'two']],
        ['a moment within a second', () => ({ from: later(5.5), to: later(9) }), ['three', 'two']],
        ['the last moment, which is not in', () => ({ to: later(5) }), ['one']],
        ['a type, in part', () => ({ pattern: 'f%' }), ['five', 'four']],
        ['a network address', () => ({ pattern: '192.0.2.%' }), ['one']],
        ['a name', () => ({ pattern: '%lee%' }), ['two', 'one']],
        ['an address of who did it', () => ({ pattern: 'rosa@%' }), ['three', 'two']],
        ['the name of who is elsewhere, which is not looked at', () => ({ accountId: acme.id, pattern: '%rosa%' }), []],
        ['two at once', () => ({ userId: ann.id, type: 'one' }), ['one']],
      ])('is found by %s', async (_what, filter, expected) => {
        expect(await typesOf(filter())).toEqual(expected);
      });

      it('belongs to where it happened, and is known when its people are gone', async () => {
        await store.users.update(ann.id, { accountId: root.account.id }, NOW);
        expect(await typesOf({ accountId: acme.id })).toEqual(['four', 'two', 'one']);
        await store.users.remove(ann.id);
        await store.users.remove(root.id);
        const { items } = await store.events.search({ accountId: acme.id, type: 'two' }, aPage());
        expect(items).toMatchObject([{ userId: ann.id, byId: root.id, user: null, by: null }]);
      });
    });

    describe('how many have a role', () => {
      it('counts enabled users of enabled accounts with the enabled role, each once', async () => {
        const zoo = await store.accounts.findOrCreate('zoo', NOW);
        const role = await give(await add(), 'root');
        await give(await add({ accountId: zoo.id }), 'root');
        await give(await add({ status: 'DISABLED' }), 'root');
        expect(await store.users.countWithRole('root')).toBe(2);
        await store.accounts.update(zoo.id, { status: 'DISABLED' }, NOW);
        expect(await store.users.countWithRole('root')).toBe(1);
        await store.roles.update(role, { status: 'DISABLED' }, NOW);
        expect(await store.users.countWithRole('root')).toBe(0);
      });
    });

    describe('accounts and roles', () => {
      it('are made, found, changed and removed', async () => {
        const described = { description: 'Animals', status: 'ENABLED' as const, customData: { open: true } };
        const zoo = await store.accounts.create({ id: newId(), name: 'zoo', ...described }, NOW);
        expect(zoo).toEqual({ id: zoo.id, name: 'zoo', ...described, createdAt: NOW, updatedAt: null });
        expect(await other.accounts.findById(zoo.id)).toEqual(zoo);
        expect(await other.accounts.findByName('zoo')).toEqual(zoo);

        const changed = await store.accounts.update(zoo.id, { description: null }, later(5));
        expect(changed).toEqual({ ...zoo, description: null, updatedAt: later(5) });

        const role = await store.roles.create({ id: newId(), accountId: zoo.id, name: 'keeper', ...described }, NOW);
        expect(await other.roles.findById(role.id)).toEqual(role);
        expect(await store.roles.update(role.id, { name: 'warden' }, later(5))).toEqual({
          ...role,
          name: 'warden',
          updatedAt: later(5),
        });

        expect(await store.accounts.remove(zoo.id)).toBe(true);
        expect(await store.accounts.remove(zoo.id)).toBe(false);
        expect(await store.roles.findById(role.id)).toBeNull();
        expect(await store.accounts.update(zoo.id, { name: 'x' }, NOW)).toBeNull();
        expect(await store.roles.update(role.id, { name: 'x' }, NOW)).toBeNull();
      });

      it('are searched in order, in parts, with the number of all', async () => {
        for (const name of ['zoo', 'park']) await store.accounts.findOrCreate(name, NOW);
        const { total, items } = await store.accounts.search({}, page('name', { limit: 2 }));
        expect([total, items.map(({ name }) => name)]).toEqual([3, ['acme', 'park']]);
        const found = await store.accounts.search({ pattern: '%o%' }, page('name', { descending: true }));
        expect(found.items.map(({ name }) => name)).toEqual(['zoo']);
        expect((await store.accounts.search({ id: acme.id, pattern: '%o%' }, page('name'))).total).toBe(0);
      });

      it('roles of an account stay apart from those of others', async () => {
        const zoo = await store.accounts.findOrCreate('zoo', NOW);
        for (const [account, name] of [
          [zoo, 'keeper'],
          [acme, 'clerk'],
          [acme, 'boss'],
        ] as const) {
          await store.roles.findOrCreate(account.id, name, NOW);
        }
        const { total, items } = await store.roles.search({ accountId: acme.id }, page('name'));
        expect([total, items.map(({ name }) => name)]).toEqual([2, ['boss', 'clerk']]);
        expect(await store.roles.findByName(acme.id, 'boss')).toEqual(items[0]);
        expect(await store.roles.findByName(zoo.id, 'boss')).toBeNull();
        expect((await store.roles.search({ accountId: acme.id, pattern: 'keep%' }, page('name'))).total).toBe(0);
        expect((await store.roles.ofAccounts([zoo.id, acme.id])).map(({ name }) => name)).toEqual([
          'boss',
          'clerk',
          'keeper',
        ]);
      });

      it('an account that is disabled ends its users’ epoch and leaves their status, an enabled one neither', async () => {
        const pending = await add({ status: 'PENDING' });
        await store.accounts.update(acme.id, { status: 'DISABLED' }, NOW);
        expect(await store.users.findById(pending.id)).toMatchObject({ status: 'PENDING', sessionEpoch: 1 });
        await store.accounts.update(acme.id, { status: 'ENABLED' }, NOW);
        expect(await store.users.findById(pending.id)).toMatchObject({ status: 'PENDING', sessionEpoch: 1 });
      });
    });

    const aGrant = (user: User) => ({
      id: newId(),
      userId: user.id,
      epoch: user.sessionEpoch,
      sessionIdHash: 'hash of a session id' as string | null,
      expiresAt: later(60),
    });

    describe('a token grant', () => {
      it('is found as it was given, until it is too old or removed', async () => {
        const grant = aGrant(await add());
        await store.tokenGrants.add(grant, NOW);
        expect(await other.tokenGrants.find(grant.id, later(59))).toEqual(grant);
        expect(await store.tokenGrants.find(grant.id, later(60))).toBeNull();
        await store.tokenGrants.remove(grant.id);
        expect(await store.tokenGrants.find(grant.id, NOW)).toBeNull();
      });

      it('goes with the session it was given with, and no other', async () => {
        const user = await add();
        const [one, two] = [aGrant(user), { ...aGrant(user), sessionIdHash: null }];
        for (const grant of [one, two]) await store.tokenGrants.add(grant, NOW);
        await store.tokenGrants.removeOfSession('hash of a session id');
        expect(await store.tokenGrants.find(one.id, NOW)).toBeNull();
        expect(await store.tokenGrants.find(two.id, NOW)).toEqual(two);
      });

      it('goes with the other sessions of its user; one that was asked for alone stays', async () => {
        const [ann, ben] = [await add(), await add()];
        const grant = (user: User, sessionIdHash: string | null) => ({ ...aGrant(user), sessionIdHash });
        const grants = [grant(ann, 'this'), grant(ann, 'that'), grant(ann, null), grant(ben, 'bens')];
        for (const one of grants) await store.tokenGrants.add(one, NOW);
        const left = async () =>
          (await Promise.all(grants.map(({ id }) => store.tokenGrants.find(id, NOW)))).map((one) => one !== null);
        await store.tokenGrants.removeOfOtherSessions(ann.id, 'this');
        expect(await left()).toEqual([true, false, true, true]);
        await store.tokenGrants.removeOfOtherSessions(ann.id, null);
        expect(await left()).toEqual([false, false, true, true]);
      });

      it('goes with all of its user, and with no other’s', async () => {
        const [ann, ben] = [await add(), await add()];
        const grants = [aGrant(ann), { ...aGrant(ann), sessionIdHash: null }, aGrant(ben)] as const;
        for (const grant of grants) await store.tokenGrants.add(grant, NOW);
        expect(await store.tokenGrants.removeOfUser(ann.id)).toBe(2);
        expect(await store.tokenGrants.removeOfUser(ann.id)).toBe(0);
        expect(await test.read('select id from token_grants')).toEqual([{ id: grants[2].id }]);
      });

      it('is cleaned away when it is too old, and not before', async () => {
        const grant = aGrant(await add());
        await store.tokenGrants.add(grant, NOW);
        await store.tokenGrants.removeExpired(later(59));
        expect(await test.read('select id from token_grants')).toEqual([{ id: grant.id }]);
        await store.tokenGrants.removeExpired(later(60));
        expect(await test.read('select id from token_grants')).toEqual([]);
      });
    });
  });
}
