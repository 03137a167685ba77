// Opens the sessions that `session.store` names.
import type { Store as SessionStore } from 'express-session';
import type { Config, Logger } from '../config/schema.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../time.ts';
import { databaseKeeper } from './database.ts';
import { idleSeconds } from './life.ts';
import { memoryKeeper } from './memory.ts';
import { connectRedis, type RedisConnection, redisKeeper } from './redis.ts';
import { KeptSessions, type SessionRecordKeeper } from './sessionStore.ts';

export interface OpenSessions {
  store: SessionStore;
  /** What rate limits may use too; null when sessions are not in Redis. */
  redis: RedisConnection | null;
  close(): Promise<void>;
}

interface Parts {
  config: Config;
  store: Store;
  logger: Logger;
  clock: Clock;
}

export async function openSessions({ config, store, logger, clock }: Parts): Promise<OpenSessions> {
  const where = config.session.store;
  const idle = idleSeconds(config);
  const hasEnded = async (idHash: string) => (await store.userSessions.find(idHash)) === null;
  const kept = (keeper: SessionRecordKeeper) => new KeptSessions(keeper, idle, clock, hasEnded);
  const nothingToClose = async () => {};

  if (typeof where === 'object') return { store: where, redis: null, close: nothingToClose };
  if (where === 'memory') return { store: kept(memoryKeeper(idle, clock)), redis: null, close: nothingToClose };
  if (where === 'database') {
    return { store: kept(databaseKeeper(store, idle, clock)), redis: null, close: nothingToClose };
  }
  const redis = await connectRedis(where, logger);
  return { store: kept(await redisKeeper(redis, idle)), redis, close: redis.close };
}
