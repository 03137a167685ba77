// Wrong passwords in a row lock a user, for a while.

import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { LockRule, Store, User } from '../store/store.ts';
import { secondsBetween } from '../time.ts';

export function lockRule({ config }: Context): LockRule {
  return {
    attempts: config.disableAccountAfterFailedLoginAttempts,
    seconds: config.reenableLockedAccountsAfterSeconds,
  };
}

/** Whether wrong passwords caused the lock: an administrator's has no last failure, and does not end by itself. */
export function isLockedByGuesses({ status, lastFailedLoginAt }: User): boolean {
  return status === 'LOCKED' && lastFailedLoginAt !== null;
}

/** Whether the user is locked now; a lock whose time is over is none. */
export function isLocked(ctx: Context, user: User): boolean {
  return user.status === 'LOCKED' && secondsLocked(ctx, user) !== 0;
}

/** Seconds until a lock ends by itself; undefined for one that does not. */
export function secondsLocked(ctx: Context, { lastFailedLoginAt }: User): number | undefined {
  const { seconds } = lockRule(ctx);
  if (lastFailedLoginAt === null || seconds === 0) return undefined;
  return Math.max(0, Math.ceil(seconds - secondsBetween(lastFailedLoginAt, ctx.clock())));
}

/** Counts a wrong password, for a user if somebody has that login. */
export async function countFailedLogin(ctx: Context, user: User | null): Promise<void> {
  // One transaction with one event in any case: without a user it takes the database as long.
  const locked = await ctx.store.transaction(async (store: Store) => {
    const nowLocked = user !== null && (await store.users.countFailedLogin(user.id, lockRule(ctx), ctx.clock()));
    await record(ctx, { type: 'login.failed', userId: user?.id ?? null, reason: 'wrong password' }, store);
    return nowLocked;
  });
  if (locked && user) await record(ctx, { type: 'user.locked', userId: user.id });
}
