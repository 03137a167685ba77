// How often one client network and one login may ask.
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config/schema.ts';
import type { Allowance } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { OpenSessions } from '../sessions/index.ts';
import type { Store } from '../store/store.ts';
import { type Clock, secondsBetween } from '../time.ts';

/** Counts one thing: at most so many times in a window. */
interface Limiter {
  /** Counts once. @returns seconds to wait; 0: go on */
  hit(key: string): Promise<number>;
  clear(key: string): Promise<void>;
}

export interface Limits {
  /** @throws UserdbError TOO_MANY_REQUESTS */
  countClient(kind: 'login' | 'other', address: string | null): Promise<void>;
  /** @throws UserdbError TOO_MANY_REQUESTS */
  countLogin(login: string): Promise<void>;
  /** A good sign-in: what was counted for this login is forgotten. */
  forgiveLogin(login: string): Promise<void>;
  readonly mail: Allowance;
}

interface Parts {
  config: Config;
  store: Store;
  sessions: OpenSessions;
  clock: Clock;
}

export function openLimits({ config, store, sessions, clock }: Parts): Limits {
  const { enabled, login, other, mail } = config.rateLimits;
  const limiter = (name: string, points: number, seconds: number) => {
    const keyPrefix = `userdb:limit:${name}`;
    if (!enabled) return UNLIMITED;
    if (sessions.redis) return flexible(redisLimiter(sessions.redis.client, { keyPrefix, points, duration: seconds }));
    if (config.session.store === 'database') return databaseLimiter(store, clock, { keyPrefix, points, seconds });
    return flexible(new RateLimiterMemory({ keyPrefix, points, duration: seconds }));
  };
  const perClient = {
    login: limiter('login-client', login.perClient, login.seconds),
    other: limiter('other-client', other.perClient, other.seconds),
  };
  const perLogin = limiter('login', login.perLogin, login.seconds);
  const perAddress = limiter('mail', mail.perAddress, mail.seconds);

  return {
    countClient: async (kind, address) => refuse(await perClient[kind].hit(networkOf(address))),
    countLogin: async (text) => refuse(await perLogin.hit(keyOf(text))),
    forgiveLogin: (text) => perLogin.clear(keyOf(text)),
    mail: { take: async (address) => (await perAddress.hit(keyOf(address))) === 0 },
  };
}

const UNLIMITED: Limiter = { hit: async () => 0, clear: async () => {} };

function refuse(seconds: number): void {
  if (seconds > 0) throw new UserdbError('TOO_MANY_REQUESTS', { retryAfter: seconds });
}

/** Of one length whatever is typed, and no list of addresses for who reads the counts. */
function keyOf(login: string): string {
  return createHash('sha256').update(normalForm(login)).digest('base64url');
}

/** The IPv4 address, or the /64 that one IPv6 client can move around in. */
export function networkOf(address: string | null): string {
  if (address === null) return 'unknown';
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return address;
  const groups = groupsOf(plain);
  const [a = 0, b = 0] = groups.slice(6);
  // IPv4 in IPv6's clothes: ::ffff:192.0.2.1, which some proxies spell ::ffff:c000:201.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return [a >> 8, a & 255, b >> 8, b & 255].join('.');
  const network = groups.slice(0, 4).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}

/** The eight groups of an IPv6 address in any of its spellings. */
function groupsOf(address: string): number[] {
  // A URL spells it in one way: no dots, no leading zeros.
  const { hostname } = new URL(`http://[${address}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const read = (text: string) => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return read(head);
  const [first, last] = [read(head), read(tail)];
  return [...first, ...Array<number>(8 - first.length - last.length).fill(0), ...last];
}

function flexible(limiter: RateLimiterAbstract): Limiter {
  return {
    async hit(key) {
      try {
        await limiter.consume(key);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    clear: async (key) => void (await limiter.delete(key)),
  };
}

interface Bound {
  keyPrefix: string;
  points: number;
  duration: number;
}

/** While Redis is away each process counts for itself. */
function redisLimiter(storeClient: unknown, bound: Bound): RateLimiterAbstract {
  return new RateLimiterRedis({
    ...bound,
    storeClient,
    useRedisPackage: true,
    insuranceLimiter: new RateLimiterMemory(bound),
  });
}

function databaseLimiter(
  { counters }: Store,
  clock: Clock,
  { keyPrefix, points, seconds }: { keyPrefix: string; points: number; seconds: number },
): Limiter {
  return {
    async hit(key) {
      const now = clock();
      const { count, endsAt } = await counters.hit(`${keyPrefix}:${key}`, seconds, now);
      return count > points ? Math.max(1, Math.ceil(secondsBetween(now, endsAt))) : 0;
    },
    clear: (key) => counters.clear(`${keyPrefix}:${key}`),
  };
}
