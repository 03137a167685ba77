// A user takes another e-mail address: it is the user's once the link that was mailed to it has been opened.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { isEmailAddress, normalForm } from '../normalForm.ts';
import type { Store, User } from '../store/store.ts';
import { issueToken, type ReadToken } from '../tokens/mailedTokens.ts';
import { moveAddress } from './moveAddress.ts';
import { mayStay } from './sessions.ts';

/**
 * Whether a user could take an address, by what can be said before the mail: another one that is free, and a way to
 * prove it.
 *
 * @throws UserdbError EMAIL_INVALID, EMAIL_UNPROVABLE, EMAIL_TAKEN
 */
export async function assertCanTake(ctx: Context, user: User, email: string): Promise<void> {
  if (!isEmailAddress(email)) throw new UserdbError('EMAIL_INVALID', { field: 'email' });
  const { email: mails, endpoints } = ctx.config;
  if (!mails.emailChangeVerification.enabled || !endpoints.verify.enabled) {
    throw new UserdbError('EMAIL_UNPROVABLE', { field: 'email' });
  }
  const owner = await ctx.store.users.findByLogin(email);
  if (owner && owner.id !== user.id) throw new UserdbError('EMAIL_TAKEN', { field: 'email' });
}

/**
 * Counts what a user asks for, before anybody looks whether the address is taken: that answer is bounded, too.
 *
 * @throws UserdbError TOO_MANY_REQUESTS
 */
export async function countEmailChange(ctx: Context, user: User): Promise<void> {
  await take(ctx, `changes of ${user.id}`);
}

/**
 * Counts the mail to the new address: a stranger's mailbox is not to be filled.
 *
 * @throws UserdbError TOO_MANY_REQUESTS
 */
export async function countMailTo(ctx: Context, email: string): Promise<void> {
  await take(ctx, normalForm(email));
}

async function take(ctx: Context, key: string): Promise<void> {
  if (await ctx.mailAllowance.take(key)) return;
  throw new UserdbError('TOO_MANY_REQUESTS', { retryAfter: ctx.config.rateLimits.mail.seconds });
}

/** Mails the link to the new address, and word of it to the present one; an earlier link of the kind is void. */
export async function requestEmailChange(ctx: Context, store: Store, user: User, email: string): Promise<void> {
  const asked = { ...user, email };
  await record(ctx, { type: 'email.change-requested', userId: user.id }, store);
  await ctx.mailer.post(store, 'emailChangeVerification', asked, await issueToken(ctx, store, 'email', asked));
  await ctx.mailer.post(store, 'emailChanged', user);
}

/**
 * Spends the token and gives its user the address that it was mailed to: both, or neither.
 *
 * @throws UserdbError TOKEN_INVALID, EMAIL_TAKEN
 */
export async function finishEmailChange(ctx: Context, { token }: ReadToken): Promise<User> {
  return ctx.store.transaction(async (store) => {
    const isFirst = await store.tokens.spend(token.id, ctx.clock());
    const user = await store.users.findById(token.userId);
    // Shut out since the mail went out: the link changes nothing.
    if (!isFirst || !user || !mayStay(user)) throw new UserdbError('TOKEN_INVALID');
    return moveAddress(ctx, store, user, token.email, user.id);
  });
}
