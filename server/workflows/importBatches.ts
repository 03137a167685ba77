// The rows of an import, some hundreds at a time.
import { setImmediate as letOthers } from 'node:timers/promises';
import { UserdbError } from '../errors.ts';
import { IMPORT_FIELDS, type ImportRow, readRow, type SheetRow } from './importRows.ts';

/** A file that can be gone through several times. */
export interface ImportSource {
  rows(): AsyncIterable<SheetRow>;
}

const ROWS_AT_ONCE = 500;
/** What is remembered of a file grows with its rows. */
export const MOST_ROWS = 250_000;
/** As many as the largest sheet has: some are styled down to their last row, with nothing in it. */
const MOST_BLANK_ROWS = 1_100_000;

/**
 * The rows with something in them, without the first one where that is the header.
 *
 * @param signal  ends it between two batches, with the reason of the signal
 * @throws UserdbError IMPORT_UNREADABLE
 */
export async function* batchesOf(
  source: ImportSource,
  { ignoreHeaders }: { ignoreHeaders: boolean },
  signal?: AbortSignal,
): AsyncGenerator<ImportRow[]> {
  let isFirst = ignoreHeaders;
  let [count, blank] = [0, 0];
  let batch: ImportRow[] = [];
  for await (const sheetRow of source.rows()) {
    if ((count + blank) % ROWS_AT_ONCE === 0) {
      signal?.throwIfAborted();
      // Neither the parser nor SQLite ever leaves the thread by itself: here other requests have their turn.
      await letOthers();
    }
    const row = readRow(sheetRow);
    if (isBlank(row)) {
      blank += 1;
      if (blank > MOST_BLANK_ROWS) throw tooLong(MOST_BLANK_ROWS);
      continue;
    }
    if (isFirst) {
      isFirst = false;
      continue;
    }
    count += 1;
    if (count > MOST_ROWS) throw tooLong(MOST_ROWS);
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  signal?.throwIfAborted();
  if (batch.length > 0) yield batch;
}

function tooLong(most: number): UserdbError {
  return new UserdbError('IMPORT_UNREADABLE', { reason: `it has more than ${most} rows; split it` });
}

/** Spreadsheets leave such rows at the end. */
function isBlank(row: ImportRow): boolean {
  return IMPORT_FIELDS.every((field) => row[field] === '');
}
