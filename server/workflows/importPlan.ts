// What becomes of the rows of an import: for each batch, who is new, who is there, and who is somebody else's.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';
import type { Account, Store, User } from '../store/store.ts';
import { type ImportRow, refusalOf, type WrongCell, wrongCell } from './importRows.ts';
import type { Actor } from './permissions.ts';
import { MOST_ROLES } from './roleAssignment.ts';
import { assertMayChange } from './superAdmins.ts';

/** What holds for every row. */
export interface ImportRules {
  actor: Actor;
  /** Where all users belong; null: each row has the name of an account. */
  account: Account | null;
  /** New users can sign in at once, with the password of their row. */
  disableNewUserWorkflow: boolean;
}

export interface BatchPlan {
  create: ImportRow[];
  /** Of users whom this import makes by another row. */
  further: ImportRow[];
  /** There already, without the role of the row. */
  addRole: { row: ImportRow; user: User }[];
  unchanged: { row: ImportRow; user: User }[];
  wrong: WrongCell[];
}

/** Whom this import makes and the database does not have yet: the names of their accounts, by address. */
export type Newcomers = Map<string, string>;

/** @param rows  no two with the same address and role; those to be made become newcomers */
export async function planBatch(
  ctx: Context,
  store: Store,
  rules: ImportRules,
  rows: readonly ImportRow[],
  newcomers: Newcomers,
): Promise<BatchPlan> {
  const owners = await ownersOf(store, rows);
  const plan: BatchPlan = { create: [], further: [], addRole: [], unchanged: [], wrong: [] };
  for (const row of rows) {
    const user = owners.get(row.address);
    const isNewcomer = !user && newcomers.has(row.address);
    const wrong = user ? wrongWith(ctx, rules, row, user) : wrongWithNew(rules, row, newcomers);
    if (wrong) plan.wrong.push(wrong);
    else if (isNewcomer) plan.further.push(row);
    else if (!user) plan.create.push(row);
    else if (lacksRole(user, row.role)) plan.addRole.push({ row, user });
    else plan.unchanged.push({ row, user });
    if (!wrong && !user && !isNewcomer) newcomers.set(row.address, row.account);
  }
  return plan;
}

/** Whose each address is, be it as the user name. */
async function ownersOf(store: Store, rows: readonly ImportRow[]): Promise<Map<string, User>> {
  const users = await store.users.findByLogins(rows.map(({ address }) => address));
  return new Map([
    ...users.map((user): [string, User] => [normalForm(user.username), user]),
    ...users.map((user): [string, User] => [normalForm(user.email), user]),
  ]);
}

function lacksRole({ roles }: User, name: string): boolean {
  return name !== '' && !roles.some((role) => role.name === name);
}

/** Who is there gets a role, and only from who may change this user: nobody learns whose another address is. */
function wrongWith(ctx: Context, { actor, account }: ImportRules, row: ImportRow, user: User): WrongCell | null {
  const isInAccount = account ? user.account.id === account.id : user.account.name === row.account;
  if (!isInAccount || normalForm(user.email) !== row.address) return taken(row);
  if (!lacksRole(user, row.role)) return null;
  if (user.roles.length >= MOST_ROLES) return tooManyRoles(row);
  const refusal = refusalOf(() => assertMayChange(ctx, actor, user));
  return refusal && wrongCell(row, 'role', refusal);
}

export function tooManyRoles(row: ImportRow): WrongCell {
  return wrongCell(row, 'role', new UserdbError('ROLES_TOO_MANY', { most: MOST_ROLES }));
}

/** Nobody is made who could sign in with a password that no one chose. */
function wrongWithNew(
  { account, disableNewUserWorkflow }: ImportRules,
  row: ImportRow,
  newcomers: Newcomers,
): WrongCell | null {
  const before = newcomers.get(row.address);
  if (before !== undefined) return account || before === row.account ? null : taken(row);
  if (!disableNewUserWorkflow || row.password !== '') return null;
  return wrongCell(row, 'password', new UserdbError('FIELD_REQUIRED', { label: 'Password' }));
}

function taken(row: ImportRow): WrongCell {
  return wrongCell(row, 'email', new UserdbError('ROW_ADDRESS_TAKEN'));
}
