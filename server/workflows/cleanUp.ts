// Removes what has had its time: tokens, sessions, counts.
import type { Context } from '../context.ts';
import { idleSeconds, noteEvery } from '../sessions/life.ts';
import { secondsAfter } from '../time.ts';

export async function cleanUp({ store, config, clock }: Context): Promise<void> {
  const now = clock();
  await store.tokens.removeExpired(now);
  await store.tokenGrants.removeExpired(now);
  await store.sessionRecords.removeExpired(now);
  const idle = idleSeconds(config);
  await store.userSessions.removeUnseenSince(secondsAfter(now, -(idle + noteEvery(idle))));
  await store.counters.removeEnded(now);
}
