// Session records in Redis, by connect-redis. Both packages are optional peers, loaded when the configuration asks.
import type { RedisStore } from 'connect-redis';
import type { SessionData } from 'express-session';
import type { RedisClientType } from 'redis';
import { ConfigError } from '../config/load.ts';
import type { Logger } from '../config/schema.ts';
import { unavailable } from '../errors.ts';
import { readRecord, type SessionRecordKeeper } from './sessionStore.ts';

/** Milliseconds between tries to reach a Redis that went away: more with each, up to the last. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2000;
/** Milliseconds of silence after which a connection counts as lost, and between the pings that an idle one answers. */
const LONGEST_SILENCE = 2000;
const PING_EVERY = 500;
const PREFIX = 'userdb:session:';

export interface RedisConnection {
  client: RedisClientType;
  close(): Promise<void>;
}

/** @throws ConfigError when a package is missing; the connection's own error when Redis does not answer */
export async function connectRedis(url: string, logger: Logger): Promise<RedisConnection> {
  // Both before anything is opened that would have to be closed again.
  const [{ createClient }] = await optional(() => Promise.all([import('redis'), import('connect-redis')]));
  const client = createClient({
    url,
    // Redis away: fail now rather than let requests wait for its return.
    disableOfflineQueue: true,
    // A time-out of the commands would not do: the client counts it only until a command is sent.
    pingInterval: PING_EVERY,
    socket: {
      socketTimeout: LONGEST_SILENCE,
      reconnectStrategy: (tries) => Math.min(FIRST_PAUSE * 2 ** tries, LONGEST_PAUSE),
    },
  }) as RedisClientType;

  let reached = false;
  const firstTry = new Promise<never>((_, reject) => client.once('error', (error) => !reached && reject(error)));
  client.on('error', (error: Error) => logger.error('redis does not answer', { error: error.message }));
  try {
    await Promise.race([client.connect(), firstTry]);
  } catch (error) {
    client.destroy();
    throw error;
  }
  reached = true;
  return {
    client,
    async close() {
      if (client.isReady) await client.close();
      else client.destroy();
    },
  };
}

export async function redisKeeper({ client }: RedisConnection, idleSeconds: number): Promise<SessionRecordKeeper> {
  const { RedisStore: Store } = await import('connect-redis');
  const serializer = { stringify: JSON.stringify, parse: (text: string) => readRecord(text) as SessionData };
  const store: RedisStore = new Store({ client, prefix: PREFIX, serializer, ttl: () => Math.ceil(idleSeconds) });
  return {
    get: async (idHash) => ((await reached((done) => store.get(idHash, done))) as SessionData | undefined) ?? null,
    set: async (idHash, data) => void (await reached((done) => store.set(idHash, data, done))),
    touch: async (idHash, data) => void (await reached((done) => store.touch(idHash, data, done))),
    remove: async (idHash) => void (await reached((done) => store.destroy(idHash, done))),
  };
}

/** A failure of Redis is our trouble and passes: 503, whatever was asked. */
function reached(command: (done: (error?: unknown, result?: unknown) => void) => unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    command((error, result) => {
      if (error) reject(unavailable());
      else resolve(result);
    });
  });
}

async function optional<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new ConfigError(['session.store: takes two more packages for Redis: run "npm install redis connect-redis"']);
  }
}
