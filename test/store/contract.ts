// What a store has to keep, whichever database is behind it: the definition of a correct driver.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../server/ids.ts';
import type {
  LockRule,
  NewUser,
  OpenStore,
  QueuedMail,
  Status,
  StoredToken,
  User,
  UserSession,
} from '../../server/store/store.ts';
import { secondsAfter } from '../../server/time.ts';

/** A store on a database that is empty at first and gone after `close`. */
export interface TestStore {
  /** Two connections to one database; the same one twice where there can only be one. */
  readonly stores: readonly [OpenStore, OpenStore];
  /** Writes past the store, as userdb 1 or an application did; `?` stands for a value. */
  write(statement: string, values?: readonly string[]): Promise<void>;
  /** Reads past the store. */
  read(statement: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const NOW = new Date('2026-03-04T05:06:07Z');
const later = (seconds: number) => secondsAfter(NOW, seconds);
const seconds = (moment: Date) => moment.getTime() / 1000;

const NEVER: LockRule = { attempts: 0, seconds: 900 };
const AFTER_THREE: LockRule = { attempts: 3, seconds: 900 };
const FOR_GOOD: LockRule = { attempts: 3, seconds: 0 };
const MANY = 20;

/** Holds a driver to every promise of server/store/store.ts. */
export function storeContract(name: string, open: () => Promise<TestStore>): void {
  describe(`store contract: ${name}`, () => {
    let test: TestStore;
    let store: OpenStore;
    let other: OpenStore;

    beforeEach(async () => {
      test = await open();
      [store, other] = test.stores;
      await store.migrate();
    });
    afterEach(() => test.close());

    /** Runs the same thing many times at once, on both connections. */
    const race = <T>(work: (store: OpenStore, i: number) => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: MANY }, (_, i) => work(i % 2 === 0 ? store : other, i)));

    async function add(user: Partial<NewUser> = {}): Promise<User> {
      const created = await store.users.create(await aUser(user), NOW);
      if (typeof created === 'string') throw new Error(created);
      return created;
    }

    async function aUser(user: Partial<NewUser> = {}): Promise<NewUser> {
      const { id: accountId } = await store.accounts.findOrCreate('acme', NOW);
      const id = newId();
      const email = `${id}@example.com`;
      return {
        id,
        accountId,
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

    async function find(id: string): Promise<User> {
      const user = await store.users.findById(id);
      if (!user) throw new Error('that user is gone');
      return user;
    }

    const aToken = (user: User, token: Partial<StoredToken> = {}): StoredToken => ({
      id: newId(),
      purpose: 'reset',
      userId: user.id,
      email: user.email,
      expiresAt: later(3600),
      ...token,
    });

    const aMail = (user: User, mail: Partial<QueuedMail> = {}): Omit<QueuedMail, 'attempts'> => ({
      id: newId(),
      kind: 'forgotPassword',
      userId: user.id,
      to: user.email,
      tokenId: null,
      locale: null,
      createdAt: NOW,
      ...mail,
    });

    const aSession = (user: User, session: Partial<UserSession> = {}): UserSession => ({
      idHash: newId(),
      userId: user.id,
      epoch: user.sessionEpoch,
      beganAt: NOW,
      lastSeenAt: NOW,
      address: '192.0.2.7',
      agent: 'Test',
      ...session,
    });

    describe('a user', () => {
      it('comes back whole: what was given, account and roles, times to the second', async () => {
        const given = await aUser({
          middleName: 'B.',
          customData: { colour: 'blue', sizes: [1, 2], deep: { a: null } },
        });
        const created = await store.users.create(given, NOW);

        expect(created).toEqual({
          id: given.id,
          email: given.email,
          username: given.username,
          givenName: 'Ben',
          middleName: 'B.',
          surname: 'Bright',
          fullName: 'Ben B. Bright',
          status: 'ENABLED',
          customData: { colour: 'blue', sizes: [1, 2], deep: { a: null } },
          createdAt: NOW,
          updatedAt: null,
          password: given.password,
          passwordUpdatedAt: NOW,
          mustChangePassword: false,
          lastLoginAt: null,
          lastFailedLoginAt: null,
          failedLoginCount: 0,
          sessionEpoch: 0,
          account: {
            id: given.accountId,
            name: 'acme',
            description: null,
            status: 'ENABLED',
            customData: {},
            createdAt: NOW,
            updatedAt: null,
          },
          roles: [],
        });
        expect(await other.users.findById(given.id)).toEqual(created);
      });

      it('is called by the user name where there is no other name', async () => {
        const user = await add({ username: 'benny', givenName: null, surname: null });
        expect(user.fullName).toBe('benny');
      });

      it.each<Status>(['PENDING', 'ENABLED', 'DISABLED', 'LOCKED'])(
        'is found by id and by login when %s',
        async (status) => {
          const user = await add({ status, username: 'benny' });

          expect(await store.users.findById(user.id)).toMatchObject({ id: user.id, status });
          expect(await store.users.findByLogin(user.email)).toMatchObject({ id: user.id, status });
          expect(await store.users.findByLogin('benny')).toMatchObject({ id: user.id, status });
        },
      );

      it('is nobody for ids and logins that nobody has', async () => {
        await add();
        for (const login of ['nobody', '', '   ', '%', "' or 1=1 --", 'nobody@example.com']) {
          expect(await store.users.findByLogin(login), login).toBeNull();
        }
        expect(await store.users.findById('nobody')).toBeNull();
      });

      it.each([
        ['in other letters', 'ANN.Lee@Example.COM'],
        ['with spaces around it', '  ann.lee@example.com\t'],
        ['in full-width letters', 'ann.lee＠example.com'],
      ])('is found by an address %s', async (_, login) => {
        const ann = await add({ email: 'Ann.Lee@example.com' });
        expect(await store.users.findByLogin(login)).toMatchObject({ id: ann.id, email: 'Ann.Lee@example.com' });
      });

      it.each([
        ['Straße', 'STRASSE', false],
        ['café', 'cafe\u0301', true],
        ['ＢＥＮ', 'ben', true],
        ['Ünal', 'ünal', true],
      ])('called %s is found as %s: %s', async (username, login, isFound) => {
        const user = await add({ username });
        expect((await store.users.findByLogin(login))?.id).toBe(isFound ? user.id : undefined);
      });
    });

    describe('creating', () => {
      it.each(['ann@example.com', 'ANN@example.com', ' Ann@Example.Com ', 'ann＠example.com'])(
        'refuses an address that is taken, spelled %j',
        async (email) => {
          await add({ email: 'ann@example.com', username: 'ann' });
          expect(await store.users.create(await aUser({ email, username: 'another' }), NOW)).toBe('email taken');
        },
      );

      it.each(['Ben', 'BEN', 'ｂｅｎ', ' ben '])('refuses a user name that is taken, spelled %j', async (username) => {
        await add({ username: 'ben' });
        expect(await store.users.create(await aUser({ username }), NOW)).toBe('username taken');
      });

      it('says that the address is taken where the address is the user name', async () => {
        await add({ email: 'ann@example.com' });
        expect(await store.users.create(await aUser({ email: 'ann@example.com' }), NOW)).toBe('email taken');
      });

      it('leaves nothing behind of a user that was refused', async () => {
        await add({ username: 'ben' });
        const refused = await aUser({ username: 'ben' });
        await store.users.create(refused, NOW);

        expect(await store.users.findById(refused.id)).toBeNull();
        expect(await store.users.findByLogin(refused.email)).toBeNull();
      });

      it('gives an address to exactly one of many racing callers, however they spell it', async () => {
        const spellings = ['ann@example.com', 'Ann@example.com', 'ANN@EXAMPLE.COM', ' ann@Example.com'];
        const users = await Promise.all(
          Array.from({ length: MANY }, (_, i) => aUser({ email: spellings[i % spellings.length] ?? '' })),
        );

        const outcomes = await race((racing, i) => racing.users.create(users[i] as NewUser, NOW));

        expect(outcomes.filter((outcome) => typeof outcome === 'object')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'email taken')).toHaveLength(MANY - 1);
      });

      it('gives a user name to exactly one of many racing callers', async () => {
        const users = await Promise.all(
          Array.from({ length: MANY }, (_, i) => aUser({ username: i % 2 ? 'Ben' : 'ben' })),
        );

        const outcomes = await race((racing, i) => racing.users.create(users[i] as NewUser, NOW));

        expect(outcomes.filter((outcome) => typeof outcome === 'object')).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === 'username taken')).toHaveLength(MANY - 1);
      });

      it('throws for an account that does not exist', async () => {
        await expect(store.users.create(await aUser({ accountId: 'nowhere' }), NOW)).rejects.toThrow();
      });

      it('throws for an id that is taken, and calls it neither address nor user name', async () => {
        const { id } = await add();
        await expect(store.users.create(await aUser({ id }), NOW)).rejects.toThrow();
      });
    });

    describe('the status', () => {
      it.each<[Status, boolean, Status]>([
        ['PENDING', true, 'ENABLED'],
        ['ENABLED', false, 'ENABLED'],
        ['DISABLED', false, 'DISABLED'],
        ['LOCKED', false, 'LOCKED'],
      ])('%s: enabling answers %s and leaves %s', async (status, answer, left) => {
        const { id } = await add({ status });
        expect(await store.users.enable(id, later(5))).toBe(answer);
        expect(await find(id)).toMatchObject({ status: left, updatedAt: answer ? later(5) : null });
      });

      it('goes from PENDING to ENABLED for exactly one of many racing callers', async () => {
        const { id } = await add({ status: 'PENDING' });
        const enabled = await race((racing) => racing.users.enable(id, NOW));
        expect(enabled.filter(Boolean)).toHaveLength(1);
      });

      it('enables nobody where nobody is', async () => {
        expect(await store.users.enable('nobody', NOW)).toBe(false);
      });

      it.each<Status>(['PENDING', 'ENABLED', 'DISABLED', 'LOCKED'])(
        'set to %s begins a new epoch, clears the failures and notes the time',
        async (status) => {
          const { id } = await add();
          await store.users.countFailedLogin(id, NEVER, NOW);
          await store.users.setStatus(id, status, later(5));

          expect(await find(id)).toMatchObject({
            status,
            sessionEpoch: 1,
            failedLoginCount: 0,
            lastFailedLoginAt: null,
            updatedAt: later(5),
          });
        },
      );

      it('LOCKED by an administrator never ends by itself', async () => {
        const { id } = await add();
        await store.users.countFailedLogin(id, AFTER_THREE, NOW);
        await store.users.setStatus(id, 'LOCKED', NOW);

        expect(await store.users.noteLogin(id, AFTER_THREE, later(365 * 86400))).toBe(false);
        await store.users.countFailedLogin(id, AFTER_THREE, later(365 * 86400));
        expect(await store.users.noteLogin(id, AFTER_THREE, later(730 * 86400))).toBe(false);
        expect(await find(id)).toMatchObject({ status: 'LOCKED', lastFailedLoginAt: null, failedLoginCount: 0 });
      });
    });

    describe('ending the sessions', () => {
      it('begins a new epoch and changes nothing else', async () => {
        const user = await add();
        await store.users.endSessions(user.id);
        expect(await other.users.findById(user.id)).toEqual({ ...user, sessionEpoch: user.sessionEpoch + 1 });
      });
    });

    describe('setting a password', () => {
      it('sets the hash and its time, clears the failures and begins a new epoch', async () => {
        const { id } = await add();
        await store.users.countFailedLogin(id, NEVER, NOW);
        await store.users.setPassword(id, '$2b$04$second', later(60));

        expect(await find(id)).toMatchObject({
          password: '$2b$04$second',
          passwordUpdatedAt: later(60),
          updatedAt: later(60),
          failedLoginCount: 0,
          sessionEpoch: 1,
          status: 'ENABLED',
        });
        await store.users.setPassword(id, '$2b$04$third', later(61));
        expect((await find(id)).sessionEpoch).toBe(2);
      });

      it('is for the first sign-in only where that was said, until another one is set', async () => {
        const { id, mustChangePassword } = await add({ mustChangePassword: true });
        expect(mustChangePassword).toBe(true);
        await store.users.setPassword(id, 'another', later(5));
        expect((await find(id)).mustChangePassword).toBe(false);
      });

      it('counts every epoch of racing callers', async () => {
        const { id } = await add();
        await race((racing, i) => racing.users.setPassword(id, `$2b$04$${i}`, NOW));
        expect((await find(id)).sessionEpoch).toBe(MANY);
      });

      it('ends a lock that failures caused', async () => {
        const { id } = await add();
        for (let i = 0; i < 3; i++) await store.users.countFailedLogin(id, FOR_GOOD, NOW);
        await store.users.setPassword(id, '$2b$04$second', later(1));
        expect(await find(id)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
      });

      it.each<Status>(['LOCKED', 'DISABLED', 'PENDING'])('leaves the %s of an administrator', async (status) => {
        const { id } = await add();
        await store.users.countFailedLogin(id, NEVER, NOW);
        await store.users.setStatus(id, status, NOW);
        await store.users.setPassword(id, '$2b$04$second', later(1));
        expect((await find(id)).status).toBe(status);
      });

      it('replaces a hash by a better one of the same password and changes nothing else', async () => {
        const user = await add();
        await store.users.improvePasswordHash(user.id, user.password, '$2b$12$better');
        expect(await find(user.id)).toEqual({ ...user, password: '$2b$12$better' });
      });

      it('and the history has the better hash for the same password', async () => {
        const user = await add();
        await store.users.rememberPassword(user.id, user.password, 10, NOW);
        await store.users.improvePasswordHash(user.id, user.password, '$2b$12$better');
        expect(await store.users.earlierPasswords(user.id, 10)).toEqual(['$2b$12$better']);
      });

      it('keeps a password that was changed while a better hash was made', async () => {
        const user = await add();
        await store.users.setPassword(user.id, '$2b$04$second', NOW);
        await store.users.improvePasswordHash(user.id, user.password, '$2b$12$better');
        expect((await find(user.id)).password).toBe('$2b$04$second');
      });
    });

    describe('earlier passwords', () => {
      it('come newest first, as many as asked for, also of one second', async () => {
        const { id } = await add();
        for (const [i, hash] of ['one', 'two', 'three', 'four'].entries()) {
          await store.users.rememberPassword(id, hash, 10, later(i < 2 ? 0 : 5));
        }
        expect(await store.users.earlierPasswords(id, 10)).toEqual(['four', 'three', 'two', 'one']);
        expect(await store.users.earlierPasswords(id, 2)).toEqual(['four', 'three']);
        expect(await store.users.earlierPasswords(id, 0)).toEqual([]);
      });

      it('are forgotten but for the newest', async () => {
        const { id } = await add();
        for (const hash of ['one', 'two', 'three']) await store.users.rememberPassword(id, hash, 2, NOW);
        expect(await store.users.earlierPasswords(id, 10)).toEqual(['three', 'two']);
      });

      it("are nobody else's", async () => {
        const [ann, ben] = [await add(), await add()];
        await store.users.rememberPassword(ann.id, "ann's", 1, NOW);
        await store.users.rememberPassword(ben.id, "ben's", 1, NOW);
        expect(await store.users.earlierPasswords(ann.id, 10)).toEqual(["ann's"]);
        expect(await store.users.earlierPasswords(ben.id, 10)).toEqual(["ben's"]);
      });
    });

    describe('wrong passwords', () => {
      it('are all counted, of any number of racing callers', async () => {
        const { id } = await add();
        const locked = await race((racing) => racing.users.countFailedLogin(id, NEVER, later(3)));
        expect(locked).not.toContain(true);
        expect(await find(id)).toMatchObject({
          failedLoginCount: MANY,
          lastFailedLoginAt: later(3),
          status: 'ENABLED',
        });
      });

      it('lock at the last allowed one, and tell exactly one of the racing callers', async () => {
        const { id } = await add();
        const locked = await race((racing) => racing.users.countFailedLogin(id, { attempts: MANY, seconds: 900 }, NOW));
        expect(locked.filter(Boolean)).toHaveLength(1);
        expect(await find(id)).toMatchObject({ status: 'LOCKED', failedLoginCount: MANY });
      });

      it('do not lock one too soon', async () => {
        const { id } = await add();
        expect(await store.users.countFailedLogin(id, AFTER_THREE, NOW)).toBe(false);
        expect(await store.users.countFailedLogin(id, AFTER_THREE, NOW)).toBe(false);
        expect((await find(id)).status).toBe('ENABLED');
        expect(await store.users.countFailedLogin(id, AFTER_THREE, NOW)).toBe(true);
      });

      it('do not prolong a lock by guesses made while it lasts', async () => {
        const { id } = await locked(AFTER_THREE);
        expect(await store.users.countFailedLogin(id, AFTER_THREE, later(899))).toBe(false);
        expect(await find(id)).toMatchObject({ lastFailedLoginAt: NOW, failedLoginCount: 3 });
        expect(await store.users.noteLogin(id, AFTER_THREE, later(900))).toBe(true);
      });

      it('count from one again after a lock that has ended', async () => {
        const { id } = await locked(AFTER_THREE);
        expect(await store.users.countFailedLogin(id, AFTER_THREE, later(900))).toBe(false);
        expect(await find(id)).toMatchObject({ status: 'ENABLED', failedLoginCount: 1, lastFailedLoginAt: later(900) });
      });

      it.each<Status>(['PENDING', 'DISABLED'])('do not turn %s into LOCKED', async (status) => {
        const { id } = await add({ status });
        for (let i = 0; i < 5; i++) expect(await store.users.countFailedLogin(id, AFTER_THREE, NOW)).toBe(false);
        expect((await find(id)).status).toBe(status);
      });

      it('of nobody lock nobody', async () => {
        const { id } = await add();
        expect(await store.users.countFailedLogin('nobody', AFTER_THREE, NOW)).toBe(false);
        expect((await find(id)).failedLoginCount).toBe(0);
      });
    });

    async function locked(rule: LockRule): Promise<User> {
      const user = await add();
      for (let i = 0; i < rule.attempts; i++) await store.users.countFailedLogin(user.id, rule, NOW);
      return user;
    }

    describe('a login', () => {
      it('is noted, and clears the failures', async () => {
        const { id } = await add();
        await store.users.countFailedLogin(id, AFTER_THREE, NOW);
        expect(await store.users.noteLogin(id, AFTER_THREE, later(7))).toBe(true);
        expect(await find(id)).toMatchObject({ lastLoginAt: later(7), failedLoginCount: 0, sessionEpoch: 0 });
      });

      it.each<Status>(['PENDING', 'DISABLED', 'LOCKED'])('of a %s user is refused and not noted', async (status) => {
        const { id } = await add({ status });
        expect(await store.users.noteLogin(id, AFTER_THREE, NOW)).toBe(false);
        expect((await find(id)).lastLoginAt).toBeNull();
      });

      it('is refused while a lock lasts, to the second, and let in when it is over', async () => {
        const { id } = await locked(AFTER_THREE);
        expect(await store.users.noteLogin(id, AFTER_THREE, later(899))).toBe(false);
        expect(await store.users.noteLogin(id, AFTER_THREE, later(900))).toBe(true);
        expect(await find(id)).toMatchObject({ status: 'ENABLED', failedLoginCount: 0 });
      });

      it('is refused for good where locks do not end', async () => {
        const { id } = await locked(FOR_GOOD);
        expect(await store.users.noteLogin(id, FOR_GOOD, later(365 * 86400))).toBe(false);
      });

      it('of nobody is refused', async () => {
        expect(await store.users.noteLogin('nobody', NEVER, NOW)).toBe(false);
      });
    });

    describe('accounts and roles', () => {
      it('are made once and found from then on', async () => {
        const made = await store.accounts.findOrCreate('zoo', NOW);
        expect(made).toEqual({
          id: made.id,
          name: 'zoo',
          description: null,
          status: 'ENABLED',
          customData: {},
          createdAt: NOW,
          updatedAt: null,
        });
        expect(await other.accounts.findOrCreate('zoo', later(9))).toEqual(made);
        expect((await store.accounts.findOrCreate('park', NOW)).id).not.toBe(made.id);
      });

      it('are made once for any number of racing callers', async () => {
        const accounts = await race((racing) => racing.accounts.findOrCreate('zoo', NOW));
        expect(new Set(accounts.map(({ id }) => id)).size).toBe(1);
        const [zoo] = accounts;
        const roles = await race((racing) => racing.roles.findOrCreate(zoo?.id ?? '', 'keeper', NOW));
        expect(new Set(roles.map(({ id }) => id)).size).toBe(1);
      });

      it('keep roles of one name in two accounts apart', async () => {
        const [zoo, park] = [
          await store.accounts.findOrCreate('zoo', NOW),
          await store.accounts.findOrCreate('park', NOW),
        ];
        const keeper = await store.roles.findOrCreate(zoo.id, 'keeper', NOW);
        expect(keeper).toMatchObject({ accountId: zoo.id, name: 'keeper', status: 'ENABLED', customData: {} });
        expect((await store.roles.findOrCreate(park.id, 'keeper', NOW)).id).not.toBe(keeper.id);
        expect(await store.roles.findOrCreate(zoo.id, 'keeper', NOW)).toEqual(keeper);
      });

      it('give a user roles, each once, sorted by name', async () => {
        const user = await add();
        for (const name of ['nurse', 'doctor', 'nurse']) {
          const role = await store.roles.findOrCreate(user.account.id, name, NOW);
          await store.users.addRole(user.id, role.id);
        }
        expect((await find(user.id)).roles.map(({ name }) => name)).toEqual(['doctor', 'nurse']);
      });

      it('take no role for nobody, and no role that does not exist', async () => {
        const user = await add();
        const { id } = await store.roles.findOrCreate(user.account.id, 'doctor', NOW);
        await expect(store.users.addRole('nobody', id)).rejects.toThrow();
        await expect(store.users.addRole(user.id, 'nothing')).rejects.toThrow();
      });
    });

    describe('a token', () => {
      it('is found as it was added, until it is too old', async () => {
        const token = aToken(await add());
        await store.tokens.add(token, NOW);
        expect(await other.tokens.find(token.id, later(3599))).toEqual(token);
        expect(await store.tokens.find(token.id, later(3600))).toBeNull();
        expect(await store.tokens.spend(token.id, later(3600))).toBe(false);
      });

      it('is spent by exactly one of many racing callers', async () => {
        const token = aToken(await add());
        await store.tokens.add(token, NOW);
        const spent = await race((racing) => racing.tokens.spend(token.id, NOW));
        expect(spent.filter(Boolean)).toHaveLength(1);
        expect(await store.tokens.find(token.id, NOW)).toBeNull();
      });

      it("voids the user's older ones of its purpose, and no others", async () => {
        const [ann, ben] = [await add(), await add()];
        const [first, verify, bens, second] = [
          aToken(ann),
          aToken(ann, { purpose: 'verify' }),
          aToken(ben),
          aToken(ann),
        ] as const;
        for (const token of [first, verify, bens, second]) await store.tokens.add(token, NOW);

        expect(await store.tokens.find(first.id, NOW)).toBeNull();
        expect(await store.tokens.spend(first.id, NOW)).toBe(false);
        for (const token of [verify, bens, second]) expect(await store.tokens.find(token.id, NOW)).toEqual(token);
      });

      it('leaves one living of many that are added at once', async () => {
        const user = await add();
        const tokens = Array.from({ length: MANY }, () => aToken(user));
        await race((racing, i) => racing.transaction((inside) => inside.tokens.add(tokens[i] as StoredToken, NOW)));
        const living = await Promise.all(tokens.map(({ id }) => store.tokens.find(id, NOW)));
        expect(living.filter(Boolean)).toHaveLength(1);
      });

      it("is void with all of the user's, and nobody else's", async () => {
        const [ann, ben] = [await add(), await add()];
        const tokens = [aToken(ann), aToken(ann, { purpose: 'verify' }), aToken(ben)] as const;
        for (const token of tokens) await store.tokens.add(token, NOW);
        await store.tokens.voidAll(ann.id, NOW);

        expect(await store.tokens.find(tokens[0].id, NOW)).toBeNull();
        expect(await store.tokens.find(tokens[1].id, NOW)).toBeNull();
        expect(await store.tokens.find(tokens[2].id, NOW)).not.toBeNull();
      });

      it('is void with those of its purpose alone, where purposes are named', async () => {
        const ann = await add();
        const purposes = ['reset', 'email', 'verify', 'invite'] as const;
        const tokens = purposes.map((purpose) => aToken(ann, { purpose }));
        for (const token of tokens) await store.tokens.add(token, NOW);
        await store.tokens.voidAll(ann.id, NOW, ['reset', 'email']);

        const found = await Promise.all(tokens.map(({ id }) => other.tokens.find(id, NOW)));
        expect(found.map((token) => token?.purpose ?? null)).toEqual([null, null, 'verify', 'invite']);
      });

      it('is removed when it is too old, and not before', async () => {
        const user = await add();
        const [old, young] = [aToken(user, { expiresAt: later(10) }), aToken(user, { purpose: 'verify' })] as const;
        for (const token of [old, young]) await store.tokens.add(token, NOW);
        await store.tokens.removeExpired(later(10));

        expect(await store.tokens.find(old.id, NOW)).toBeNull();
        expect(await store.tokens.find(young.id, later(10))).toEqual(young);
      });

      it('is added with many others, all or none', async () => {
        const users = await Promise.all(Array.from({ length: MANY }, () => add()));
        const tokens = users.map((user) => aToken(user));
        await store.tokens.addMany(tokens);
        for (const token of tokens) expect(await other.tokens.find(token.id, NOW)).toEqual(token);

        const fresh = aToken(await add());
        await expect(store.tokens.addMany([fresh, tokens[0] as StoredToken])).rejects.toThrow();
        expect(await store.tokens.find(fresh.id, NOW)).toBeNull();
        await store.tokens.addMany([]);
      });

      it('tells which of many users have one that works, for one of several purposes', async () => {
        const [ann, ben, cleo, dan, eve] = [await add(), await add(), await add(), await add(), await add()];
        const [spent, old] = [aToken(cleo, { purpose: 'invite' }), aToken(dan, { purpose: 'invite' })];
        await store.tokens.addMany([
          aToken(ann, { purpose: 'invite' }),
          aToken(ann, { purpose: 'verify' }),
          aToken(ben, { purpose: 'reset' }),
          spent,
          { ...old, expiresAt: later(10) },
          aToken(eve, { purpose: 'verify' }),
        ]);
        await store.tokens.spend(spent.id, NOW);

        const ids = [ann, ben, cleo, dan].map(({ id }) => id);
        expect(await store.tokens.usersWith(['invite', 'verify'], ids, later(10))).toEqual(new Set([ann.id]));
        expect(await store.tokens.usersWith(['invite', 'verify'], ids, later(9))).toEqual(new Set([ann.id, dan.id]));
        expect(await store.tokens.usersWith(['invite'], [], NOW)).toEqual(new Set());
      });

      it('is nothing for an unknown id', async () => {
        expect(await store.tokens.find('nothing', NOW)).toBeNull();
        expect(await store.tokens.spend('nothing', NOW)).toBe(false);
      });
    });

    describe('the outbox', () => {
      it('hands out the oldest due mail first, with what was put in', async () => {
        const user = await add();
        const [second, first] = [
          aMail(user, { createdAt: later(2) }),
          aMail(user, { tokenId: 'some-token', locale: 'pt-BR' }),
        ];
        for (const mail of [second, first]) await store.outbox.add(mail);

        expect(await store.outbox.claim(later(1), later(31))).toEqual({ ...first, attempts: 1 });
        expect(await store.outbox.claim(later(1), later(31))).toBeNull();
        expect(await store.outbox.claim(later(2), later(32))).toEqual({ ...second, attempts: 1 });
      });

      it('takes many at once, all or none', async () => {
        const user = await add();
        const mails = [1, 2, 3].map((second) => aMail(user, { createdAt: later(second), tokenId: `token-${second}` }));
        await store.outbox.addMany(mails);
        const claimed = await Promise.all(mails.map(() => other.outbox.claim(later(3), later(33))));
        expect(claimed).toEqual(expect.arrayContaining(mails.map((mail) => ({ ...mail, attempts: 1 }))));

        await expect(store.outbox.addMany([aMail(user), mails[0] as QueuedMail])).rejects.toThrow();
        expect(await store.outbox.claim(later(30), later(60))).toBeNull();
        await store.outbox.addMany([]);
      });

      it('keeps back a mail that is due later than it was created, and forgets neither time', async () => {
        const user = await add();
        const [paced, single] = [aMail(user), aMail(user, { createdAt: later(1) })];
        await store.outbox.addMany([{ ...paced, dueAt: later(1.05) }]);
        await store.outbox.add(single);

        expect(await store.outbox.claim(later(1.04), later(31))).toEqual({ ...single, attempts: 1 });
        expect(await store.outbox.claim(later(1.04), later(31))).toBeNull();
        expect(await store.outbox.claim(later(1.05), later(31))).toEqual({ ...paced, attempts: 1 });
      });

      it('hands each mail to exactly one of many racing callers', async () => {
        const user = await add();
        for (let i = 0; i < MANY / 2; i++) await store.outbox.add(aMail(user));
        const claimed = await race((racing) => racing.outbox.claim(NOW, later(30)));
        const ids = claimed.flatMap((mail) => (mail ? [mail.id] : []));
        expect(ids).toHaveLength(MANY / 2);
        expect(new Set(ids).size).toBe(MANY / 2);
      });

      it('hands a claimed mail out again when its time is over, counting the tries', async () => {
        const mail = aMail(await add());
        await store.outbox.add(mail);
        await store.outbox.claim(NOW, later(30));
        expect(await other.outbox.claim(later(29), later(60))).toBeNull();
        expect(await other.outbox.claim(later(30), later(60))).toEqual({ ...mail, attempts: 2 });
      });

      it('tells when the next is due, claimed ones included, to the millisecond', async () => {
        expect(await store.outbox.nextDue()).toBeNull();
        const user = await add();
        const [soon, late] = [aMail(user), aMail(user, { createdAt: later(60) })];
        for (const mail of [late, soon]) await store.outbox.add(mail);
        expect(await store.outbox.nextDue()).toEqual(NOW);

        await store.outbox.claim(NOW, later(30.25));
        expect(await store.outbox.nextDue()).toEqual(later(30.25));
        await store.outbox.remove(soon.id);
        expect(await store.outbox.nextDue()).toEqual(later(60));
      });

      it('puts a mail back for a time, however long the reason', async () => {
        const mail = aMail(await add());
        await store.outbox.add(mail);
        await store.outbox.claim(NOW, later(30));
        await store.outbox.retry(mail.id, later(0.5), 'x'.repeat(10_000));

        expect(await store.outbox.claim(later(0.4), later(30))).toBeNull();
        expect(await store.outbox.claim(later(0.5), later(30))).toEqual({ ...mail, attempts: 2 });
      });

      it('forgets a mail that was removed', async () => {
        const mail = aMail(await add());
        await store.outbox.add(mail);
        await store.outbox.remove(mail.id);
        expect(await store.outbox.claim(later(99), later(199))).toBeNull();
      });
    });

    describe('the mailbox', () => {
      const kept = (id: string) => ({
        id,
        to: 'ann@example.com',
        from: 'Shop <shop@example.com>',
        subject: 'Grüße 👋',
        text: 'Hello\n',
        html: '<p>Hello</p>',
        at: NOW,
      });

      it('gives mails back as they were, newest first, also of one second', async () => {
        for (const id of ['one', 'two', 'three']) await store.mailbox.keep(kept(id));
        expect(await store.mailbox.latest(10)).toEqual([kept('three'), kept('two'), kept('one')]);
        expect((await store.mailbox.latest(2)).map(({ id }) => id)).toEqual(['three', 'two']);
        expect(await other.mailbox.find('two')).toEqual(kept('two'));
        expect(await store.mailbox.find('four')).toBeNull();
      });

      it('keeps a mail once that comes twice', async () => {
        await race((racing) => racing.mailbox.keep(kept('one')));
        expect(await store.mailbox.latest(10)).toHaveLength(1);
      });
    });

    describe('a sign-in', () => {
      it('is found until it ends', async () => {
        const session = aSession(await add());
        await store.userSessions.begin(session);
        expect(await other.userSessions.find(session.idHash)).toEqual(session);
        await other.userSessions.end(session.idHash);
        expect(await store.userSessions.find(session.idHash)).toBeNull();
      });

      it('notes when it was last seen, and nothing comes back that has ended', async () => {
        const session = aSession(await add(), { address: null, agent: null });
        await store.userSessions.begin(session);
        await store.userSessions.see(session.idHash, later(60));
        expect(await store.userSessions.find(session.idHash)).toEqual({ ...session, lastSeenAt: later(60) });

        await store.userSessions.end(session.idHash);
        await store.userSessions.see(session.idHash, later(120));
        expect(await store.userSessions.find(session.idHash)).toBeNull();
      });

      it('is listed for its user, the latest seen first, while it counts', async () => {
        const [user, somebody] = [await add(), await add()];
        const session = (began: number, seen: number) =>
          aSession(user, { beganAt: later(began), lastSeenAt: later(seen) });
        const [first, last, unseen, old] = [session(20, 30), session(10, 40), session(10, 19), session(9, 50)];
        const earlier = aSession(user, { ...session(20, 60), idHash: newId(), epoch: user.sessionEpoch - 1 });
        for (const one of [first, last, unseen, old, earlier, aSession(somebody)]) await store.userSessions.begin(one);
        const living = { epoch: user.sessionEpoch, seenSince: later(20), beganSince: later(10) };
        expect(await other.userSessions.ofUser(user.id, living, 10)).toEqual([last, first]);
        expect(await store.userSessions.ofUser(user.id, living, 1)).toEqual([last]);
      });

      it('ends with all others of its user but one, or with all', async () => {
        const [user, somebody] = [await add(), await add()];
        const [one, two, three, theirs] = [aSession(user), aSession(user), aSession(user), aSession(somebody)];
        for (const session of [one, two, three, theirs]) await store.userSessions.begin(session);
        const left = async () =>
          (await Promise.all([one, two, three, theirs].map(({ idHash }) => store.userSessions.find(idHash)))).map(
            Boolean,
          );
        expect(await store.userSessions.endOthers(user.id, two.idHash)).toBe(2);
        expect(await left()).toEqual([false, true, false, true]);
        expect(await store.userSessions.endOthers(user.id, null)).toBe(1);
        expect(await left()).toEqual([false, false, false, true]);
      });

      it('is removed when it was not seen for long', async () => {
        const user = await add();
        const [old, young] = [aSession(user), aSession(user, { lastSeenAt: later(60) })];
        for (const session of [old, young]) await store.userSessions.begin(session);
        await store.userSessions.removeUnseenSince(later(60));
        expect(await store.userSessions.find(old.idHash)).toBeNull();
        expect(await store.userSessions.find(young.idHash)).not.toBeNull();
      });
    });

    describe('a session record', () => {
      it('is kept until its time is over', async () => {
        await store.sessionRecords.set('one', '{"a":1}', later(10));
        expect(await other.sessionRecords.get('one', later(9.999))).toBe('{"a":1}');
        expect(await store.sessionRecords.get('one', later(10))).toBeNull();
        expect(await store.sessionRecords.get('two', NOW)).toBeNull();
      });

      it('is replaced with its time, by racing callers too', async () => {
        await store.sessionRecords.set('one', 'first', later(10));
        await race((racing, i) => racing.sessionRecords.set('one', `try ${i}`, later(20)));
        await store.sessionRecords.set('one', 'last', later(30));
        expect(await store.sessionRecords.get('one', later(29))).toBe('last');
      });

      it('lives longer when touched, and does not come back by it', async () => {
        await store.sessionRecords.set('one', 'data', later(10));
        await store.sessionRecords.touch('one', later(20));
        expect(await store.sessionRecords.get('one', later(19))).toBe('data');

        await store.sessionRecords.remove('one');
        await store.sessionRecords.touch('one', later(99));
        expect(await store.sessionRecords.get('one', NOW)).toBeNull();
      });

      it('is removed when its time is over, and not before', async () => {
        await store.sessionRecords.set('old', 'data', later(10));
        await store.sessionRecords.set('young', 'data', later(11));
        await store.sessionRecords.removeExpired(later(10));
        expect(await store.sessionRecords.get('old', NOW)).toBeNull();
        expect(await store.sessionRecords.get('young', NOW)).toBe('data');
      });
    });

    describe('a counter', () => {
      it('counts every one of many racing callers, each number once', async () => {
        const hits = await race((racing) => racing.counters.hit('key', 60, NOW));
        expect(hits.map(({ count }) => count).sort((a, b) => a - b)).toEqual(
          Array.from({ length: MANY }, (_, i) => i + 1),
        );
        expect(new Set(hits.map(({ endsAt }) => endsAt.getTime()))).toEqual(new Set([later(60).getTime()]));
      });

      it('keeps the end of its window, and begins at one in the next', async () => {
        await store.counters.hit('key', 60, NOW);
        expect(await store.counters.hit('key', 60, later(59.5))).toEqual({ count: 2, endsAt: later(60) });
        expect(await store.counters.hit('key', 60, later(60))).toEqual({ count: 1, endsAt: later(120) });
      });

      it('has one window for many callers that begin it at once', async () => {
        await store.counters.hit('key', 60, NOW);
        const hits = await race((racing) => racing.counters.hit('key', 60, later(60)));
        expect(Math.max(...hits.map(({ count }) => count))).toBe(MANY);
      });

      it('counts each key alone, and forgets the one that is cleared', async () => {
        await store.counters.hit('one', 60, NOW);
        await store.counters.hit('two', 60, NOW);
        await store.counters.clear('one');
        expect((await store.counters.hit('one', 60, NOW)).count).toBe(1);
        expect((await store.counters.hit('two', 60, NOW)).count).toBe(2);
      });

      it('loses nothing to the removal of those that have ended', async () => {
        await store.counters.hit('old', 10, NOW);
        await store.counters.hit('young', 60, NOW);
        await store.counters.removeEnded(later(10));
        expect((await store.counters.hit('young', 60, later(10))).count).toBe(2);
        expect(await test.read('select * from rate_limits')).toHaveLength(1);
      });
    });

    describe('an API key', () => {
      it('is found with all that have its id, the newest first, also of one second', async () => {
        const [ann, ben] = [await add(), await add()];
        const keys = [ann, ben, ann].map(({ id: userId }, i) => ({
          id: newId(),
          userId,
          keyId: 'same',
          secret: `hash ${i}`,
        }));
        for (const key of keys) await store.apiKeys.add(key, NOW);
        await store.apiKeys.add({ id: newId(), userId: ann.id, keyId: 'Same', secret: 'another' }, NOW);

        expect(await other.apiKeys.findAll('same')).toEqual(keys.toReversed());
        expect(await store.apiKeys.findAll('nothing')).toEqual([]);
      });

      it('is gone with its user', async () => {
        const { id: userId } = await add();
        await store.apiKeys.add({ id: newId(), userId, keyId: 'key', secret: 'hash' }, NOW);
        await test.write('delete from users where id = ?', [userId]);
        expect(await store.apiKeys.findAll('key')).toEqual([]);
      });
    });

    describe('events', () => {
      it('are kept with what happened, to whom and from where', async () => {
        await store.events.add({
          type: 'login.failed',
          at: NOW,
          userId: null,
          byId: null,
          accountId: null,
          address: '2001:db8::1',
          agent: 'Tëst',
          details: { reason: 'wrong password' },
        });
        expect(await test.read('select type, at, user_id, address, agent, details from events')).toEqual([
          {
            type: 'login.failed',
            at: seconds(NOW),
            user_id: null,
            address: '2001:db8::1',
            agent: 'Tëst',
            details: '{"reason":"wrong password"}',
          },
        ]);
      });
    });

    describe('a transaction', () => {
      const failure = new Error('the work failed');

      it('keeps all that was done, and answers with what the work answered', async () => {
        const user = await add();
        const answer = await store.transaction(async (inside) => {
          await inside.users.setPassword(user.id, 'changed', NOW);
          await inside.outbox.add(aMail(user));
          return 'done';
        });
        expect(answer).toBe('done');
        expect((await find(user.id)).password).toBe('changed');
        expect(await store.outbox.nextDue()).not.toBeNull();
      });

      it('takes everything back when the work throws, and throws the same', async () => {
        const user = await add();
        const token = aToken(user);
        await store.tokens.add(token, NOW);
        const work = store.transaction(async (inside) => {
          await inside.tokens.spend(token.id, NOW);
          await inside.users.setPassword(user.id, 'changed', NOW);
          await inside.outbox.add(aMail(user));
          const where = { accountId: null, address: null, agent: null };
          await inside.events.add({ type: 't', at: NOW, userId: null, byId: null, ...where, details: {} });
          await inside.counters.hit('key', 60, NOW);
          await inside.sessionRecords.set('one', 'data', later(60));
          throw failure;
        });

        await expect(work).rejects.toBe(failure);
        expect(await find(user.id)).toEqual(user);
        expect(await store.tokens.find(token.id, NOW)).toEqual(token);
        expect(await store.outbox.nextDue()).toBeNull();
        expect(await test.read('select * from events')).toEqual([]);
        expect((await store.counters.hit('key', 60, NOW)).count).toBe(1);
        expect(await store.sessionRecords.get('one', NOW)).toBeNull();
      });

      it('sees what it has done itself', async () => {
        const user = await add();
        await store.transaction(async (inside) => {
          await inside.users.setPassword(user.id, 'changed', NOW);
          expect((await inside.users.findById(user.id))?.password).toBe('changed');
        });
      });

      it('is joined by one inside it: both or neither', async () => {
        const user = await add();
        const work = store.transaction(async (outer) => {
          await outer.transaction((inner) => inner.users.setPassword(user.id, 'inner', NOW));
          expect((await outer.users.findById(user.id))?.password).toBe('inner');
          throw failure;
        });
        await expect(work).rejects.toBe(failure);
        expect((await find(user.id)).password).toBe(user.password);
      });

      it('runs what waits for the commit after it, in order, and never when it is rolled back', async () => {
        const ran: string[] = [];
        await store.transaction(async (inside) => {
          inside.afterCommit(() => ran.push('first'));
          await inside.transaction(async (inner) => inner.afterCommit(() => ran.push('second')));
          expect(ran).toEqual([]);
        });
        expect(ran).toEqual(['first', 'second']);

        const work = store.transaction(async (inside) => {
          inside.afterCommit(() => ran.push('never'));
          throw failure;
        });
        await expect(work).rejects.toBe(failure);
        expect(ran).toEqual(['first', 'second']);
      });

      it('lets others see what was done when that runs which waits for the commit', async () => {
        const user = await add();
        const seen = Promise.withResolvers<User | null>();
        await store.transaction(async (inside) => {
          await inside.users.setPassword(user.id, 'changed', NOW);
          inside.afterCommit(() => void other.users.findById(user.id).then(seen.resolve, seen.reject));
        });
        expect((await seen.promise)?.password).toBe('changed');
      });

      it('is not needed for that: outside of one it runs at once', () => {
        const ran: string[] = [];
        store.afterCommit(() => ran.push('now'));
        expect(ran).toEqual(['now']);
      });

      it('goes on after a refused user', async () => {
        const ann = await add({ email: 'ann@example.com' });
        const twin = await aUser({ email: 'ann@example.com' });
        await store.transaction(async (inside) => {
          expect(await inside.users.create(twin, NOW)).toBe('email taken');
          await inside.users.setPassword(ann.id, 'changed', NOW);
        });
        expect((await find(ann.id)).password).toBe('changed');
      });

      it('that reads before it writes succeeds beside many others like it', async () => {
        const user = await add();
        await race((racing, i) =>
          racing.transaction(async (inside) => {
            const before = await inside.users.findById(user.id);
            await inside.users.improvePasswordHash(user.id, before?.password ?? '', `${before?.password}+`);
            await inside.users.rememberPassword(user.id, `hash ${i}`, MANY, NOW);
          }),
        );
        expect((await find(user.id)).password).toBe(`${user.password}${'+'.repeat(MANY)}`);
        expect(await store.users.earlierPasswords(user.id, 2 * MANY)).toHaveLength(MANY);
      });

      it('leaves the store usable after a failure', async () => {
        await expect(
          store.transaction(async () => {
            throw failure;
          }),
        ).rejects.toBe(failure);
        await store.ping();
        await add();
      });
    });

    describe('removal of a user', () => {
      it('takes along roles, earlier passwords, tokens, mails and sign-ins', async () => {
        const user = await add();
        const role = await store.roles.findOrCreate(user.account.id, 'doctor', NOW);
        const token = aToken(user);
        const session = aSession(user);
        await store.users.addRole(user.id, role.id);
        await store.users.rememberPassword(user.id, 'hash', 5, NOW);
        await store.tokens.add(token, NOW);
        await store.outbox.add(aMail(user));
        await store.userSessions.begin(session);

        await test.write('delete from users where id = ?', [user.id]);

        expect(await store.users.findById(user.id)).toBeNull();
        expect(await store.tokens.find(token.id, NOW)).toBeNull();
        expect(await store.outbox.nextDue()).toBeNull();
        expect(await store.userSessions.find(session.idHash)).toBeNull();
        for (const table of ['users_roles', 'old_passwords']) {
          expect(await test.read(`select * from ${table}`), table).toEqual([]);
        }
      });
    });

    describe('what userdb 1 left', () => {
      it.each(['{', '', 'null', '[1]', '"text"', '7', 'undefined'])(
        'reads %j in customData as nothing',
        async (text) => {
          const user = await add();
          await test.write('update users set customData = ? where id = ?', [text, user.id]);
          await test.write('update accounts set customData = ? where id = ?', [text, user.account.id]);
          expect(await find(user.id)).toMatchObject({ customData: {}, account: { customData: {} } });
        },
      );

      it('reads 0 and null as never', async () => {
        const { id } = await add();
        await test.write(
          'update users set password_updated_on = 0, last_login_on = 0, last_failed_login_on = 0, updated_date = null where id = ?',
          [id],
        );
        expect(await find(id)).toMatchObject({
          passwordUpdatedAt: null,
          lastLoginAt: null,
          lastFailedLoginAt: null,
          updatedAt: null,
        });
      });

      it('reads a user without a user name by the address', async () => {
        const { id, email } = await add();
        await test.write('update users set username = null, fullName = null where id = ?', [id]);
        expect(await find(id)).toMatchObject({ username: email, fullName: email });
      });

      it.each([
        ['accounts', 'id description name status customData created_date updated_date'],
        [
          'users',
          'id account_id givenName middleName surname username fullName email password password_updated_on last_login_on last_failed_login_on failed_login_count emailVerificationToken status customData created_date updated_date',
        ],
        ['roles', 'id account_id description name status customData created_date updated_date'],
        ['users_roles', 'user_id role_id'],
        ['old_passwords', 'user_id password created_date'],
      ])('has the table %s with its columns', async (table, columns) => {
        const user = await add();
        const role = await store.roles.findOrCreate(user.account.id, 'doctor', NOW);
        await store.users.addRole(user.id, role.id);
        await store.users.rememberPassword(user.id, 'hash', 5, NOW);

        const [row] = await test.read(`select ${columns.split(' ').join(', ')} from ${table}`);
        expect(Object.keys(row ?? {})).toEqual(columns.split(' '));
      });

      it('keeps times as whole seconds since 1970, where userdb 1 had them', async () => {
        const user = await add();
        await store.users.countFailedLogin(user.id, NEVER, later(1.9));
        await store.users.noteLogin(user.id, NEVER, later(2.9));
        await store.users.setPassword(user.id, 'changed', later(3.9));

        expect(
          await test.read(
            'select created_date, last_failed_login_on, last_login_on, password_updated_on, updated_date from users',
          ),
        ).toEqual([
          {
            created_date: seconds(NOW),
            last_failed_login_on: seconds(later(1)),
            last_login_on: seconds(later(2)),
            password_updated_on: seconds(later(3)),
            updated_date: seconds(later(3)),
          },
        ]);
      });
    });

    describe('migrating', () => {
      it('again changes nothing and loses nothing', async () => {
        const user = await add();
        await store.migrate();
        await other.migrate();
        expect(await find(user.id)).toEqual(user);
      });

      it('from several connections at once is one migration', async () => {
        const fresh = await open();
        try {
          const [one, two] = fresh.stores;
          await Promise.all([one.migrate(), two.migrate(), one.migrate(), two.migrate()]);
          await one.accounts.findOrCreate('acme', NOW);
          await two.ping();
        } finally {
          await fresh.close();
        }
      });
    });

    it('answers a ping, and no more after it was closed', async () => {
      await store.ping();
      await store.close();
      await expect(store.ping()).rejects.toThrow();
    });
  });
}
