// A user who forgot the password chooses a new one by a mailed link.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { Store, User } from '../store/store.ts';
import { issueToken, readToken } from '../tokens/mailedTokens.ts';
import { setPassword } from './passwordChange.ts';
import { postVerification } from './verify.ts';

/** Mails the owner of `login` a link; does nothing for an unknown login. The caller cannot tell. */
export async function requestPasswordReset(ctx: Context, login: string): Promise<void> {
  const user = await ctx.store.users.findByLogin(login);
  const mayMail = await ctx.mailAllowance.take(normalForm(user?.email ?? login));
  await ctx.store.transaction(async (store) => {
    await record(ctx, { type: 'password.reset-requested', userId: user?.id ?? null }, store);
    if (user && mayMail) await mailLink(ctx, store, user);
  });
}

async function mailLink(ctx: Context, store: Store, user: User): Promise<void> {
  const { email } = ctx.config;
  if (user.account.status !== 'ENABLED') return;
  switch (user.status) {
    case 'ENABLED':
    case 'LOCKED':
      // Without a mail the new token would only take the older link's place.
      if (!email.forgotPassword.enabled) return;
      return ctx.mailer.post(store, 'forgotPassword', user, await issueToken(ctx, store, 'reset', user));
    case 'PENDING':
      // The address was never proved, and the password is probably not what keeps this person out.
      return postVerification(ctx, store, user);
    case 'DISABLED':
      return;
  }
}

/** Whether a link could still set a password; nothing is spent. @throws UserdbError TOKEN_INVALID */
export async function checkResetToken(ctx: Context, sptoken: string): Promise<User> {
  const { user } = await usableToken(ctx, sptoken);
  return user;
}

/**
 * Sets the new password and spends the token: both, or neither. Every session of the user ends.
 *
 * @throws UserdbError TOKEN_INVALID, PASSWORD_WEAK, PASSWORD_COMMON, PASSWORD_PERSONAL, PASSWORD_REUSED
 */
export async function finishPasswordReset(
  ctx: Context,
  { sptoken, password }: { sptoken: string; password: string },
): Promise<User> {
  const { token, user } = await usableToken(ctx, sptoken);
  return setPassword(ctx, user, password, 'password.reset', async (store) => {
    if (!(await store.tokens.spend(token.id, ctx.clock()))) throw new UserdbError('TOKEN_INVALID');
  });
}

async function usableToken(ctx: Context, sptoken: string) {
  const found = await readToken(ctx, 'reset', sptoken);
  // Disabled since the mail went out: the link opens nothing.
  const mayReset = found && (found.user.status === 'ENABLED' || found.user.status === 'LOCKED');
  if (!found || !mayReset || found.user.account.status !== 'ENABLED') throw new UserdbError('TOKEN_INVALID');
  return found;
}
