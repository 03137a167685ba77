// The rows that an import refuses, as they are in the file: to be corrected and sent again.
import type { ImportRow, WrongCell } from './importRows.ts';

export interface FailedRow {
  line: number;
  /** The first 50; empty where there is a password. */
  cells: string[];
  /** All that is wrong with the row. */
  reason: string;
}

export interface FailedRows {
  /** Adds those of a batch that have a wrong cell. */
  keep(batch: readonly ImportRow[], wrong: readonly WrongCell[]): void;
  /** In the order of the file. */
  list(): FailedRow[];
}

const MOST_ROWS = 10_000;
/** Characters of all rows: cells of a spreadsheet may share a long text, and would be as many texts in the answer. */
const MOST_TEXT = 8 * 1024 * 1024;

export function failedRows(): FailedRows {
  const rows: FailedRow[] = [];
  let left = MOST_TEXT;

  return {
    keep(batch, wrong) {
      const reasons = Map.groupBy(wrong, ({ line }) => line);
      for (const { line, cells: own } of batch) {
        const cells = own.map((cell) => (cell ?? '').toWellFormed());
        const reason = (reasons.get(line) ?? []).map((cell) => cell.reason).join(' ');
        left -= reason === '' ? 0 : lengthOf(cells);
        if (reason !== '' && left >= 0 && rows.length < MOST_ROWS) rows.push({ line, cells, reason });
      }
    },
    // What goes wrong in the writing comes later.
    list: () => rows.toSorted((a, b) => a.line - b.line),
  };
}

function lengthOf(cells: readonly string[]): number {
  return cells.reduce((sum, { length }) => sum + length, 0);
}
