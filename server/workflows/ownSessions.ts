// Where somebody is signed in, and signing out there: the own sessions, seen from one of them.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { idleSeconds, noteEvery, publicIdOf } from '../sessions/life.ts';
import type { UserSession } from '../store/store.ts';
import { secondsAfter } from '../time.ts';
import { LONG_AGO, type Resumed } from './sessions.ts';

/** More than a person has; who signs in by a script all day sees the latest. */
const MOST_SESSIONS = 1000;

export interface OwnSession extends UserSession {
  /** Says which to end, and nothing else. */
  id: string;
  /** The one that asks. */
  current: boolean;
}

/** The living ones, newest seen first. */
export async function ownSessions(ctx: Context, me: Resumed): Promise<OwnSession[]> {
  const current = await currentSession(ctx, me);
  const { id: userId, sessionEpoch: epoch } = me.user;
  const living = await ctx.store.userSessions.ofUser(userId, { epoch, ...oldest(ctx) }, MOST_SESSIONS);
  return living.map((session) => ({
    ...session,
    id: publicIdOf(session.idHash),
    current: session.idHash === current,
  }));
}

/**
 * Ends one of the own sessions, with the tokens that were given with it.
 *
 * @param id  as `ownSessions` names it
 * @throws UserdbError SESSION_UNKNOWN
 */
export async function endOwnSession(ctx: Context, me: Resumed, id: string): Promise<void> {
  const session = (await ownSessions(ctx, me)).find((one) => one.id === id);
  if (!session) throw new UserdbError('SESSION_UNKNOWN', { field: 'id' });
  await ctx.store.transaction(async (store) => {
    await store.userSessions.end(session.idHash);
    await store.tokenGrants.removeOfSession(session.idHash);
    await record(ctx, { type: 'session.ended', userId: me.user.id, sessions: 1 }, store);
  });
}

/** Ends all of them but the one that asks, with their tokens; tokens that were asked for alone stay. */
export async function endOtherSessions(ctx: Context, me: Resumed): Promise<void> {
  const current = await currentSession(ctx, me);
  const { id: userId } = me.user;
  await ctx.store.transaction(async (store) => {
    const sessions = await store.userSessions.endOthers(userId, current);
    await store.tokenGrants.removeOfOtherSessions(userId, current);
    if (sessions > 0) await record(ctx, { type: 'session.ended', userId, sessions }, store);
  });
}

/** The hash of the id of the session that asks, or that the token which asks was given with. */
async function currentSession({ store, clock }: Context, { sessionIdHash, grantId }: Resumed): Promise<string | null> {
  if (sessionIdHash !== undefined || grantId === undefined) return sessionIdHash ?? null;
  return (await store.tokenGrants.find(grantId, clock()))?.sessionIdHash ?? null;
}

/** What was not seen for longer, or began earlier, has ended by itself. */
function oldest({ config, clock }: Context) {
  const now = clock();
  const { absoluteTimeout } = config.session;
  const idle = idleSeconds(config);
  return {
    seenSince: secondsAfter(now, -(idle + noteEvery(idle))),
    // At the very second it is over.
    beganSince: absoluteTimeout > 0 ? secondsAfter(now, 1 - absoluteTimeout) : LONG_AGO,
  };
}
