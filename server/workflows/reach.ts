// Finds what an actor may do something with.
import type { Context } from '../context.ts';
import type { Account, Role, Store, User } from '../store/store.ts';
import { type Actor, within } from './permissions.ts';
import { assertMayChange } from './superAdmins.ts';

/** @throws UserdbError FORBIDDEN, USER_UNKNOWN */
export async function userWithin(store: Store, actor: Actor, id: string): Promise<User> {
  return within(actor, await store.users.findById(id), ({ account }) => account.id, 'USER_UNKNOWN');
}

/** @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY */
export async function changeableUser(ctx: Context, store: Store, actor: Actor, id: string): Promise<User> {
  const user = await userWithin(store, actor, id);
  assertMayChange(ctx, actor, user);
  return user;
}

/** @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN */
export async function accountWithin(store: Store, actor: Actor, id: string): Promise<Account> {
  return within(actor, await store.accounts.findById(id), (account) => account.id, 'ACCOUNT_UNKNOWN');
}

/** @throws UserdbError FORBIDDEN, ROLE_UNKNOWN */
export async function roleWithin(store: Store, actor: Actor, id: string): Promise<Role> {
  return within(actor, await store.roles.findById(id), ({ accountId }) => accountId, 'ROLE_UNKNOWN');
}

/** What was just changed, as it is now. */
export async function present(store: Store, { id }: Pick<User, 'id'>): Promise<User> {
  const user = await store.users.findById(id);
  if (!user) throw new Error('a user that was just changed is not there');
  return user;
}
