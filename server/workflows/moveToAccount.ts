// The operator moves a user to another account (tenant).
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { User } from '../store/store.ts';
import { type Actor, assertEverywhere, idOf } from './permissions.ts';
import { accountWithin, changeableUser, present } from './reach.ts';
import { keepingASuperAdmin } from './superAdmins.ts';

/**
 * Moves a user to another account. Roles belong to accounts, so those of the old one are lost.
 *
 * @throws UserdbError SUPER_ADMIN_ONLY, USER_UNKNOWN, ACCOUNT_UNKNOWN, LAST_SUPER_ADMIN
 */
export async function moveToAccount(ctx: Context, actor: Actor, id: string, accountId: string): Promise<User> {
  assertEverywhere(actor);
  return keepingASuperAdmin(ctx, async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    await accountWithin(store, actor, accountId);
    if (user.account.id === accountId) return user;
    for (const role of user.roles) await store.users.removeRole(user.id, role.id);
    await store.users.update(user.id, { accountId }, ctx.clock());
    await record(ctx, { type: 'user.changed', userId: id, by: idOf(actor), fields: ['account'] }, store);
    return present(store, user);
  });
}
