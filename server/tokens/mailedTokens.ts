// The secrets in mailed links. They are derived, not stored: a row says what a link stands for, and the link holds the
// row's id and an HMAC over the row. Nobody gets in with what is in the database or a backup, and a mail that a crash
// swallowed can be rendered again with the same link.
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { normalForm } from '../normalForm.ts';
import type { Store, StoredToken, TokenPurpose, User } from '../store/store.ts';
import { secondsAfter, toEpoch } from '../time.ts';
import { derive, idIn, isDerived, type Keys } from './derived.ts';

/** Seconds that a token of a purpose lives. */
export function lifetimeOf(config: Config, purpose: TokenPurpose): number {
  switch (purpose) {
    case 'verify':
    case 'email':
      return config.accountVerificationTokenExpire;
    case 'invite':
      return config.invitationTokenExpire;
    case 'reset':
    case 'welcome':
      return config.passwordResetTokenExpire;
  }
}

/**
 * Adds a token; the user's older ones of that purpose are void.
 *
 * @param user  with the address that the token is for: the present one, but for `email`, where it is the new one
 */
export async function issueToken(
  ctx: Context,
  store: Store,
  purpose: TokenPurpose,
  { id: userId, email }: Pick<User, 'id' | 'email'>,
): Promise<StoredToken> {
  const now = ctx.clock();
  const token = {
    id: newId(),
    purpose,
    userId,
    email,
    expiresAt: secondsAfter(now, lifetimeOf(ctx.config, purpose)),
  };
  await store.tokens.add(token, now);
  return token;
}

/** The same for many users who have no such token yet. */
export async function issueTokens(
  { config, clock }: Context,
  store: Store,
  purpose: TokenPurpose,
  users: readonly Pick<User, 'id' | 'email'>[],
): Promise<StoredToken[]> {
  const expiresAt = secondsAfter(clock(), lifetimeOf(config, purpose));
  const tokens = users.map(({ id, email }) => ({ id: newId(), purpose, userId: id, email, expiresAt }));
  await store.tokens.addMany(tokens);
  return tokens;
}

/** The text for a link. */
export function tokenText(token: StoredToken, keys: Keys): string {
  return derive(token.id, rowOf(token), keys);
}

export interface ReadToken {
  token: StoredToken;
  user: User;
}

/** What a living token stands for and whose it is; null for every other text, and for every other purpose. */
export async function readToken(
  ctx: Context,
  purposes: TokenPurpose | readonly TokenPurpose[],
  text: string,
): Promise<ReadToken | null> {
  const id = idIn(text);
  if (id === null) return null;

  const token = await ctx.store.tokens.find(id, ctx.clock());
  if (!token || ![purposes].flat().includes(token.purpose)) return null;
  if (!isDerived(text, rowOf(token), ctx.config.tokenSigningKey)) return null;

  const user = await ctx.store.users.findById(token.userId);
  if (!user) return null;
  // Whoever has the address now did not get this link. The one that proves a new address went there ahead of the user.
  const isForPresentAddress = normalForm(user.email) === normalForm(token.email);
  return isForPresentAddress || token.purpose === 'email' ? { token, user } : null;
}

function rowOf({ id, purpose, userId, email, expiresAt }: StoredToken): unknown[] {
  return [id, purpose, userId, email, toEpoch(expiresAt)];
}
