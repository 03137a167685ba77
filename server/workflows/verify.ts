// A user proves an e-mail address by opening a mailed link.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { User } from '../store/store.ts';
import { issueToken, readToken } from '../tokens/mailedTokens.ts';

/**
 * Spends a verification token and enables its user: both, or neither.
 *
 * @throws UserdbError TOKEN_INVALID
 */
export async function verifyAccount(ctx: Context, sptoken: string): Promise<User> {
  const found = await readToken(ctx, 'verify', sptoken);
  if (!found) throw new UserdbError('TOKEN_INVALID');
  const { token, user } = found;
  const now = ctx.clock();

  const verified = await ctx.store.transaction(async (store) => {
    if (!(await store.tokens.spend(token.id, now))) return null;
    // Only from PENDING: no mailed link undoes what an administrator did.
    if (!(await store.users.enable(user.id, now))) return null;
    const enabled = await store.users.findById(user.id);
    await record(ctx, { type: 'user.verified', userId: user.id }, store);
    await ctx.mailer.post(store, 'accountVerificationSuccessful', enabled ?? user);
    await ctx.mailer.post(store, 'accountWelcome', enabled ?? user);
    return enabled;
  });
  if (!verified) throw new UserdbError('TOKEN_INVALID');
  return verified;
}

/** Mails a new link to a user who still needs one; does nothing for anybody else. The caller cannot tell. */
export async function resendVerification(ctx: Context, login: string): Promise<void> {
  const user = await ctx.store.users.findByLogin(login);
  const mayMail = await ctx.mailAllowance.take(normalForm(user?.email ?? login));
  await ctx.store.transaction(async (store) => {
    await record(ctx, { type: 'verification.requested', userId: user?.id ?? null }, store);
    const isWaiting = user?.status === 'PENDING' && user.account.status === 'ENABLED';
    if (!isWaiting || !mayMail || !ctx.config.email.accountVerification.enabled) return;
    await ctx.mailer.post(store, 'accountVerification', user, await issueToken(ctx, store, 'verify', user));
  });
}
