// Which hash a secret fits, for secrets that programs send with every request: what was found lately is not hashed again.
import { createHash } from 'node:crypto';
import { type Clock, minute } from '../time.ts';
import type { Hasher } from './hash.ts';

export interface SecretFits {
  /** The index of the first hash that the secret fits, if that was found lately; null: it has to be hashed. */
  recall(secret: string, hashes: readonly string[]): number | null;
  /**
   * The index of the first hash that the secret fits; null when it fits none, which costs a hash at least.
   *
   * @throws UserdbError BUSY
   */
  find(secret: string, hashes: readonly string[]): Promise<number | null>;
}

/** How long a fit is remembered, in seconds. */
const REMEMBERED_FOR = minute;
/** Beyond these the oldest is forgotten. */
const MOST_REMEMBERED = 10_000;

export function secretFits(verify: Hasher['verify'], clock: Clock): SecretFits {
  const fits = new Map<string, { index: number; until: number }>();

  function remember(key: string, index: number): void {
    fits.delete(key);
    fits.set(key, { index, until: clock().getTime() + REMEMBERED_FOR * 1000 });
    const [oldest] = fits.keys();
    if (fits.size > MOST_REMEMBERED && oldest !== undefined) fits.delete(oldest);
  }

  return {
    recall(secret, hashes) {
      const key = keyOf(secret, hashes);
      const fit = fits.get(key);
      if (fit && clock().getTime() < fit.until) return fit.index;
      fits.delete(key);
      return null;
    },

    async find(secret, hashes) {
      if (hashes.length === 0) await verify(secret, undefined);
      for (const [index, hash] of hashes.entries()) {
        if (!(await verify(secret, hash))) continue;
        // Misses are not remembered: the second wrong guess must take as long as the first.
        remember(keyOf(secret, hashes), index);
        return index;
      }
      return null;
    },
  };
}

/** Of the hashes too: where one was added or taken away, the answer may be another. */
function keyOf(secret: string, hashes: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([secret, ...hashes]))
    .digest('base64url');
}
