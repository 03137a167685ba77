// Access and refresh tokens, and the grant behind them: given, refreshed, asked for, revoked.
import { record } from '../audit/record.ts';
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { configuredIdleSeconds, hashOf } from '../sessions/life.ts';
import type { Store, TokenGrant, User } from '../store/store.ts';
import { day, secondsAfter, toEpoch } from '../time.ts';
import { issueAccessToken, readAccessToken } from '../tokens/accessTokens.ts';
import { readRefreshToken, refreshTokenOf } from '../tokens/refreshTokens.ts';
import { hrefOf } from '../transformers/stormpath.ts';
import { beginSession, LONG_AGO, mayStay, type Resumed } from './sessions.ts';

export interface AccessToken {
  accessToken: string;
  /** Seconds that it lives. */
  expiresIn: number;
  expiresAt: Date;
}

export interface Tokens extends AccessToken {
  refreshToken: string;
  refreshExpiresAt: Date;
}

/** Stormpath's. */
const LONGEST_REFRESH = 60 * day;

/** Begins a session, and gives the tokens that go with it. */
export async function beginSessionWithTokens(given: Context, sessionId: string, user: User): Promise<Tokens> {
  const ctx = atOneMoment(given);
  const { absoluteTimeout } = ctx.config.session;
  const ttl = Math.min(refreshTtl(ctx.config), absoluteTimeout || Number.POSITIVE_INFINITY);
  const grant = await ctx.store.transaction(async (store) => {
    await beginSession({ ...ctx, store }, sessionId, user);
    return addGrant(ctx, store, user, { ttl, sessionIdHash: hashOf(sessionId) });
  });
  return tokensOf(ctx, grant);
}

/** The tokens of a user who has just proved a password. */
export async function grantTokens(given: Context, user: User): Promise<Tokens> {
  const ctx = atOneMoment(given);
  return tokensOf(ctx, await noteGrant(ctx, user, 'password', refreshTtl(ctx.config)));
}

/** The one token of a program; it asks again rather than refresh it. */
export async function grantAccessToken(given: Context, user: User): Promise<AccessToken> {
  const ctx = atOneMoment(given);
  const { ttl } = ctx.config.oauth2.clientCredentials;
  return accessTokenOf(ctx, await noteGrant(ctx, user, 'client_credentials', ttl), ttl);
}

/**
 * A new access token for a refresh token, which stays the same. Null when the grant was revoked or is over, or when its
 * user may not be here any more.
 */
export async function refreshAccess(given: Context, text: string): Promise<{ me: Resumed; tokens: Tokens } | null> {
  const ctx = atOneMoment(given);
  const grant = await readRefreshToken(ctx, text);
  const user = grant && (await livingUser(ctx, grant));
  if (!grant || !user) return null;
  // As it came: after a change of keys the same grant would be signed otherwise.
  return {
    me: { user, beganAt: LONG_AGO, grantId: grant.id },
    tokens: { ...(await tokensOf(ctx, grant)), refreshToken: text },
  };
}

/** Who is asking with an access token; null when nobody, or when they may not be here any more. */
export async function resumeByAccessToken(ctx: Context, text: string): Promise<Resumed | null> {
  const given = await readAccessToken(ctx, text);
  if (!given) return null;
  if (ctx.config.oauth2.validation === 'full') {
    const grant = await ctx.store.tokenGrants.find(given.grantId, ctx.clock());
    if (!grant || grant.userId !== given.userId) return null;
  }
  const user = await livingUser(ctx, given);
  return user && { user, beganAt: LONG_AGO, grantId: given.grantId };
}

/** Whether an access token has neither been tampered with nor expired; who asks does not depend on it. */
export async function isCurrent(ctx: Context, text: string | null): Promise<boolean> {
  return text !== null && (await readAccessToken(ctx, text)) !== null;
}

/**
 * Ends the grant behind an access token (one that has expired, too) or a refresh token; nothing for any other text.
 *
 * @param withSession  ends the session that it was given with, too: for who signs out, or signs in anew
 */
export async function revokeToken(ctx: Context, text: string, { withSession = false } = {}): Promise<void> {
  const grant = await grantBehind(ctx, text);
  if (!grant) return;
  await ctx.store.transaction(async (store) => {
    await store.tokenGrants.remove(grant.id);
    if (withSession && grant.sessionIdHash) await store.userSessions.end(grant.sessionIdHash);
    await record(ctx, { type: 'token.revoked', userId: grant.userId }, store);
  });
}

/** Ends every token of a user who signs out, those of programs and of other devices too. */
export async function revokeTokensOf(ctx: Context, { id }: User): Promise<void> {
  await ctx.store.transaction(async (store) => {
    const ended = await store.tokenGrants.removeOfUser(id);
    if (ended > 0) await record(ctx, { type: 'token.revoked', userId: id }, store);
  });
}

async function grantBehind(ctx: Context, text: string): Promise<TokenGrant | null> {
  const grant = await readRefreshToken(ctx, text);
  if (grant) return grant;
  const given = await readAccessToken(ctx, text, { expiredToo: true });
  return given && ctx.store.tokenGrants.find(given.grantId, ctx.clock());
}

async function noteGrant(ctx: Context, user: User, grantType: string, ttl: number): Promise<TokenGrant> {
  return ctx.store.transaction(async (store) => {
    await record(ctx, { type: 'token.granted', userId: user.id, grant: grantType }, store);
    return addGrant(ctx, store, user, { ttl, sessionIdHash: null });
  });
}

/** @param user  as read when the proof was made: a password changed since then ends the grant before it begins */
async function addGrant(
  ctx: Context,
  store: Store,
  user: User,
  { ttl, sessionIdHash }: { ttl: number; sessionIdHash: string | null },
): Promise<TokenGrant> {
  const now = ctx.clock();
  const { id: userId, sessionEpoch: epoch } = user;
  const grant = { id: newId(), userId, epoch, sessionIdHash, expiresAt: secondsAfter(now, ttl) };
  await store.tokenGrants.add(grant, now);
  return grant;
}

async function tokensOf(ctx: Context, grant: TokenGrant): Promise<Tokens> {
  const access = await accessTokenOf(ctx, grant, ctx.config.oauth2.accessTokenTtl);
  return { ...access, refreshToken: refreshTokenOf(ctx, grant), refreshExpiresAt: grant.expiresAt };
}

async function accessTokenOf(ctx: Context, grant: TokenGrant, ttl: number): Promise<AccessToken> {
  const { id: grantId, userId, epoch, expiresAt: end } = grant;
  // No longer than the grant, or it would be refused before its time.
  const expiresIn = Math.min(ttl, toEpoch(end) - toEpoch(ctx.clock()));
  const subject = hrefOf(ctx.config, userId);
  const { text, expiresAt } = await issueAccessToken(ctx, { userId, epoch, grantId, subject, ttl: expiresIn });
  return { accessToken: text, expiresIn, expiresAt };
}

async function livingUser({ store }: Context, given: { userId: string; epoch: number }): Promise<User | null> {
  const user = await store.users.findById(given.userId);
  return user && user.sessionEpoch === given.epoch && mayStay(user) ? user : null;
}

/** Seconds that a refresh token lives: as long as an unused session, unless it has a time of its own. */
function refreshTtl(config: Config): number {
  return config.oauth2.refreshTokenTtl ?? (configuredIdleSeconds(config) || LONGEST_REFRESH);
}

/** With a clock that stands: a second that ticks on between two looks would shorten what is given. */
function atOneMoment(ctx: Context): Context {
  const now = ctx.clock();
  return { ...ctx, clock: () => now };
}
