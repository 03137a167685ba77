// The first pass of an import: every row is looked at, and nothing is written.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { count, type ImportCounts, keepWrong, noCounts } from './importCounts.ts';
import { invitationOf, withoutInvitation } from './importInvitations.ts';
import { type BatchPlan, type ImportRules, type Newcomers, planBatch, tooManyRoles } from './importPlan.ts';
import { type ImportRow, type WrongCell, wrongCell, wrongIn } from './importRows.ts';
import { MOST_ROLES } from './roleAssignment.ts';

export interface Checked {
  counts: ImportCounts;
  wrong: WrongCell[];
  /** The lines of the rows that can be imported, by `keyOf`. */
  right: Map<string, number>;
  /** How many rows an address has, each with another role. */
  rolesOf: Map<string, number>;
  /** The lines with the passwords that have to be hashed, by address. */
  withPassword: Map<string, number>;
}

/** Somebody may be in several rows, each with another role. */
function keyOf({ address, role }: ImportRow): string {
  return `${address} ${role}`;
}

/** Whether the first pass found nothing wrong with a row. */
export function isRight({ right }: Checked, row: ImportRow): boolean {
  return right.get(keyOf(row)) === row.line;
}

/**
 * @param tell    hears how many rows were looked at
 * @throws UserdbError IMPORT_UNREADABLE
 */
export async function checkRows(
  ctx: Context,
  rules: ImportRules,
  batches: AsyncIterable<readonly ImportRow[]>,
  tell: (rows: number) => void,
): Promise<Checked> {
  const [right, rolesOf, withPassword] = [new Map(), new Map(), new Map()];
  const checked: Checked = { counts: noCounts(), wrong: [], right, rolesOf, withPassword };
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
function sift(ctx: Context, { actor, account }: ImportRules, batch: readonly ImportRow[], { right, rolesOf }: Checked) {
  const fine: ImportRow[] = [];
  const wrong: WrongCell[] = [];
  for (const row of batch) {
    const found = wrongIn(ctx, actor, row, account === null);
    const before = right.get(keyOf(row));
    if (found.length > 0) {
      wrong.push(...found);
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
  { counts, wrong, right, withPassword }: Checked,
  batch: readonly ImportRow[],
  plan: BatchPlan,
): Promise<void> {
  count(counts, batch, plan);
  keepWrong(wrong, plan.wrong);
  const refused = new Set(plan.wrong.map(({ line }) => line));
  for (const row of batch) {
    // A row that repeats a right one is refused, and the right one stays.
    if (refused.has(row.line) && right.get(keyOf(row)) === row.line) right.delete(keyOf(row));
  }
  for (const { address, password, line } of plan.create) if (password !== '') withPassword.set(address, line);
  if (!invitationOf(ctx, rules)) return;
  const waiting = await withoutInvitation(ctx, ctx.store, [...plan.addRole, ...plan.unchanged]);
  counts.invited += plan.create.length + waiting.length;
}
