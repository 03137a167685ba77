// Removes what has had its time: tokens, sessions, counts.
import type { Context } from '../context.ts';
import { idleSeconds } from '../sessions/life.ts';
import { secondsAfter } from '../time.ts';
import { SEEN_EVERY } from './sessions.ts';

export async function cleanUp({ store, config, clock }: Context): Promise<void> {
  const now = clock();
  await store.tokens.removeExpired(now);
  await store.tokenGrants.removeExpired(now);
  await store.sessionRecords.removeExpired(now);
  await store.userSessions.removeUnseenSince(secondsAfter(now, -(idleSeconds(config) + SEEN_EVERY)));
  await store.counters.removeEnded(now);
}
