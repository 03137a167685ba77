// Hashes and checks passwords in a pool of threads.
import { createHmac } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { UserdbError } from '../errors.ts';
import type { HashTask } from './hashWorker.ts';

export interface Hasher {
  /** @throws UserdbError BUSY when too many wait */
  hash(password: string): Promise<string>;
  /**
   * Whether `password` fits `stored`; without a stored hash it is wrong, after the same time.
   *
   * @throws UserdbError BUSY when too many wait
   */
  verify(password: string, stored: string | undefined): Promise<boolean>;
  /** Whether a stored hash is of another scheme or a lower cost than new ones. */
  isOutdated(stored: string): boolean;
  close(): Promise<void>;
}

/**
 * Marks a bcrypt hash whose input was not the password but its HMAC: bcrypt reads 72 bytes and stops at a null byte,
 * and the HMAC makes every byte count.
 */
const SCHEME = '$bcrypt-hmac';
/** No secret: it keeps these hashes apart from other uses of HMAC-SHA-384. */
const HMAC_KEY = 'userdb password';
/** The lowest priority there is (POSIX nice): requests come first. */
const NICE = 19;
const SECONDS_TO_COME_BACK = 5;
const IDLE_MILLISECONDS = 30_000;
/** A salt (22 characters) and a hash (31) that no password is known to have. */
const NOBODYS_SALT_AND_HASH = `uSerdbuSerdbuSerdbuSeu${'0'.repeat(31)}`;

/**
 * @param cost      bcrypt's cost of new hashes
 * @param maxQueue  how many passwords may wait for a thread
 */
export function openHasher({ cost, maxQueue }: { cost: number; maxQueue: number }): Hasher {
  // Of the current cost, so that a login nobody has takes as long as anybody's.
  const nobodysHash = `$2b$${String(cost).padStart(2, '0')}$${NOBODYS_SALT_AND_HASH}`;
  const pool = new Piscina<HashTask, string | boolean>({
    filename: fileURLToPath(new URL(`./hashWorker${extname(import.meta.url)}`, import.meta.url)),
    minThreads: 0,
    maxThreads: availableParallelism(),
    maxQueue,
    idleTimeout: IDLE_MILLISECONDS,
    niceIncrement: NICE,
    // The application's --require and --import flags are not meant for these threads.
    execArgv: [],
  });

  async function run(task: HashTask): Promise<string | boolean> {
    try {
      return await pool.run(task);
    } catch (error) {
      const message = (error as Error).message;
      if (/queue.*limit/i.test(message)) throw new UserdbError('BUSY', { retryAfter: SECONDS_TO_COME_BACK });
      throw error;
    }
  }

  return {
    async hash(password) {
      return `${SCHEME}${await run({ do: 'hash', input: digest(password), cost })}`;
    },

    async verify(password, stored) {
      const known = stored === undefined ? undefined : readStored(stored);
      const input = known?.scheme === 'plain' ? password : digest(password);
      const fits = await run({ do: 'verify', input, hash: known?.hash ?? nobodysHash, cost });
      return known !== undefined && fits === true;
    },

    isOutdated(stored) {
      const known = readStored(stored);
      return known?.scheme !== 'hmac' || known.cost < cost;
    },

    close: () => pool.destroy(),
  };
}

/** Whether a text is a hash that somebody could sign in with: ours, or plain bcrypt. */
export function isPasswordHash(text: string): boolean {
  return readStored(text) !== undefined;
}

interface StoredHash {
  scheme: 'hmac' | 'plain';
  hash: string;
  cost: number;
}

/** Undefined for what is no bcrypt hash: nobody signs in with it. */
function readStored(stored: string): StoredHash | undefined {
  const hash = stored.startsWith(SCHEME) ? stored.slice(SCHEME.length) : stored;
  const match = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(hash);
  if (!match) return undefined;
  // $2y$ is PHP's name for $2b$, which the library does not know.
  const known = hash.replace(/^\$2y/, '$2b');
  return { scheme: stored.startsWith(SCHEME) ? 'hmac' : 'plain', hash: known, cost: Number(match[1]) };
}

/** 64 characters for any password, the same for its composed and decomposed spellings. */
function digest(password: string): string {
  return createHmac('sha384', HMAC_KEY).update(password.normalize('NFC')).digest('base64');
}
