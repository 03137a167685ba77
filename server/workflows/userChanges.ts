// An administrator, or the operator, makes a user or changes one.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import { normalForm } from '../normalForm.ts';
import { NO_PASSWORD } from '../passwords/passwords.ts';
import type { NewUser, Status, Store, User, UserChanges } from '../store/store.ts';
import { isHidden, modifiedAt } from '../transformers/publicUser.ts';
import { createUserIn } from './createUser.ts';
import { mergeCustomData } from './customData.ts';
import { fullNameOf } from './fullName.ts';
import { postInvitation } from './invitations.ts';
import { moveAddress } from './moveAddress.ts';
import { type Actor, accountIn, idOf, isOneself } from './permissions.ts';
import { accountWithin, changeableUser, present } from './reach.ts';
import { readRoleNames, replaceRoles } from './roleAssignment.ts';
import { readStatus } from './statuses.ts';
import { assertMayUseRole, keepingASuperAdmin } from './superAdmins.ts';
import { readUserFields, required, type UserFields } from './userFields.ts';
import { assertUsername, isNamedByAddress } from './usernames.ts';
import { applyStatus } from './userStatus.ts';
import { postVerification } from './verify.ts';

export interface UserUpdate extends UserFields {
  status?: string | undefined;
  /** Names of roles in the user's account, made when missing; they replace the old ones. */
  roles?: readonly string[] | undefined;
}

export interface UserToMake extends UserUpdate {
  /** The actor's own unless given. */
  accountId?: string | undefined;
  /** Needed unless the status is PENDING, where the user chooses it; only the operator's counts there too. */
  password?: string | undefined;
  /** No mail goes out to who is PENDING with a password; the caller sees to it. */
  quietly?: boolean | undefined;
  /** The password counts as expired from the first sign-in on. */
  mustChangePassword?: boolean | undefined;
}

/**
 * Makes a user. One who is PENDING (the standard) gets an invitation, and cannot sign in before following it.
 *
 * @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN, SUPER_ADMIN_ONLY, EMAIL_TAKEN, USERNAME_TAKEN, USERNAME_INVALID,
 *   PASSWORD_MISSING, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, EXPIRY_OFF, PASSWORD_NOT_SET, and those of a
 *   form's fields
 */
export async function makeUser(ctx: Context, actor: Actor, sent: UserToMake): Promise<User> {
  const { accountId } = await accountWithinReach(ctx, actor, sent.accountId);
  const status = readStatus(sent.status ?? 'PENDING');
  const roles = readRoleNames(sent.roles ?? []);
  for (const name of roles) assertMayUseRole(ctx, actor, name);
  const fields = newUserFields(actor, sent);
  const isInvited = status === 'PENDING' && (actor.user !== null || sent.password === undefined);
  const { mustChangePassword = false } = sent;
  if (mustChangePassword) assertCanExpire(ctx, isInvited);
  const password = isInvited ? NO_PASSWORD : await hashedPassword(ctx, sent.password, fields);
  const user: NewUser = { id: newId(), accountId, ...fields, status, password, mustChangePassword };

  return ctx.store.transaction(async (store) => {
    if (await store.users.findByLogin(user.email)) throw taken('email taken');
    const made = await createUserIn(ctx, store, user, roles);
    if (typeof made === 'string') throw taken(made);
    await record(ctx, { type: 'user.created', userId: made.id, by: idOf(actor) }, store);
    if (isInvited) await postInvitation(ctx, store, actor, made);
    else if (status === 'PENDING' && !sent.quietly) await postVerification(ctx, store, made);
    return made;
  });
}

async function accountWithinReach(ctx: Context, actor: Actor, asked: string | undefined) {
  const own = accountIn(actor, asked) ?? actor.user?.account.id;
  if (own === undefined) throw new UserdbError('FIELD_REQUIRED', { field: 'account_id', label: 'Account' });
  const { id: accountId } = await accountWithin(ctx.store, actor, own);
  return { accountId };
}

function newUserFields(actor: Actor, sent: UserFields) {
  const { givenName = null, middleName = null, surname = null, fullName, ...fields } = readUserFields(sent);
  // Who runs the server may add a program, or somebody of whom nothing but the address is known.
  if (actor.user !== null) {
    required(givenName, 'givenName');
    required(surname, 'surname');
  }
  const names = { givenName, middleName, surname };
  const email = required(fields.email, 'email');
  const username = fields.username ?? email;
  if (!isNamedByAddress({ email, username })) assertUsername(username);
  const customData = mergeCustomData({}, fields.customData ?? {});
  return { ...names, fullName: fullName ?? fullNameOf({ ...names, username }), email, username, customData };
}

/** @throws UserdbError EXPIRY_OFF, PASSWORD_NOT_SET */
function assertCanExpire({ config }: Context, isInvited: boolean): void {
  if (!config.endpoints.expired.enabled) throw new UserdbError('EXPIRY_OFF', { field: 'mustChangePassword' });
  if (isInvited) throw new UserdbError('PASSWORD_NOT_SET', { field: 'mustChangePassword' });
}

async function hashedPassword(ctx: Context, password: string | undefined, user: UserFields): Promise<string> {
  if (!password) throw new UserdbError('PASSWORD_MISSING', { field: 'password' });
  ctx.passwords.assertAllowed(password, user);
  return ctx.passwords.hash(password);
}

/**
 * Changes what is sent of a user, all of it or nothing. Another address is taken without proof, and the old one is told.
 *
 * @param seen  the `modifiedAt` of the user whom the editor saw, where a change since then is to be refused
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY, NOT_ONESELF, LAST_SUPER_ADMIN, EMAIL_TAKEN,
 *   USERNAME_TAKEN, USERNAME_INVALID, STATUS_UNKNOWN, EDITED_MEANWHILE, and those of a form's fields
 */
export async function updateUser(
  ctx: Context,
  actor: Actor,
  id: string,
  sent: UserUpdate,
  seen?: string,
): Promise<User> {
  return keepingASuperAdmin(ctx, async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    if (seen !== undefined && seen !== modifiedAt(user)) throw new UserdbError('EDITED_MEANWHILE');
    const status: Status = sent.status === undefined ? user.status : readStatus(sent.status);
    await changeFields(ctx, store, actor, user, readUserFields(sent));
    if (sent.roles) await replaceRoles(ctx, store, actor, user, readRoleNames(sent.roles));
    // A form sends the status along whether or not it was touched; set anew, it would end the user's sessions.
    if (status !== user.status) await applyStatus(ctx, store, actor, user, status);
    return present(store, user);
  });
}

async function changeFields(ctx: Context, store: Store, actor: Actor, user: User, sent: UserChanges): Promise<void> {
  const { email = user.email, ...fields } = sent;
  // Where it is asked for on the own page it takes the password, and a mailed link.
  if (isOneself(actor, user) && normalForm(email) !== normalForm(user.email)) throw new UserdbError('OWN_ADDRESS');
  const moved = email === user.email ? user : await moveAddress(ctx, store, user, email, idOf(actor));
  const { username = moved.username } = fields;
  // One that userdb 1 took may stay.
  if (username !== moved.username && !isNamedByAddress({ email, username })) assertUsername(username);

  const changes = differing(moved, withFullName(moved, withHiddenData(moved, fields)));
  const changed = [...Object.keys(changes), ...(moved === user ? [] : ['email'])];
  if (changed.length === 0) return;
  const updated = await store.users.update(user.id, changes, ctx.clock());
  if (typeof updated === 'string') throw taken(updated);
  await record(ctx, { type: 'user.changed', userId: user.id, by: idOf(actor), fields: changed }, store);
}

/** Those that differ from what is there. */
function differing(user: User, fields: UserChanges): UserChanges {
  const isSame = (name: string, value: unknown) => JSON.stringify(value) === JSON.stringify(user[name as keyof User]);
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !isSame(name, value)));
}

/** A full name follows the names, unless it was sent. */
function withFullName(user: User, fields: UserChanges): UserChanges {
  const names = ['givenName', 'middleName', 'surname'] as const;
  const isRenamed = names.some((name) => fields[name] !== undefined && fields[name] !== user[name]);
  return isRenamed && !fields.fullName ? { ...fields, fullName: fullNameOf({ ...user, ...fields }) } : fields;
}

/** Whoever replaces customData has not seen what is never sent. */
function withHiddenData(user: User, { customData, ...fields }: UserChanges): UserChanges {
  if (customData === undefined) return fields;
  const hidden = Object.fromEntries(Object.entries(user.customData).filter(([name]) => isHidden(name)));
  return { ...fields, customData: mergeCustomData(hidden, customData) };
}

function taken(what: 'email taken' | 'username taken'): UserdbError {
  return what === 'email taken'
    ? new UserdbError('EMAIL_TAKEN', { field: 'email' })
    : new UserdbError('USERNAME_TAKEN', { field: 'username' });
}
