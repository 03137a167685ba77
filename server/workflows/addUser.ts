// An operator adds a user: no form, no verification.
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import type { Status, User } from '../store/store.ts';

export interface AddedUser {
  email: string;
  password: string;
  username?: string;
  givenName?: string | null;
  middleName?: string | null;
  surname?: string | null;
  /** Name of the account; made when missing. */
  account: string;
  /** Names of roles in that account; made when missing. */
  roles?: readonly string[];
  status?: Status;
  customData?: Record<string, unknown>;
}

/**
 * Adds a user who can sign in at once; one that is there already stays as it is.
 *
 * @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL
 */
export async function addUser(ctx: Context, added: AddedUser): Promise<User> {
  const present = await ctx.store.users.findByLogin(added.email);
  if (present) return present;
  ctx.passwords.assertAllowed(added.password, added);
  const password = await ctx.passwords.hash(added.password);
  const { email, username = email, givenName = null, middleName = null, surname = null } = added;
  const { status = 'ENABLED', customData = {}, roles = [] } = added;

  return ctx.store.transaction(async (store) => {
    const now = ctx.clock();
    const account = await store.accounts.findOrCreate(added.account, now);
    const names = { email, username, givenName, middleName, surname };
    const created = await store.users.create(
      { ...names, id: newId(), accountId: account.id, status, customData, password },
      now,
    );
    if (typeof created === 'string') throw new Error(created);
    for (const name of roles) {
      const role = await store.accounts.findOrCreateRole(account.id, name, now);
      await store.users.addRole(created.id, role.id);
    }
    await ctx.passwords.remember(store, created.id, password, now);
    return (await store.users.findById(created.id)) ?? created;
  });
}
