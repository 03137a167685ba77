// Refresh tokens: opaque, one for the whole life of a grant, and not in the database.
import type { Context } from '../context.ts';
import type { TokenGrant } from '../store/store.ts';
import { toEpoch } from '../time.ts';
import { tokenKeysOf } from './accessTokens.ts';
import { derive, idIn, isDerived } from './derived.ts';

export function refreshTokenOf({ config }: Context, grant: TokenGrant): string {
  return derive(grant.id, rowOf(grant), tokenKeysOf(config));
}

/** The living grant behind a refresh token; null for every other text. */
export async function readRefreshToken(ctx: Context, text: string): Promise<TokenGrant | null> {
  const id = idIn(text);
  const grant = id === null ? null : await ctx.store.tokenGrants.find(id, ctx.clock());
  return grant && isDerived(text, rowOf(grant), tokenKeysOf(ctx.config)) ? grant : null;
}

/** Opens with its use: mailed links may be signed with the same key. */
function rowOf({ id, userId, epoch, expiresAt }: TokenGrant): unknown[] {
  return ['refresh token', id, userId, epoch, toEpoch(expiresAt)];
}
