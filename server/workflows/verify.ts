// A user proves an e-mail address by opening a mailed link.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { Store, User } from '../store/store.ts';
import { issueToken, type ReadToken, readToken } from '../tokens/mailedTokens.ts';
import { finishEmailChange } from './emailChange.ts';

/** Whose address a mailed link proved, and whether it was one to change to. */
interface Proved {
  user: User;
  isChange: boolean;
}

/**
 * Spends the token of a mail that proves an address: the one of a registration, or one to change to.
 *
 * @throws UserdbError TOKEN_INVALID, EMAIL_TAKEN
 */
export async function proveAddress(ctx: Context, sptoken: string): Promise<Proved> {
  const found = await readToken(ctx, ['verify', 'email'], sptoken);
  if (!found) throw new UserdbError('TOKEN_INVALID');
  const isChange = found.token.purpose === 'email';
  return { user: await (isChange ? finishEmailChange(ctx, found) : verifyAccount(ctx, found)), isChange };
}

/** Enables the user and spends the token: both, or neither. @throws UserdbError TOKEN_INVALID */
async function verifyAccount(ctx: Context, { token, user }: ReadToken): Promise<User> {
  return ctx.store.transaction(async (store) => {
    const isFirst = await store.tokens.spend(token.id, ctx.clock());
    const verified = isFirst ? await enableVerified(ctx, store, user.id) : null;
    if (!verified) throw new UserdbError('TOKEN_INVALID');
    return verified;
  });
}

/**
 * Enables a user whose address is proved, and mails that it was. Only from PENDING: no mailed link undoes what an
 * administrator did.
 *
 * @returns null when the user was anything else
 */
export async function enableVerified(ctx: Context, store: Store, userId: string): Promise<User | null> {
  if (!(await store.users.enable(userId, ctx.clock()))) return null;
  const enabled = await store.users.findById(userId);
  if (!enabled) return null;
  await record(ctx, { type: 'user.verified', userId }, store);
  await ctx.mailer.post(store, 'accountVerificationSuccessful', enabled);
  await ctx.mailer.post(store, 'accountWelcome', enabled);
  return enabled;
}

/** Mails a new link to a user who still needs one; does nothing for anybody else. The caller cannot tell. */
export async function resendVerification(ctx: Context, login: string): Promise<void> {
  const user = await ctx.store.users.findByLogin(login);
  const mayMail = await ctx.mailAllowance.take(normalForm(user?.email ?? login));
  await ctx.store.transaction(async (store) => {
    await record(ctx, { type: 'verification.requested', userId: user?.id ?? null }, store);
    const isWaiting = user?.status === 'PENDING' && user.account.status === 'ENABLED';
    if (isWaiting && mayMail) await postVerification(ctx, store, user);
  });
}

/** Puts the mail with the link that proves a user's address into the outbox; older links are void. */
export async function postVerification(ctx: Context, store: Store, user: User): Promise<void> {
  // Without a mail the new token would only take the older link's place.
  if (!ctx.config.email.accountVerification.enabled) return;
  await ctx.mailer.post(store, 'accountVerification', user, await issueToken(ctx, store, 'verify', user));
}
