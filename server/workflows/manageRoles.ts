// Administrators look after the roles of accounts.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { DescribedOrder, Found, Role, Store } from '../store/store.ts';
import { type DescribedFields, readDescribed, readNewDescribed } from './describedFields.ts';
import { type ListQuery, pageOf, patternOf } from './pages.ts';
import { type Actor, accountIn, idOf } from './permissions.ts';
import { accountWithin, roleWithin } from './reach.ts';
import { isPower } from './roleAssignment.ts';
import { assertMayUseRole, keepingASuperAdmin } from './superAdmins.ts';

export interface RoleQuery extends ListQuery<DescribedOrder> {
  accountId?: string | undefined;
}

/** @throws UserdbError FORBIDDEN, FIELD_UNREADABLE, FIELD_TOO_LONG */
export async function listRoles(ctx: Context, actor: Actor, query: RoleQuery): Promise<Found<Role>> {
  const filter = { accountId: accountIn(actor, query.accountId), pattern: patternOf(query) };
  return ctx.store.roles.search(filter, pageOf(query, 'name'));
}

/**
 * @param accountId  where; the actor's own account unless given
 * @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN, SUPER_ADMIN_ONLY, NAME_TAKEN, STATUS_UNKNOWN, and those of a form's fields
 */
export async function createRole(
  ctx: Context,
  actor: Actor,
  { accountId: asked, ...fields }: DescribedFields & { accountId?: string | undefined },
): Promise<Role> {
  const accountId = accountIn(actor, asked) ?? actor.user?.account.id;
  if (accountId === undefined) throw new UserdbError('FIELD_REQUIRED', { field: 'account_id', label: 'Account' });
  const described = readNewDescribed(fields);
  assertMayUseRole(ctx, actor, described.name);
  return ctx.store.transaction(async (store) => {
    await accountWithin(store, actor, accountId);
    await assertFree(store, accountId, described.name);
    const role = await store.roles.create({ id: newId(), accountId, ...described }, ctx.clock());
    await record(ctx, { type: 'role.created', userId: null, by: idOf(actor), accountId, roleId: role.id }, store);
    return role;
  });
}

/** @throws UserdbError FORBIDDEN, ROLE_UNKNOWN, SUPER_ADMIN_ONLY, NOT_ONESELF, LAST_SUPER_ADMIN, NAME_TAKEN, STATUS_UNKNOWN, and those of a form's fields */
export async function updateRole(ctx: Context, actor: Actor, id: string, fields: DescribedFields): Promise<Role> {
  const changes = readDescribed(fields);
  return keepingASuperAdmin(ctx, async (store) => {
    const role = await changeableRole(ctx, store, actor, id);
    const { name = role.name, status = role.status } = changes;
    if (name !== role.name) {
      assertMayUseRole(ctx, actor, name);
      await assertFree(store, role.accountId, name);
    }
    if (name !== role.name || status !== 'ENABLED') assertNotOwn(ctx, actor, role);
    const updated = await store.roles.update(id, changes, ctx.clock());
    const { accountId } = role;
    await record(ctx, { type: 'role.changed', userId: null, by: idOf(actor), accountId, roleId: id }, store);
    return updated ?? role;
  });
}

/**
 * Removes a role, from everybody who has it too.
 *
 * @throws UserdbError FORBIDDEN, ROLE_UNKNOWN, SUPER_ADMIN_ONLY, NOT_ONESELF, LAST_SUPER_ADMIN
 */
export async function removeRole(ctx: Context, actor: Actor, id: string): Promise<void> {
  await keepingASuperAdmin(ctx, async (store) => {
    const role = await changeableRole(ctx, store, actor, id);
    assertNotOwn(ctx, actor, role);
    await store.roles.remove(id);
    const { accountId } = role;
    await record(ctx, { type: 'role.removed', userId: null, by: idOf(actor), accountId, roleId: id }, store);
  });
}

async function changeableRole(ctx: Context, store: Store, actor: Actor, id: string): Promise<Role> {
  const role = await roleWithin(store, actor, id);
  assertMayUseRole(ctx, actor, role.name);
  return role;
}

/** The role by which somebody may do this is not for the same person to take away. @throws UserdbError NOT_ONESELF */
function assertNotOwn({ config }: Context, { user }: Actor, role: Role): void {
  const isOwn = user?.roles.some(({ id }) => id === role.id);
  if (isOwn && isPower(config, role.name)) throw new UserdbError('NOT_ONESELF');
}

/** @throws UserdbError NAME_TAKEN */
async function assertFree(store: Store, accountId: string, name: string): Promise<void> {
  if (await store.roles.findByName(accountId, name)) throw new UserdbError('NAME_TAKEN', { field: 'name' });
}
