// What a preview shows of the file itself: how its columns are read, and its first rows.
import { hasAddress, type Layout } from './importLayout.ts';
import { type ImportColumn, type ImportRow, MOST_CELLS } from './importRows.ts';

export interface ImportPreview {
  /** The first row, where it is none of the users. */
  header: string[] | null;
  /** What each column of the file is read as; empty: not at all. */
  columns: ImportColumn[];
  /** The first rows: their first 50 cells, cut; dots for a password. */
  sample: string[][];
  /** Rows with the address and the role of a row above them. */
  duplicates: number;
}

const ROWS_SHOWN = 5;
/** Characters of a cell. */
const MOST_SHOWN = 100;
const DOTS = '••••';

export function previewOf() {
  let layout: Layout | undefined;
  let width = 0;
  const sample: string[][] = [];

  const header = () => {
    if (!layout?.header) return null;
    const { header: cells, isSecret } = layout;
    // Somebody who is taken for the header: the default leaves out the first row, whatever it is.
    const isUser = hasAddress(cells);
    return cells.slice(0, MOST_CELLS).map((cell, i) => shown(isUser && isSecret(i) && cell !== '' ? null : cell));
  };

  return {
    begin(found: Layout): void {
      layout = found;
      width = found.header?.length ?? 0;
    },

    /** The batches, unchanged. */
    async *watch(batches: AsyncIterable<ImportRow[]>): AsyncGenerator<ImportRow[]> {
      for await (const batch of batches) {
        for (const { cells } of batch) {
          width = Math.max(width, cells.length);
          if (sample.length < ROWS_SHOWN) sample.push(cells.map(shown));
        }
        yield batch;
      }
    },

    shown(duplicates: number): ImportPreview {
      const columns = Array.from({ length: Math.min(width, MOST_CELLS) }, (_, i) => layout?.columns[i] ?? '');
      return { header: header(), columns, sample, duplicates };
    },
  };
}

function shown(cell: string | null): string {
  return cell === null ? DOTS : cell.slice(0, MOST_SHOWN).toWellFormed();
}
