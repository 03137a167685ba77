// A user's e-mail address becomes another one, whoever changes it.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { Store, User, UserChanges } from '../store/store.ts';
import { isNamedByAddress } from './usernames.ts';

/**
 * Gives a user another address, within the transaction of `store`: the user name moves along when it was the old
 * address, all links to the old one are void, and the old one is told.
 *
 * @param email  trimmed, and an e-mail address
 * @param by     who does it: the id of an administrator, or of the user; null for the application
 * @throws UserdbError EMAIL_TAKEN also when it is somebody's user name
 */
export async function moveAddress(
  ctx: Context,
  store: Store,
  user: User,
  email: string,
  by: string | null,
): Promise<User> {
  const owner = await store.users.findByLogin(email);
  if (owner && owner.id !== user.id) throw taken();
  const now = ctx.clock();
  const moved = await store.users.update(user.id, { email, ...namesLike(user, email) }, now);
  if (typeof moved === 'string') throw taken();
  if (moved === null) throw new UserdbError('USER_UNKNOWN');

  // Another spelling of the same address is nothing to tell anybody.
  if (normalForm(user.email) === normalForm(email)) return moved;
  await store.tokens.voidAll(user.id, now);
  await record(ctx, { type: 'email.changed', userId: user.id, by }, store);
  await ctx.mailer.post(store, 'emailChanged', user);
  return moved;
}

/** What stood there for want of a name moves along. */
function namesLike(user: User, email: string): UserChanges {
  if (!isNamedByAddress(user)) return {};
  return { username: email, ...(user.fullName === user.username && { fullName: email }) };
}

function taken(): UserdbError {
  return new UserdbError('EMAIL_TAKEN', { field: 'email' });
}
