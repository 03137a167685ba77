// The first pass of an import: every row is looked at, and nothing is written.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { count, type ImportCounts, keepWrong, noCounts } from './importCounts.ts';
import { type FailedRows, failedRows } from './importFailed.ts';
import { invitationOf, withoutInvitation } from './importInvitations.ts';
import { type BatchPlan, type ImportRules, type Newcomers, planBatch, tooManyRoles } from './importPlan.ts';
import { type ImportRow, type WrongCell, wrongCell, wrongIn } from './importRows.ts';
import { MOST_ROLES } from './roleAssignment.ts';

export interface Checked {
  counts: ImportCounts;
  wrong: WrongCell[];
  /** The rows that these cells are in; null: nobody asked for them. */
  failed: FailedRows | null;
  /** Rows with the address and the role of a row above them. */
  repeated: number;
  /** The lines of the rows that can be imported, by `keyOf`. */
  right: Map<string, number>;
  /** Of rows that cannot, `keyOf`. */
  wrongKeys: Set<string>;
  /** How many rows an address has, each with another role. */
  rolesOf: Map<string, number>;
  /** The lines with the passwords that have to be hashed, by address. */
  withPassword: Map<string, number>;
}

/** Somebody may be in several rows, each with another role. */
function keyOf({ address, role }: ImportRow): string {
  return `${address} ${role}`;
}

/** Characters of a key that is remembered of a wrong row: what is longer is no address. */
const LONGEST_KEY = 256;

function rememberWrong({ wrongKeys }: Checked, row: ImportRow): void {
  const key = keyOf(row);
  if (row.address !== '' && key.length <= LONGEST_KEY) wrongKeys.add(key);
}

/** Whether the first pass found nothing wrong with a row. */
export function isRight({ right }: Checked, row: ImportRow): boolean {
  return right.get(keyOf(row)) === row.line;
}

interface CheckOptions {
  keepsFailed: boolean;
  /** Hears how many rows were looked at. */
  tell(rows: number): void;
}

/** @throws UserdbError IMPORT_UNREADABLE, IMPORT_COLUMNS */
export async function checkRows(
  ctx: Context,
  rules: ImportRules,
  batches: AsyncIterable<readonly ImportRow[]>,
  { keepsFailed, tell }: CheckOptions,
): Promise<Checked> {
  const checked: Checked = {
    counts: noCounts(),
    wrong: [],
    failed: keepsFailed ? failedRows() : null,
    repeated: 0,
    right: new Map(),
    wrongKeys: new Set(),
    rolesOf: new Map(),
    withPassword: new Map(),
  };
  const newcomers: Newcomers = new Map();
  for await (const batch of batches) {
    const { fine, wrong } = sift(ctx, rules, batch, checked);
    const plan = await planBatch(ctx, ctx.store, rules, fine, newcomers);
    await note(ctx, rules, checked, batch, { ...plan, wrong: [...wrong, ...plan.wrong] });
    tell(checked.counts.rows);
  }
  return checked;
}

/** Parts the rows that are fine by themselves, and said for the first time, from the others. */
function sift(ctx: Context, { actor, account }: ImportRules, batch: readonly ImportRow[], checked: Checked) {
  const { right, rolesOf } = checked;
  const fine: ImportRow[] = [];
  const wrong: WrongCell[] = [];
  for (const row of batch) {
    const found = wrongIn(ctx, actor, row, account === null);
    const before = right.get(keyOf(row));
    if (before !== undefined || checked.wrongKeys.has(keyOf(row))) checked.repeated += 1;
    if (found.length > 0) {
      wrong.push(...found);
      rememberWrong(checked, row);
    } else if (before !== undefined) {
      wrong.push(wrongCell(row, 'email', new UserdbError('ROW_REPEATED', { line: before })));
    } else if ((rolesOf.get(row.address) ?? 0) >= MOST_ROLES) {
      wrong.push(tooManyRoles(row));
    } else {
      right.set(keyOf(row), row.line);
      rolesOf.set(row.address, (rolesOf.get(row.address) ?? 0) + 1);
      fine.push(row);
    }
  }
  return { fine, wrong };
}

async function note(
  ctx: Context,
  rules: ImportRules,
  checked: Checked,
  batch: readonly ImportRow[],
  plan: BatchPlan,
): Promise<void> {
  const { counts, wrong, failed, right, withPassword } = checked;
  count(counts, batch, plan);
  keepWrong(wrong, plan.wrong);
  failed?.keep(batch, plan.wrong);
  const refused = new Set(plan.wrong.map(({ line }) => line));
  for (const row of batch) {
    // A row that repeats a right one is refused, and the right one stays.
    if (!refused.has(row.line) || !isRight(checked, row)) continue;
    right.delete(keyOf(row));
    rememberWrong(checked, row);
  }
  for (const { address, password, line } of plan.create) if (password !== '') withPassword.set(address, line);
  if (!invitationOf(ctx, rules)) return;
  const waiting = await withoutInvitation(ctx, ctx.store, [...plan.addRole, ...plan.unchanged]);
  counts.invited += plan.create.length + waiting.length;
}
