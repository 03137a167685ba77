// What a spreadsheet is to its reader: rows of text, which can be gone through more than once.
import { UserdbError } from '../errors.ts';

export interface SheetRow {
  /** Where the row begins in the file, as an editor or a spreadsheet counts: from 1. */
  line: number;
  cells: string[];
}

export interface Sheet {
  /** From the first row, every time; one at a time, in bounded memory. @throws UserdbError IMPORT_UNREADABLE */
  rows(): AsyncIterable<SheetRow>;
}

/** A file that is no spreadsheet, or a broken one. */
export function unreadable(reason: string): UserdbError {
  return new UserdbError('IMPORT_UNREADABLE', { reason });
}
