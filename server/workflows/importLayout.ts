// What the first row of an imported file is, and so how the others are read.
import { isEmailAddress } from '../normalForm.ts';
import { type ColumnChoice, columnsFor, secretColumns } from './importColumns.ts';
import { IMPORT_FIELDS, type ImportRow, type RowLayout, readRow, type SheetRow } from './importRows.ts';

export interface Layout extends RowLayout {
  /** The first row where it is none of the users. */
  header: readonly string[] | null;
}

export interface LayoutOptions {
  /** The first row is no user; `auto`: it is one when it has an e-mail address. */
  ignoreHeaders: boolean | 'auto';
  /** By position unless given. */
  columns?: ColumnChoice | undefined;
}

/** What a row says that may be the first one; null where it has nothing in it. */
export function layoutFrom(sheetRow: SheetRow, { ignoreHeaders, columns: choice }: LayoutOptions): Layout | null {
  const { cells } = sheetRow;
  const isHeader = ignoreHeaders === 'auto' ? !hasAddress(cells) : ignoreHeaders;
  const layout = layoutOf(choice, isHeader ? cells : null);
  const isEmpty = choice === 'auto' ? cells.every((cell) => cell.trim() === '') : isBlankRow(readRow(sheetRow, layout));
  return isEmpty ? null : layout;
}

/** Of a file without anything in it. */
export function emptyLayout({ columns }: LayoutOptions): Layout {
  return layoutOf(columns, null);
}

function layoutOf(choice: ColumnChoice | undefined, header: readonly string[] | null): Layout {
  const columns = columnsFor(choice, header);
  return { header, columns, isSecret: secretColumns(columns, header) };
}

/** Then it is a user. */
export function hasAddress(cells: readonly string[]): boolean {
  return cells.some((cell) => isEmailAddress(cell.trim()));
}

/** Nothing is in the columns that are read. Spreadsheets leave such rows at the end. */
export function isBlankRow(row: ImportRow): boolean {
  return IMPORT_FIELDS.every((field) => row[field] === '');
}
