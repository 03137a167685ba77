// Users change what is said of them, their address and their password.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { Store, User, UserChanges } from '../store/store.ts';
import { mergeCustomData } from './customData.ts';
import { assertCanTake, countEmailChange, countMailTo, requestEmailChange } from './emailChange.ts';
import { fullNameOf } from './fullName.ts';
import { assertPresentPassword, assertRecent, hashNewPassword, storePassword } from './passwordChange.ts';
import type { ProfileForm } from './profileForm.ts';
import type { Resumed } from './sessions.ts';
import { assertUsername, isNamedByAddress } from './usernames.ts';

/**
 * Changes the user who is signed in: all of what was asked for, or nothing. The address stays until its link is opened;
 * a new password ends every session of the user, so the caller's goes on under a new id.
 *
 * @throws UserdbError PASSWORD_NEEDED, PASSWORD_WRONG, LOGIN_LOCKED, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL,
 *   PASSWORD_REUSED, USERNAME_INVALID, USERNAME_TAKEN, EMAIL_INVALID, EMAIL_UNPROVABLE, EMAIL_TAKEN, FIELD_TOO_LONG,
 *   TOO_MANY_REQUESTS, UNAUTHENTICATED when the user was signed out meanwhile
 */
export async function changeProfile(ctx: Context, me: Resumed, form: ProfileForm): Promise<User> {
  const { user } = me;
  const { password } = form;
  const email = newAddress(user, form);
  if (form.existingPassword !== undefined) await assertPresentPassword(ctx, user, form.existingPassword);
  else if (password !== undefined || email !== null) assertNeedsNoPassword(ctx, me);

  if (email !== null) {
    await countEmailChange(ctx, user);
    await assertCanTake(ctx, user, email);
  }
  const hash =
    password === undefined ? null : await hashNewPassword(ctx, { ...user, ...fieldsOf(user, form) }, password);
  if (email !== null) await countMailTo(ctx, email);

  return ctx.store.transaction(async (store) => {
    const present = await store.users.findById(user.id);
    // Somebody else changed the password meanwhile, or shut the user out: what this session asked for is over too.
    if (present?.sessionEpoch !== user.sessionEpoch) throw new UserdbError('UNAUTHENTICATED');
    await changeFields(ctx, store, present, fieldsOf(present, form));
    if (hash !== null) await storePassword(ctx, store, present, hash, 'password.changed');
    // Last: a new password voids all links, and this one is newer.
    if (email !== null) await requestEmailChange(ctx, store, present, email);
    return (await store.users.findById(user.id)) ?? present;
  });
}

/** Another address than the present one, whose other spellings are the same. */
function newAddress(user: User, { email }: ProfileForm): string | null {
  return email === undefined || normalForm(email) === normalForm(user.email) ? null : email;
}

/**
 * A new password is asked for with the present one, and so is an address, to which a reset could be mailed.
 *
 * @throws UserdbError PASSWORD_NEEDED
 */
function assertNeedsNoPassword(ctx: Context, me: Resumed): void {
  const { requireExistingPassword } = ctx.config.endpoints.me;
  if (requireExistingPassword === true) throw new UserdbError('PASSWORD_NEEDED', { field: 'existingPassword' });
  if (requireExistingPassword === 'recent') assertRecent(ctx, me);
}

/** What of the form differs from the user. @throws UserdbError USERNAME_INVALID, FIELD_TOO_LONG */
function fieldsOf(user: User, form: ProfileForm): UserChanges {
  const { givenName = user.givenName, middleName = user.middleName, surname = user.surname, customData } = form;
  const names = { givenName, middleName, surname, username: newUsername(user, form) };
  const isSame = (Object.keys(names) as (keyof typeof names)[]).every((name) => names[name] === user[name]);
  return {
    ...(!isSame && { ...names, fullName: fullNameOf(names) }),
    ...(customData && { customData: mergeCustomData(user.customData, customData) }),
  };
}

/** @throws UserdbError USERNAME_INVALID */
function newUsername(user: User, { username, email = user.email }: ProfileForm): string {
  if (username === undefined || username === user.username) return user.username;
  // The own address, also the one that is not proved yet: the user name follows once it is.
  const isAddress = [user.email, email].some((address) => isNamedByAddress({ email: address, username }));
  if (isAddress) return user.email;
  assertUsername(username);
  return username;
}

/** @throws UserdbError USERNAME_TAKEN */
async function changeFields(ctx: Context, store: Store, user: User, changes: UserChanges): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  const changed = await store.users.update(user.id, changes, ctx.clock());
  if (typeof changed === 'string') throw new UserdbError('USERNAME_TAKEN', { field: 'username' });
  await record(ctx, { type: 'profile.changed', userId: user.id }, store);
}
