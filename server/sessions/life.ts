// What every place that knows sessions has to agree on: how their ids are kept, and how long they live unused.
import { createHash } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import { day } from '../time.ts';

/** Seconds without a request after which a session ends that has no time of its own; browsers forget it sooner. */
const LONGEST_IDLE = 14 * day;

/** Seconds without a request after which a session ends. */
export function idleSeconds(config: Config): number {
  return configuredIdleSeconds(config) || LONGEST_IDLE;
}

/** The same as the configuration says; 0 where it leaves that to the browser. */
export function configuredIdleSeconds({ session, sessionsExpireInSeconds }: Config): number {
  const { maxAge } = session.cookie;
  return maxAge === null ? sessionsExpireInSeconds : maxAge / 1000;
}

/** Session ids are kept as hashes: whoever reads the database cannot be anybody. */
export function hashOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url');
}
