// Living sign-ins: begin, resume, end. What express-session keeps is only a pointer to these.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { hashOf, idleSeconds, noteEvery } from '../sessions/life.ts';
import type { User } from '../store/store.ts';
import { secondsBetween } from '../time.ts';
import { isLockedByGuesses } from './lockout.ts';

export interface Resumed {
  user: User;
  /** When they signed in; `LONG_AGO` for who came with a token or an API key, which prove no recent sign-in. */
  beganAt: Date;
  /** The session that says so, by the hash of its id; absent for a token and an API key. */
  sessionIdHash?: string;
  /** The grant of the token that says so. */
  grantId?: string;
}

export const LONG_AGO = new Date(0);

export async function beginSession(ctx: Context, sessionId: string, user: User): Promise<void> {
  const now = ctx.clock();
  await ctx.store.userSessions.begin({
    idHash: hashOf(sessionId),
    userId: user.id,
    epoch: user.sessionEpoch,
    beganAt: now,
    lastSeenAt: now,
    address: ctx.client.address,
    agent: ctx.client.agent?.slice(0, 256) ?? null,
  });
}

/**
 * Who is signed in with a session id: the one place that decides it. Null when the session was ended, or the user
 * began a new epoch (changed the password, was disabled), is gone, or may not be here.
 */
export async function resumeSession(ctx: Context, sessionId: string): Promise<Resumed | null> {
  const idHash = hashOf(sessionId);
  const session = await ctx.store.userSessions.find(idHash);
  if (!session) return null;
  const user = await ctx.store.users.findById(session.userId);
  if (!user || user.sessionEpoch !== session.epoch || !mayStay(user)) return null;

  const now = ctx.clock();
  const { absoluteTimeout } = ctx.config.session;
  if (absoluteTimeout > 0 && secondsBetween(session.beganAt, now) >= absoluteTimeout) return null;
  const isNoted = secondsBetween(session.lastSeenAt, now) < noteEvery(idleSeconds(ctx.config));
  if (!isNoted) await noteSeen(ctx, idHash, now);
  return { user, beganAt: session.beganAt, sessionIdHash: idHash };
}

/** With the tokens that were given with it. */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const idHash = hashOf(sessionId);
  const session = await ctx.store.userSessions.find(idHash);
  if (!session) return;
  await removeSession(ctx, sessionId);
  await record(ctx, { type: 'logout', userId: session.userId });
}

/** Ends a session whose place a new one takes: no sign-out to speak of. */
export async function removeSession({ store }: Context, sessionId: string): Promise<void> {
  const idHash = hashOf(sessionId);
  await store.transaction(async (within) => {
    await within.userSessions.end(idHash);
    await within.tokenGrants.removeOfSession(idHash);
  });
}

/** A lock by wrong guesses shuts the door to new sign-ins only, or strangers could throw people out. */
export function mayStay(user: User): boolean {
  return user.account.status === 'ENABLED' && (user.status === 'ENABLED' || isLockedByGuesses(user));
}

async function noteSeen(ctx: Context, idHash: string, now: Date): Promise<void> {
  try {
    await ctx.store.userSessions.see(idHash, now);
  } catch (error) {
    // A database that cannot be written may still be read, and reading is all that was asked for.
    ctx.logger.error('the time of a session cannot be noted', { error: String(error) });
  }
}
