// The rows of an import, some hundreds at a time.
import { setImmediate as letOthers } from 'node:timers/promises';
import { UserdbError } from '../errors.ts';
import { emptyLayout, isBlankRow, type Layout, type LayoutOptions, layoutFrom } from './importLayout.ts';
import { type ImportRow, readRow, type SheetRow } from './importRows.ts';

/** A file that can be gone through several times. */
export interface ImportSource {
  rows(): AsyncIterable<SheetRow>;
}

const ROWS_AT_ONCE = 500;
/** What is remembered of a file grows with its rows. */
export const MOST_ROWS = 250_000;
/** As many as the largest sheet has: some are styled down to their last row, with nothing in it. */
const MOST_BLANK_ROWS = 1_100_000;

export interface Reading extends LayoutOptions {
  /** The account of every row, whatever its own cell says. */
  accountName?: string | undefined;
}

interface Hearing {
  /** Ends it between two batches, with the reason of the signal. */
  signal?: AbortSignal | undefined;
  /** Hears how the file is read, before the first of its rows. */
  onLayout?: (layout: Layout) => void;
}

/**
 * The rows with something in them, without the first one where that is the header.
 *
 * @throws UserdbError IMPORT_UNREADABLE, IMPORT_COLUMNS
 */
export async function* batchesOf(
  source: ImportSource,
  reading: Reading,
  { signal, onLayout = () => {} }: Hearing = {},
): AsyncGenerator<ImportRow[]> {
  const { accountName } = reading;
  let layout: Layout | null = null;
  let [count, blank] = [0, 0];
  let batch: ImportRow[] = [];
  for await (const sheetRow of source.rows()) {
    if ((count + blank) % ROWS_AT_ONCE === 0) {
      signal?.throwIfAborted();
      // Neither the parser nor SQLite ever leaves the thread by itself: here other requests have their turn.
      await letOthers();
    }
    const begins = layout === null;
    layout ??= layoutFrom(sheetRow, reading);
    if (layout && begins) onLayout(layout);
    if (layout && begins && layout.header) continue;
    const row = layout && readRow(sheetRow, layout);
    if (!row || isBlankRow(row)) {
      blank += 1;
      if (blank > MOST_BLANK_ROWS) throw tooLong(MOST_BLANK_ROWS);
      continue;
    }
    count += 1;
    if (count > MOST_ROWS) throw tooLong(MOST_ROWS);
    batch.push(accountName === undefined ? row : { ...row, account: accountName });
    if (batch.length < ROWS_AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  signal?.throwIfAborted();
  if (!layout) onLayout(emptyLayout(reading));
  if (batch.length > 0) yield batch;
}

function tooLong(most: number): UserdbError {
  return new UserdbError('IMPORT_UNREADABLE', { reason: `it has more than ${most} rows; split it` });
}
