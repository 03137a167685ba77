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
  let count = 0;
  let batch: ImportRow[] = [];
  for await (const sheetRow of source.rows()) {
    const row = readRow(sheetRow);
    if (isBlank(row)) continue;
    if (isFirst) {
      isFirst = false;
      continue;
    }
    count += 1;
    if (count > MOST_ROWS) {
      throw new UserdbError('IMPORT_UNREADABLE', { reason: `it has more than ${MOST_ROWS} rows; split it` });
    }
    batch.push(row);
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
    signal?.throwIfAborted();
    // Neither the parser nor SQLite ever leaves the thread by itself: here other requests have their turn.
    await letOthers();
  }
  signal?.throwIfAborted();
  if (batch.length > 0) yield batch;
}

/** Spreadsheets leave such rows at the end. */
function isBlank(row: ImportRow): boolean {
  return IMPORT_FIELDS.every((field) => row[field] === '');
}
