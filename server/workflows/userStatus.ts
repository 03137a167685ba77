// An administrator, or the operator, lets a user in or keeps one out.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Status, Store, User } from '../store/store.ts';
import { secondsBetween } from '../time.ts';
import { everyUser } from './everyUser.ts';
import { isLockedByGuesses } from './lockout.ts';
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
 * Ends every session and every token of a user, who may sign in again.
 *
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY
 */
export async function signOutUser(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.store.transaction(async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    await store.users.endSessions(user.id);
    await record(ctx, { type: 'user.signed-out', userId: user.id, by: idOf(actor) }, store);
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

/**
 * Ends the locks by wrong passwords whose last one is `reenableLockedAccountsAfterSeconds` old; an administrator's locks
 * stay.
 *
 * @returns who was unlocked
 */
export async function unlockUsers(ctx: Context, actor: Actor): Promise<User[]> {
  const unlocked: User[] = [];
  for await (const { id } of everyUser(ctx.store, { accountId: actor.accountId ?? undefined, status: 'LOCKED' })) {
    const user = await ctx.store.transaction(async (store) => {
      // Looked at once more: an administrator may have locked the user meanwhile.
      const found = await store.users.findById(id);
      return found && isOver(ctx, found) ? unlockUser({ ...ctx, store }, actor, id) : null;
    });
    if (user) unlocked.push(user);
  }
  return unlocked;
}

function isOver({ config, clock }: Context, user: User): boolean {
  const { lastFailedLoginAt } = user;
  if (!isLockedByGuesses(user) || lastFailedLoginAt === null) return false;
  return secondsBetween(lastFailedLoginAt, clock()) >= config.reenableLockedAccountsAfterSeconds;
}

/** The step of `setStatus` and of `updateUser`, for a user whom the actor may change. @throws UserdbError NOT_ONESELF */
export async function applyStatus(ctx: Context, store: Store, actor: Actor, user: User, status: Status): Promise<void> {
  if (isOneself(actor, user) && status !== 'ENABLED') throw new UserdbError('NOT_ONESELF');
  await store.users.setStatus(user.id, status, ctx.clock());
  // Asked for by whoever was in until now; a user who has not come in yet keeps the way in.
  await store.tokens.voidAll(user.id, ctx.clock(), ['email', 'reset']);
  await record(ctx, { type: 'user.status-set', userId: user.id, by: idOf(actor), status }, store);
}
