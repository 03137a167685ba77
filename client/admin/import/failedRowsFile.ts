// The rows that were refused, as a file like the one that they come from, to be corrected and sent again.

import type { ImportReport } from '../../adminWire.ts';
import { toCsv } from '../csv.ts';

type Failed = NonNullable<ImportReport['failed']>;

/**
 * As CSV, with a column behind all others that says why.
 *
 * A file without a header gets one, in the names that the server knows: by its position, that last column would be read.
 *
 * @param why   its heading
 * @param says  what it says of a row
 */
export function failedRowsFile(
  failed: Failed,
  { header, columns = [] }: Pick<ImportReport, 'header' | 'columns'>,
  why: string,
  says: (row: Failed[number]) => string,
): string {
  const first = header ?? columns;
  const width = failed.reduce((most, { cells }) => Math.max(most, cells.length), first.length);
  const padded = (cells: readonly string[]) => Array.from({ length: width }, (_, i) => cells[i] ?? '');
  return toCsv([[...padded(first), why], ...failed.map((row) => [...padded(row.cells), says(row)])]);
}
