// Which roles a user has. Roles are named, and are those of the user's own account: an id from elsewhere is never used.
import { record } from '../audit/record.ts';
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Store, User } from '../store/store.ts';
import { readName } from './describedFields.ts';
import { postInvitation, startAfresh } from './invitations.ts';
import { type Actor, ADMIN, idOf, isOneself } from './permissions.ts';
import { changeableUser, present } from './reach.ts';
import { assertMayUseRole, keepingASuperAdmin } from './superAdmins.ts';

/** Roles of one user: they are read with every request of that user. */
export const MOST_ROLES = 100;

/**
 * Names of roles as they are stored, each once.
 *
 * @throws UserdbError FIELD_REQUIRED, FIELD_UNREADABLE, FIELD_TOO_LONG, ROLES_TOO_MANY
 */
export function readRoleNames(names: readonly string[]): string[] {
  assertNotTooMany(names);
  return [...new Set(names.map((name) => readName(name, 'roles')))];
}

/** @throws UserdbError ROLES_TOO_MANY */
function assertNotTooMany(names: readonly string[]): void {
  if (names.length > MOST_ROLES) throw new UserdbError('ROLES_TOO_MANY', { field: 'roles', most: MOST_ROLES });
}

/** Whether a role gives power over users; nobody gives up such a role of one's own. */
export function isPower(config: Config, name: string): boolean {
  return name === ADMIN || name === config['super-admin'];
}

/**
 * Gives a user these roles, made when missing, and takes all others.
 *
 * @param names  of roles in the user's account
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY, NOT_ONESELF, LAST_SUPER_ADMIN
 */
export async function setRoles(ctx: Context, actor: Actor, id: string, names: readonly string[]): Promise<User> {
  return changeRoles(ctx, actor, id, () => readRoleNames(names));
}

/** Gives a user one role more. @throws UserdbError as `setRoles` does */
export async function giveRole(ctx: Context, actor: Actor, id: string, name: string): Promise<User> {
  return changeRoles(ctx, actor, id, (had) => [...had, ...readRoleNames([name])]);
}

/** Takes one role from a user. @throws UserdbError as `setRoles` does */
export async function takeRole(ctx: Context, actor: Actor, id: string, name: string): Promise<User> {
  return changeRoles(ctx, actor, id, (had) => had.filter((one) => one !== name));
}

function changeRoles(ctx: Context, actor: Actor, id: string, wanted: (had: string[]) => string[]): Promise<User> {
  return keepingASuperAdmin(ctx, async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    await replaceRoles(ctx, store, actor, user, wanted(user.roles.map(({ name }) => name)));
    return present(store, user);
  });
}

/**
 * The step of `setRoles` and of `updateUser`, for a user whom the actor may change.
 *
 * @throws UserdbError SUPER_ADMIN_ONLY, NOT_ONESELF, ROLES_TOO_MANY
 */
export async function replaceRoles(
  ctx: Context,
  store: Store,
  actor: Actor,
  user: User,
  names: readonly string[],
): Promise<void> {
  const had = new Set(user.roles.map(({ name }) => name));
  assertNotTooMany([...new Set(names)]);
  const given = names.filter((name) => !had.has(name));
  const taken = user.roles.filter(({ name }) => !names.includes(name));
  if (given.length === 0 && taken.length === 0) return;
  if (isOneself(actor, user) && taken.some(({ name }) => isPower(ctx.config, name))) {
    throw new UserdbError('NOT_ONESELF');
  }

  for (const name of given) {
    assertMayUseRole(ctx, actor, name);
    const role = await store.roles.findOrCreate(user.account.id, name, ctx.clock());
    await store.users.addRole(user.id, role.id);
  }
  for (const role of taken) await store.users.removeRole(user.id, role.id);
  // Whoever edits the user meanwhile has to hear of it.
  await store.users.update(user.id, {}, ctx.clock());
  // An application may give roles while it registers somebody; an administrator gives them to the owner of the address.
  const isInvited = actor.user !== null && given.length > 0 && (await startAfresh(ctx, store, user));
  if (isInvited) await postInvitation(ctx, store, actor, user);
  await record(ctx, { type: 'user.roles-set', userId: user.id, by: idOf(actor), roles: [...names] }, store);
}
