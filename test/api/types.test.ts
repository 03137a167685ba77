// The types of the API, held by the compiler: this file is checked with all others. What runs here is that it compiles.
import { expectTypeOf, test } from 'vitest';
import userdb, {
  type ApiRole,
  type ApiUser,
  type Callback,
  createUserdb,
  type FoundUsers,
  type RawUser,
  type Userdb,
} from '../../server/index.ts';

test('every function has a type in both manners', () => {
  expectTypeOf(promises).returns.resolves.toBeVoid();
  expectTypeOf(callbacks).returns.toBeVoid();
  expectTypeOf(createUserdb()).toEqualTypeOf<Userdb>();
});

async function promises(): Promise<void> {
  expectTypeOf(await userdb.findUserById('id')).toEqualTypeOf<ApiUser | undefined>();
  expectTypeOf(await userdb.findOrCreateUser({ email: 'a@b.c', account_id: '1' }, 'p')).toEqualTypeOf<RawUser>();
  expectTypeOf(await userdb.searchForUsers({ status: 'ENABLED' })).toEqualTypeOf<ApiUser[]>();
  expectTypeOf(await userdb.searchForUsers({}, { orderby: ['email', 'desc'] })).toEqualTypeOf<FoundUsers>();
  expectTypeOf(await userdb.getAccounts()).toBeArray();
  expectTypeOf(await userdb.searchForRoles()).toEqualTypeOf<{ total: number; roles: ApiRole[] }>();
  expectTypeOf(await userdb.unlockUsers()).toEqualTypeOf<ApiUser[]>();
  expectTypeOf(userdb.checkPassword('p')).toEqualTypeOf<string | null>();
  for await (const user of userdb.users.stream({ status: 'LOCKED' })) expectTypeOf(user).toEqualTypeOf<ApiUser>();
  await userdb.ready();

  const user = await userdb.findUserByName('ann');
  if (!user) return;
  const withHelpers: Userdb['addUserHelpers'] = userdb.addUserHelpers;
  withHelpers(user);
  expectTypeOf(user.has('admin')).toBeBoolean();
}

function callbacks(): void {
  userdb.findUserById('id', (error, user) => {
    expectTypeOf(error).toEqualTypeOf<Error | null>();
    expectTypeOf(user).toEqualTypeOf<ApiUser | undefined>();
  });
  userdb.searchForUsers({}, (_error, users) => void expectTypeOf(users).toEqualTypeOf<ApiUser[]>());
  userdb.searchForUsers({}, {}, (_error, found) => void expectTypeOf(found).toEqualTypeOf<FoundUsers>());
  userdb.getAccounts((error) => void expectTypeOf(error).toEqualTypeOf<Error | null>());
  userdb.getAccounts({ name: 'acme' }, () => {});
  userdb.unlockUsers(() => {});
  userdb.removeUser('id', (error) => void expectTypeOf(error).toEqualTypeOf<Error | null>());
  userdb.close(() => {});
  expectTypeOf<Callback<number>>().parameters.toEqualTypeOf<[Error | null, number]>();

  expectTypeOf(userdb.findUserById).toBeCallableWith('id');
  // What the functions do not take does not compile.
  expectTypeOf<Parameters<Userdb['saveUser']>[0]>().not.toEqualTypeOf<object>();
  // @ts-expect-error a number is no id
  userdb.findUserById(1);
  // @ts-expect-error the callback comes last
  userdb.findUserById(() => {}, 'id');
  // @ts-expect-error a user to save has an id
  userdb.saveUser({ givenName: 'Ann' });
}
