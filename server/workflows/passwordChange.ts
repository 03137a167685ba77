// A new password takes the place of the old one.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Store, User } from '../store/store.ts';
import { secondsBetween } from '../time.ts';
import { countFailedLogin, isLocked, secondsLocked } from './lockout.ts';
import type { Resumed } from './sessions.ts';

/**
 * Replaces the password of somebody who is signed in. Every session of the user ends, this one too.
 *
 * @param existingPassword  the present one; needed unless it has expired or was typed a short while ago
 * @throws UserdbError PASSWORD_NEEDED, PASSWORD_WRONG, LOGIN_LOCKED, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, PASSWORD_REUSED
 */
export async function replacePassword(
  ctx: Context,
  me: Resumed,
  { password, existingPassword }: { password: string; existingPassword?: string | undefined },
): Promise<User> {
  if (existingPassword !== undefined) {
    await assertPresentPassword(ctx, me.user, existingPassword);
  } else if (!ctx.passwords.isExpired(me.user, ctx.clock())) {
    assertRecent(ctx, me);
  }
  return setPassword(ctx, me.user, password, 'password.changed');
}

/** @throws UserdbError PASSWORD_NEEDED unless the sign-in is younger than `endpoints.me.recentLoginSeconds` */
export function assertRecent(ctx: Context, { beganAt }: Resumed): void {
  if (secondsBetween(beganAt, ctx.clock()) < ctx.config.endpoints.me.recentLoginSeconds) return;
  throw new UserdbError('PASSWORD_NEEDED', { field: 'existingPassword' });
}

/** @throws UserdbError PASSWORD_WRONG, LOGIN_LOCKED */
export async function assertPresentPassword(ctx: Context, user: User, existingPassword: string): Promise<void> {
  const fits = await ctx.passwords.verify(existingPassword, user.password);
  // A session that somebody left open is no place to guess the password either: guesses count, and once they have
  // locked the user the right one is refused like the wrong ones, also to those that were in flight.
  if (!fits) await countFailedLogin(ctx, user);
  const present = await ctx.store.users.findById(user.id);
  if (present && isLocked(ctx, present)) {
    throw new UserdbError('LOGIN_LOCKED', { retryAfter: secondsLocked(ctx, present) });
  }
  if (!fits) throw new UserdbError('PASSWORD_WRONG', { field: 'existingPassword' });
}

/**
 * What every change of a password does: policy and history, the hash, all links void, all sessions over, and a mail.
 *
 * @param within  runs first in the transaction; when it throws, nothing has changed
 * @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, PASSWORD_REUSED
 */
export async function setPassword(
  ctx: Context,
  user: User,
  password: string,
  event: 'password.reset' | 'password.changed',
  within: (store: Store) => Promise<void> = async () => {},
): Promise<User> {
  const hash = await hashNewPassword(ctx, user, password);
  const changed = await ctx.store.transaction(async (store) => {
    await within(store);
    await storePassword(ctx, store, user, hash, event);
    return store.users.findById(user.id);
  });
  return changed ?? user;
}

/**
 * The part before the transaction: is it allowed, and the hash.
 *
 * @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, PASSWORD_REUSED
 */
export async function hashNewPassword(ctx: Context, user: User, password: string): Promise<string> {
  ctx.passwords.assertAllowed(password, user);
  await ctx.passwords.assertNew(ctx.store, user, password);
  return ctx.passwords.hash(password);
}

/** The part within the transaction of `store`. */
export async function storePassword(
  ctx: Context,
  store: Store,
  user: User,
  hash: string,
  event: 'password.reset' | 'password.changed',
): Promise<void> {
  const now = ctx.clock();
  await store.users.setPassword(user.id, hash, now);
  await ctx.passwords.remember(store, user.id, hash, now);
  await store.tokens.voidAll(user.id, now);
  await record(ctx, { type: event, userId: user.id }, store);
  await ctx.mailer.post(store, 'passwordResetSuccessful', user);
}
