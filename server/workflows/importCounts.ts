// What is counted and kept of an import for whoever asked for it.
import type { BatchPlan } from './importPlan.ts';
import type { ImportRow, WrongCell } from './importRows.ts';

/** How many rows there are of each kind; each is created, changed, unchanged or refused. */
export interface ImportCounts {
  rows: number;
  created: number;
  /** Give a role to who is there already, or is made by another row. */
  changed: number;
  unchanged: number;
  refused: number;
  /** Get a mailed invitation. */
  invited: number;
}

/** Wrong cells that are listed; rows beyond them are counted only. */
const MOST_WRONG = 10_000;

export function noCounts(): ImportCounts {
  return { rows: 0, created: 0, changed: 0, unchanged: 0, refused: 0, invited: 0 };
}

/** Adds a batch, every row of it that the plan does not take as refused. */
export function count(counts: ImportCounts, batch: readonly ImportRow[], plan: BatchPlan): void {
  const further = plan.further.filter(({ role }) => role !== '').length;
  const changed = plan.addRole.length + further;
  const unchanged = plan.unchanged.length + plan.further.length - further;
  counts.rows += batch.length;
  counts.created += plan.create.length;
  counts.changed += changed;
  counts.unchanged += unchanged;
  counts.refused += batch.length - plan.create.length - changed - unchanged;
}

export function keepWrong(list: WrongCell[], more: readonly WrongCell[]): void {
  list.push(...more.slice(0, MOST_WRONG - list.length));
}
