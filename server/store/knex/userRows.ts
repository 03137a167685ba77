// The rows that a user is made of, and how they are read and written.
import type { Knex } from 'knex';
import { normalForm } from '../../normalForm.ts';
import { fromEpoch, toEpoch } from '../../time.ts';
import type { NewUser, Status, User, UserChanges } from '../store.ts';
import { toDescribed } from './described.ts';
import { refusedColumn } from './dialects.ts';
import { readJson } from './json.ts';
import { type RoleRow, toRole } from './roles.ts';

export interface UserRow {
  id: string;
  account_id: string;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  fullName: string | null;
  username: string | null;
  email: string | null;
  password: string;
  password_updated_on: number;
  last_login_on: number;
  last_failed_login_on: number;
  failed_login_count: number;
  status: Status;
  customData: string | null;
  created_date: number | null;
  updated_date: number | null;
  updated_ms: number;
  must_change_password: number | boolean;
  session_epoch: number;
  email_normal: string | null;
  username_normal: string | null;
}

const DESCRIBED = ['id', 'name', 'description', 'status', 'customData', 'created_date', 'updated_date'];
/** `users.account_id` is there already, and is the account's id. */
const ACCOUNT_COLUMNS = DESCRIBED.filter((name) => name !== 'id').map((name) => `accounts.${name} as account_${name}`);
const ROLE_COLUMNS = [...DESCRIBED, 'account_id'].map((name) => `roles.${name} as role_${name}`);

type JoinedRow = UserRow & { role_id: string | null } & Record<string, unknown>;

/** Users with account and roles, in one query: one is asked for with every request of somebody who is signed in. */
export async function readUsers(reader: Knex, where: (query: Knex.QueryBuilder) => void): Promise<User[]> {
  const found: JoinedRow[] = await reader('users')
    .join('accounts', 'accounts.id', 'users.account_id')
    .leftJoin('users_roles', 'users_roles.user_id', 'users.id')
    .leftJoin('roles', 'roles.id', 'users_roles.role_id')
    .where(where)
    .orderBy('roles.name')
    .select('users.*', ...ACCOUNT_COLUMNS, ...ROLE_COLUMNS);
  return [...Map.groupBy(found, (row) => row.id).values()].flatMap(folded);
}

/** The rows of one user, which differ in the role. */
function folded(rows: JoinedRow[]): User[] {
  const [row] = rows;
  if (!row) return [];
  const roles = rows.filter((one) => one.role_id !== null).map((one) => unprefixed<RoleRow>(one, 'role_'));
  return [toUser(row, toDescribed(unprefixed(row, 'account_')), roles.map(toRole))];
}

/** The columns with a prefix, without it. */
function unprefixed<Row>(row: object, prefix: string): Row {
  const own = Object.entries(row).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])) as Row;
}

function toUser(row: UserRow, account: User['account'], roles: User['roles']): User {
  const email = row.email ?? '';
  const username = row.username || email;
  return {
    id: row.id,
    email,
    username,
    givenName: row.givenName,
    middleName: row.middleName,
    surname: row.surname,
    fullName: row.fullName || username,
    status: row.status,
    customData: readJson(row.customData),
    createdAt: fromEpoch(row.created_date) ?? new Date(0),
    updatedAt: changedAt(row),
    password: row.password,
    passwordUpdatedAt: fromEpoch(row.password_updated_on),
    mustChangePassword: Boolean(row.must_change_password),
    lastLoginAt: fromEpoch(row.last_login_on),
    lastFailedLoginAt: fromEpoch(row.last_failed_login_on),
    failedLoginCount: row.failed_login_count,
    sessionEpoch: row.session_epoch,
    account: { ...account, id: row.account_id },
    roles,
  };
}

/** userdb 1 wrote seconds alone. */
function changedAt({ updated_date, updated_ms }: UserRow): Date | null {
  return updated_date ? new Date(updated_date * 1000 + updated_ms) : null;
}

/** The columns that every change of a user sets. */
export function changeNoted(now: Date) {
  return { updated_date: toEpoch(now), updated_ms: now.getTime() % 1000 };
}

export function toRow(
  { accountId, customData, fullName, mustChangePassword = false, ...columns }: NewUser,
  now: Date,
): Partial<UserRow> {
  const names = [columns.givenName, columns.middleName, columns.surname].filter(Boolean).join(' ');
  return {
    ...columns,
    account_id: accountId,
    fullName: fullName || names || columns.username,
    customData: JSON.stringify(customData),
    email_normal: normalForm(columns.email),
    username_normal: normalForm(columns.username),
    password_updated_on: toEpoch(now),
    must_change_password: mustChangePassword,
    created_date: toEpoch(now),
  };
}

export function toChangedRow({ customData, accountId, ...columns }: UserChanges, now: Date): Partial<UserRow> {
  const { email, username } = columns;
  return {
    ...columns,
    ...(accountId !== undefined && { account_id: accountId }),
    ...(customData !== undefined && { customData: JSON.stringify(customData) }),
    ...(email !== undefined && { email_normal: normalForm(email) }),
    ...(username !== undefined && { username_normal: normalForm(username) }),
    ...changeNoted(now),
  };
}

/**
 * Says which of the two is taken when a unique index refused; any other error goes on.
 *
 * @param isNamedByAddress  the user name stands in for the address, so the address is what is taken when both are
 */
export function takenOf(error: unknown, isNamedByAddress: boolean): 'email taken' | 'username taken' {
  const column = refusedColumn(error);
  if (column === 'email_normal' || (column === 'username_normal' && isNamedByAddress)) return 'email taken';
  if (column === 'username_normal') return 'username taken';
  throw error;
}
