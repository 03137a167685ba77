// Administrators look for users, and remove them.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Found, User, UserFilter, UserOrder } from '../store/store.ts';
import { type ListQuery, pageOf, patternOf } from './pages.ts';
import { type Actor, accountIn, idOf, isOneself } from './permissions.ts';
import { changeableUser } from './reach.ts';
import { readStatus } from './statuses.ts';
import { keepingASuperAdmin } from './superAdmins.ts';

export interface UserQuery extends ListQuery<UserOrder>, Pick<UserFilter, 'role' | 'patternAlsoIn'> {
  accountId?: string | undefined;
  status?: string | undefined;
}

/** @throws UserdbError FORBIDDEN, STATUS_UNKNOWN, FIELD_UNREADABLE, FIELD_TOO_LONG */
export async function listUsers(ctx: Context, actor: Actor, query: UserQuery): Promise<Found<User>> {
  const { role, patternAlsoIn } = query;
  const accountId = accountIn(actor, query.accountId);
  const status = query.status === undefined ? undefined : readStatus(query.status);
  const filter = { accountId, status, role, pattern: patternOf(query), patternAlsoIn };
  return ctx.store.users.search(filter, pageOf(query, 'fullName'));
}

/**
 * Removes a user with everything that is the user's.
 *
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY, NOT_ONESELF, LAST_SUPER_ADMIN
 */
export async function removeUser(ctx: Context, actor: Actor, id: string): Promise<void> {
  await keepingASuperAdmin(ctx, async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    if (isOneself(actor, user)) throw new UserdbError('NOT_ONESELF');
    // While it is known whose account this is.
    await record(ctx, { type: 'user.removed', userId: user.id, by: idOf(actor) }, store);
    await store.users.remove(user.id);
  });
}
