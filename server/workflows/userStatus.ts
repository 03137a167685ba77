// An administrator, or the operator, lets a user in or keeps one out.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Status, Store, User } from '../store/store.ts';
import { secondsBetween } from '../time.ts';
import { type Actor, idOf, isOneself } from './permissions.ts';
import { changeableUser, present } from './reach.ts';
import { readStatus } from './statuses.ts';
import { keepingASuperAdmin } from './superAdmins.ts';

/**
 * Sets the status, and ends every session of the user; wrong passwords are counted from none again. A lock that is set
 * so does not end by itself.
 *
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY, STATUS_UNKNOWN, NOT_ONESELF, LAST_SUPER_ADMIN
 */
export async function setStatus(ctx: Context, actor: Actor, id: string, status: string): Promise<User> {
  const wanted = readStatus(status);
  return keepingASuperAdmin(ctx, async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    await applyStatus(ctx, store, actor, user, wanted);
    return present(store, user);
  });
}

/**
 * Ends a lock, whoever caused it; nothing happens to who is not locked.
 *
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY
 */
export async function unlockUser(ctx: Context, actor: Actor, id: string): Promise<User> {
  return ctx.store.transaction(async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    if (!(await store.users.unlock(user.id, ctx.clock()))) return user;
    await record(ctx, { type: 'user.unlocked', userId: user.id, by: idOf(actor) }, store);
    return present(store, user);
  });
}

/** Users that are looked at in one go. */
const AT_ONCE = 500;

/**
 * Ends the locks by wrong passwords whose last one is `reenableLockedAccountsAfterSeconds` old; an administrator's locks
 * stay.
 *
 * @returns who was unlocked
 */
export async function unlockUsers(ctx: Context, actor: Actor): Promise<User[]> {
  const filter = { accountId: actor.accountId ?? undefined, status: 'LOCKED' } as const;
  const unlocked: User[] = [];
  for (let last: string | null = null; ; ) {
    const locked: User[] = await ctx.store.users.after(last, AT_ONCE, filter);
    for (const user of locked.filter((one) => isOldEnough(ctx, one))) {
      unlocked.push(await unlockUser(ctx, actor, user.id));
    }
    if (locked.length < AT_ONCE) return unlocked;
    last = locked.at(-1)?.id ?? null;
  }
}

function isOldEnough({ config, clock }: Context, { lastFailedLoginAt }: User): boolean {
  if (lastFailedLoginAt === null) return false;
  return secondsBetween(lastFailedLoginAt, clock()) >= config.reenableLockedAccountsAfterSeconds;
}

/** The step of `setStatus` and of `updateUser`, for a user whom the actor may change. @throws UserdbError NOT_ONESELF */
export async function applyStatus(ctx: Context, store: Store, actor: Actor, user: User, status: Status): Promise<void> {
  if (isOneself(actor, user) && status !== 'ENABLED') throw new UserdbError('NOT_ONESELF');
  await store.users.setStatus(user.id, status, ctx.clock());
  await record(ctx, { type: 'user.status-set', userId: user.id, by: idOf(actor), status }, store);
}
