// What every place that knows sessions has to agree on: how their ids are kept, and how long they live unused.
import { createHash } from 'node:crypto';
import type { Config } from '../config/schema.ts';
import { day, minute, secondsBetween } from '../time.ts';

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

/** Seconds after which the use of a session is noted again: a tenth of a short life, so that none ends noticeably early. */
export function noteEvery(idle: number): number {
  return Math.min(minute, idle / 10);
}

/**
 * Seconds until a session ends when nothing more is asked; null where none ends by itself.
 *
 * @param beganAt  when its user signed in
 */
export function secondsLeft(config: Config, beganAt: Date, now: Date): number | null {
  const { absoluteTimeout, rolling } = config.session;
  const idle = configuredIdleSeconds(config);
  const age = secondsBetween(beganAt, now);
  const ends = [
    // A cookie that is not sent again ends when it was going to at first.
    ...(idle > 0 ? [rolling ? idle : idle - age] : []),
    ...(absoluteTimeout > 0 ? [absoluteTimeout - age] : []),
  ];
  return ends.length > 0 ? Math.max(0, Math.floor(Math.min(...ends))) : null;
}

/** By which a session is named to its user: neither a cookie nor what the database knows it by can be made of it. */
export function publicIdOf(idHash: string): string {
  return createHash('sha256').update(`public id of ${idHash}`).digest('base64url').slice(0, 16);
}

/** Session ids are kept as hashes: whoever reads the database cannot be anybody. */
export function hashOf(sessionId: string): string {
  return createHash('sha256').update(sessionId).digest('base64url');
}
