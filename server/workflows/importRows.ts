// What a row of an import says: six fields, three of them filled.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import { readName } from './describedFields.ts';
import type { Actor } from './permissions.ts';
import { assertMayUseRole } from './superAdmins.ts';
import { readUserFields, required } from './userFields.ts';

/** A row of the file, as whoever reads the file hands it over. */
export interface SheetRow {
  /** Where the row begins, as an editor or a spreadsheet counts: from 1. */
  line: number;
  cells: readonly string[];
}

/** Texts without blanks around them; empty where the row has none. */
export interface ImportRow {
  line: number;
  givenName: string;
  surname: string;
  email: string;
  /** The e-mail address in its normal form: who it is. */
  address: string;
  role: string;
  password: string;
  /** The name of an account. */
  account: string;
  /** The first 50 cells as they are in the file; null where there is a password, which nobody is told. */
  cells: readonly (string | null)[];
}

export type ImportField = Exclude<keyof ImportRow, 'line' | 'address' | 'cells'>;
/** What a column holds; empty: it is not read. */
export type ImportColumn = ImportField | '';

/** Something in a row that cannot be imported. */
export interface WrongCell {
  line: number;
  field: ImportField;
  /** What the cell holds, cut where it is long; null for passwords. */
  value: string | null;
  reason: string;
}

/** In the usual order of the columns. */
export const IMPORT_FIELDS: readonly ImportField[] = ['givenName', 'surname', 'email', 'role', 'password', 'account'];

/** Cells of a row that are shown, and columns that can be read. */
export const MOST_CELLS = 50;
/** Characters of a wrong value: enough to find it. */
const MOST_SHOWN = 100;

/**
 * What keeps a spreadsheet from running a cell: the export writes `'+ann@example.com`, as OWASP says of CSV injection,
 * and Excel shows none of it. What is read back is the text that was written.
 */
const ESCAPE = /^'(?=[=+\-@\t\r＝＋－＠])/;

/** How the cells of a row are read. */
export interface RowLayout {
  columns: readonly ImportColumn[];
  /** Whether what is in the column is told to nobody. */
  isSecret(column: number): boolean;
}

export function readRow({ line, cells }: SheetRow, { columns, isSecret }: RowLayout): ImportRow {
  const cellOf = (field: ImportField) => cells[columns.indexOf(field)]?.trim().replace(ESCAPE, '').trim() ?? '';
  const email = cellOf('email');
  return {
    line,
    givenName: cellOf('givenName'),
    surname: cellOf('surname'),
    email,
    address: normalForm(email),
    role: cellOf('role'),
    password: cellOf('password'),
    account: cellOf('account'),
    cells: cells.slice(0, MOST_CELLS).map((cell, i) => (isSecret(i) && cell.trim() !== '' ? null : cell)),
  };
}

/**
 * Everything that is wrong with a row by itself.
 *
 * @param byName  the row says which account the user joins
 */
export function wrongIn(ctx: Context, actor: Actor, row: ImportRow, byName: boolean): WrongCell[] {
  const { givenName, surname, email, role, password, account } = row;
  const checks: [ImportField, () => void][] = [
    ['givenName', () => required(readUserFields({ givenName }).givenName, 'givenName')],
    ['surname', () => required(readUserFields({ surname }).surname, 'surname')],
    ['email', () => required(readUserFields({ email }).email, 'email')],
    ['role', () => role !== '' && assertMayUseRole(ctx, actor, readName(role, 'role'))],
    ['password', () => password !== '' && ctx.passwords.assertAllowed(password, row)],
    ['account', () => byName && readName(account, 'account')],
  ];
  return checks.flatMap(([field, check]) => {
    const refusal = refusalOf(check);
    return refusal ? [wrongCell(row, field, refusal)] : [];
  });
}

export function wrongCell(row: ImportRow, field: ImportField, refusal: UserdbError): WrongCell {
  const value = field === 'password' ? null : row[field].toWellFormed().slice(0, MOST_SHOWN);
  return { line: row.line, field, value, reason: refusal.message };
}

/** What `check` refuses with; null when it refuses nothing. */
export function refusalOf(check: () => void): UserdbError | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof UserdbError) return error;
    throw error;
  }
}
