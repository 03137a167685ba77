// Which column of an imported file is what: by its position, by a list, or by the words of the first row.
import { UserdbError } from '../errors.ts';
import { fieldOfHeading, isPasswordHeading } from './importHeadings.ts';
import { IMPORT_FIELDS, type ImportColumn, type ImportField, MOST_CELLS } from './importRows.ts';

/** What each column holds, from the left; `auto`: as the first row says. */
export type ColumnChoice = 'auto' | readonly ImportColumn[];

const REQUIRED: readonly ImportField[] = ['givenName', 'surname', 'email'];

/**
 * Reads `email,,surname,givenName`, or `auto`.
 *
 * @throws UserdbError IMPORT_COLUMNS
 */
export function readColumnChoice(text: string): ColumnChoice {
  const names = text.split(',').map((name) => name.trim());
  if (names.length === 1 && names[0]?.toLowerCase() === 'auto') return 'auto';
  if (names.length > MOST_CELLS) throw wrong(`it names more than ${MOST_CELLS}`);
  const columns = names.map(readColumn);
  const twice = columns.find((column, i) => column !== '' && columns.indexOf(column) !== i);
  if (twice) throw wrong(`${twice} is named twice`);
  assertComplete(columns);
  return columns;
}

function readColumn(name: string): ImportColumn {
  const column = ['' as const, ...IMPORT_FIELDS].find((one) => one === name);
  if (column !== undefined) return column;
  // Cut: it is told back.
  throw wrong(`“${name.toWellFormed().slice(0, 30)}” is none of ${IMPORT_FIELDS.join(', ')}`);
}

/** @throws UserdbError IMPORT_COLUMNS when a column is missing without which every row is wrong */
export function assertComplete(columns: readonly ImportColumn[]): void {
  const missing = REQUIRED.find((field) => !columns.includes(field));
  if (missing) throw wrong(`${missing} has no column`);
}

function wrong(reason: string): UserdbError {
  return new UserdbError('IMPORT_COLUMNS', { field: 'columns', reason });
}

/**
 * @param choice  undefined: by position
 * @param header  the first row; null where it is a user
 */
export function columnsFor(
  choice: ColumnChoice | undefined,
  header: readonly string[] | null,
): readonly ImportColumn[] {
  if (choice === undefined) return IMPORT_FIELDS;
  if (choice !== 'auto') return choice;
  return header ? columnsIn(header) : IMPORT_FIELDS;
}

/** Whether a cell's heading, or its column, says that it holds a password. */
export function secretColumns(columns: readonly ImportColumn[], header: readonly string[] | null) {
  return (column: number) => columns[column] === 'password' || isPasswordHeading(header?.[column] ?? '');
}

function columnsIn(header: readonly string[]): ImportColumn[] {
  const fields = header.map((word) => fieldOfHeading(word) ?? '');
  const named = fields.map((field, i) => (fields.indexOf(field) === i ? field : ''));
  // A heading in a language that is not known here, over a file like our example. Only what is required is guessed: an
  // unknown fourth column would be made roles.
  const isUsual = REQUIRED.every((field, i) => named[i] === field || (named[i] === '' && !named.includes(field)));
  return isUsual ? named.map((field, i) => REQUIRED[i] ?? field) : named;
}
