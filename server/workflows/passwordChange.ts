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
  { user, beganAt }: Resumed,
  { password, existingPassword }: { password: string; existingPassword?: string | undefined },
): Promise<User> {
  if (existingPassword !== undefined) {
    await assertPresentPassword(ctx, user, existingPassword);
  } else {
    const isRecent = secondsBetween(beganAt, ctx.clock()) < ctx.config.endpoints.me.recentLoginSeconds;
    if (!isRecent && !ctx.passwords.isExpired(user, ctx.clock())) {
      throw new UserdbError('PASSWORD_NEEDED', { field: 'existingPassword' });
    }
  }
  return setPassword(ctx, user, password, 'password.changed');
}

async function assertPresentPassword(ctx: Context, user: User, existingPassword: string): Promise<void> {
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
 */
export async function setPassword(
  ctx: Context,
  user: User,
  password: string,
  event: 'password.reset' | 'password.changed',
  within: (store: Store) => Promise<void> = async () => {},
): Promise<User> {
  ctx.passwords.assertAllowed(password, user);
  await ctx.passwords.assertNew(ctx.store, user, password);
  const hash = await ctx.passwords.hash(password);
  const now = ctx.clock();

  const changed = await ctx.store.transaction(async (store) => {
    await within(store);
    await store.users.setPassword(user.id, hash, now);
    await ctx.passwords.remember(store, user.id, hash, now);
    await store.tokens.voidAll(user.id, now);
    await record(ctx, { type: event, userId: user.id }, store);
    await ctx.mailer.post(store, 'passwordResetSuccessful', user);
    return store.users.findById(user.id);
  });
  return changed ?? user;
}
