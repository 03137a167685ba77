// The step that registering and adding have in common: a user in an account, with roles.
import type { Context } from '../context.ts';
import type { NewUser, Store, User } from '../store/store.ts';

/** Where a user belongs; what is missing is made. */
export interface Belonging {
  /** Name of the account. */
  account: string;
  /** Names of roles in it. */
  roles: readonly string[];
}

/** Makes the user within the transaction of `store`, unless the address or the user name is taken. */
export async function createUser(
  ctx: Context,
  store: Store,
  user: Omit<NewUser, 'accountId'>,
  { account: accountName, roles }: Belonging,
): Promise<User | 'email taken' | 'username taken'> {
  const account = await store.accounts.findOrCreate(accountName, ctx.clock());
  return createUserIn(ctx, store, { ...user, accountId: account.id }, roles);
}

/** The same in an account that is there. */
export async function createUserIn(
  ctx: Context,
  store: Store,
  user: NewUser,
  roles: readonly string[],
): Promise<User | 'email taken' | 'username taken'> {
  const now = ctx.clock();
  const created = await store.users.create(user, now);
  if (typeof created === 'string') return created;

  for (const name of roles) {
    const role = await store.roles.findOrCreate(user.accountId, name, now);
    await store.users.addRole(created.id, role.id);
  }
  await ctx.passwords.remember(store, created.id, user.password, now);
  return (await store.users.findById(created.id)) ?? created;
}
