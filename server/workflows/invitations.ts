// The mails that administrators cause: an invitation to choose a first password, and a link for a new one.
import { record } from '../audit/record.ts';
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { MailKind } from '../mail/kinds.ts';
import { NO_PASSWORD } from '../passwords/passwords.ts';
import type { Store, User } from '../store/store.ts';
import { issueToken } from '../tokens/mailedTokens.ts';
import { type Actor, idOf } from './permissions.ts';
import { changeableUser } from './reach.ts';

/**
 * Mails a user who has not come in yet another invitation; links of earlier ones are void.
 *
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY, NOT_PENDING, USER_DISABLED, MAIL_OFF
 */
export async function invite(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.store.transaction(async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    if (user.status !== 'PENDING') throw new UserdbError('NOT_PENDING');
    assertAccountEnabled(user);
    if (!(await postInvitation(ctx, store, actor, user))) throw new UserdbError('MAIL_OFF');
  });
}

/**
 * Takes the password and every link from a user who has not come in yet. Whoever registered this address before may be
 * a stranger to it, and must not come in by what an administrator gives: the owner chooses a password of the own.
 *
 * @returns whether there was a password to take
 */
export async function startAfresh({ clock }: Context, store: Store, user: User): Promise<boolean> {
  if (user.status !== 'PENDING' || user.password === NO_PASSWORD) return false;
  await store.users.setPassword(user.id, NO_PASSWORD, clock());
  await store.tokens.voidAll(user.id, clock());
  return true;
}

/** The kind of mail that invites: a verification where invitations are off, as in userdb 1; null where both are. */
export function invitingMail({ email }: Config): MailKind | null {
  if (email.accountInvitation.enabled) return 'accountInvitation';
  return email.accountVerification.enabled ? 'accountVerification' : null;
}

/**
 * Puts an invitation into the outbox, within the transaction of `store`.
 *
 * @param user  PENDING
 * @returns false when the kinds of mail that invite are turned off
 */
export async function postInvitation(ctx: Context, store: Store, actor: Actor, user: User): Promise<boolean> {
  const kind = invitingMail(ctx.config);
  if (kind === null) return false;
  await startAfresh(ctx, store, user);
  const token = await issueToken(ctx, store, 'invite', user);
  await record(ctx, { type: 'user.invited', userId: user.id, by: idOf(actor) }, store);
  await ctx.mailer.post(store, kind, user, token);
  return true;
}

/**
 * Mails a user a link for choosing a new password; the present one works until then. Who has not come in yet is invited
 * once more.
 *
 * @throws UserdbError FORBIDDEN, USER_UNKNOWN, SUPER_ADMIN_ONLY, USER_DISABLED, MAIL_OFF
 */
export async function sendReset(ctx: Context, actor: Actor, id: string): Promise<void> {
  await ctx.store.transaction(async (store) => {
    const user = await changeableUser(ctx, store, actor, id);
    assertAccountEnabled(user);
    if (user.status === 'DISABLED') throw new UserdbError('USER_DISABLED');
    const post = user.status === 'PENDING' ? postInvitation : postReset;
    if (!(await post(ctx, store, actor, user))) throw new UserdbError('MAIL_OFF');
  });
}

async function postReset(ctx: Context, store: Store, actor: Actor, user: User): Promise<boolean> {
  if (!ctx.config.email.forgotPassword.enabled) return false;
  const token = await issueToken(ctx, store, 'reset', user);
  await record(ctx, { type: 'password.reset-requested', userId: user.id, by: idOf(actor) }, store);
  await ctx.mailer.post(store, 'forgotPassword', user, token);
  return true;
}

/** No link works before it is. */
function assertAccountEnabled({ account }: User): void {
  if (account.status !== 'ENABLED') throw new UserdbError('USER_DISABLED');
}
