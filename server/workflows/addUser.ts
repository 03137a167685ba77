// An operator adds a user: no form, no verification.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Status, User } from '../store/store.ts';
import { createUser } from './createUser.ts';

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
 * @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, EMAIL_TAKEN, USERNAME_TAKEN, BUSY
 */
export async function addUser(ctx: Context, added: AddedUser): Promise<User> {
  const present = await ctx.store.users.findByLogin(added.email);
  if (present) return present;
  ctx.passwords.assertAllowed(added.password, added);
  const password = await ctx.passwords.hash(added.password);
  const { email, username = email, givenName = null, middleName = null, surname = null } = added;
  const { status = 'ENABLED', customData = {}, account, roles = [] } = added;

  const user = { id: newId(), email, username, givenName, middleName, surname, status, customData, password };
  const outcome = await ctx.store.transaction((store) => createUser(ctx, store, user, { account, roles }));
  if (typeof outcome === 'string') throw new UserdbError(outcome === 'email taken' ? 'EMAIL_TAKEN' : 'USERNAME_TAKEN');
  return outcome;
}
