// The secrets in mailed links. They are derived, not stored: a row says what a link stands for, and the link holds the
// row's id and an HMAC over the row. Nobody gets in with what is in the database or a backup, and a mail that a crash
// swallowed can be rendered again with the same link.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { normalForm } from '../normalForm.ts';
import type { Store, StoredToken, TokenPurpose, User } from '../store/store.ts';
import { secondsAfter, toEpoch } from '../time.ts';

type Keys = string | readonly string[];

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

/** Adds a token for the user's present address; the user's older ones of that purpose are void. */
export async function issueToken(ctx: Context, store: Store, purpose: TokenPurpose, user: User): Promise<StoredToken> {
  const now = ctx.clock();
  const token = {
    id: newId(),
    purpose,
    userId: user.id,
    email: user.email,
    expiresAt: secondsAfter(now, lifetimeOf(ctx.config, purpose)),
  };
  await store.tokens.add(token, now);
  return token;
}

/** The text for a link: hexadecimal at the end, since programs that find links in plain text drop a last `-` or `_`. */
export function tokenText(token: StoredToken, keys: Keys): string {
  return `${token.id}${signature(token, [keys].flat()[0] ?? '')}`;
}

/** What a living token stands for and whose it is; null for every other text. */
export async function readToken(
  ctx: Context,
  purpose: TokenPurpose,
  text: string,
): Promise<{ token: StoredToken; user: User } | null> {
  const [, id, given] = /^([\w-]{14})([0-9a-f]{64})$/.exec(text) ?? [];
  if (id === undefined || given === undefined) return null;

  const token = await ctx.store.tokens.find(id, ctx.clock());
  if (!token || token.purpose !== purpose) return null;
  const signed = [ctx.config.tokenSigningKey].flat().some((key) => isSame(given, signature(token, key)));
  if (!signed) return null;

  const user = await ctx.store.users.findById(token.userId);
  // Whoever has the address now did not get this link.
  if (!user || normalForm(user.email) !== normalForm(token.email)) return null;
  return { token, user };
}

function signature({ id, purpose, userId, email, expiresAt }: StoredToken, key: string): string {
  const row = JSON.stringify([id, purpose, userId, email, toEpoch(expiresAt)]);
  return createHmac('sha256', key).update(row).digest('hex');
}

function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
