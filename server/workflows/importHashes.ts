// Hashes the passwords of an import before anything is written, beside people who sign in.
import { availableParallelism } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { ImportRow } from './importRows.ts';

/** A thread stays free for who signs in, where there are several. */
const HASHES_AT_ONCE = Math.max(1, availableParallelism() - 1);
/** Milliseconds after which a full queue is asked again. */
const PAUSE = 200;

/**
 * The hash of each password, by address.
 *
 * @param wanted  the lines with the passwords that are hashed, by address
 * @param tell    hears how many are done
 */
export async function hashPasswords(
  ctx: Context,
  batches: AsyncIterable<readonly ImportRow[]>,
  wanted: ReadonlyMap<string, number>,
  tell: (rows: number) => void,
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  if (wanted.size === 0) return hashes;
  for await (const batch of batches) {
    const rows = batch.filter(({ address, line }) => wanted.get(address) === line)[Symbol.iterator]();
    const work = async () => {
      for (const { address, password } of rows) {
        signal?.throwIfAborted();
        hashes.set(address, await hashPatiently(ctx, password));
        tell(hashes.size);
      }
    };
    await Promise.all(Array.from({ length: HASHES_AT_ONCE }, work));
  }
  return hashes;
}

/** People who sign in go first: while they fill the queue, an import waits. */
async function hashPatiently({ passwords }: Context, password: string): Promise<string> {
  for (;;) {
    try {
      return await passwords.hash(password);
    } catch (error) {
      if (!(error instanceof UserdbError) || error.code !== 'BUSY') throw error;
      await pause(PAUSE);
    }
  }
}
