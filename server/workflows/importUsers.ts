// Many users at once, from a file: looked at first, then written in one transaction.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Account } from '../store/store.ts';
import { batchesOf, type ImportSource, type Reading } from './importBatches.ts';
import { checkRows } from './importCheck.ts';
import { assertComplete } from './importColumns.ts';
import type { ImportCounts } from './importCounts.ts';
import type { FailedRow } from './importFailed.ts';
import { hashPasswords } from './importHashes.ts';
import { inTurn } from './importLane.ts';
import type { Layout } from './importLayout.ts';
import type { ImportRules } from './importPlan.ts';
import { type ImportPreview, previewOf } from './importPreview.ts';
import type { WrongCell } from './importRows.ts';
import { type Written, writeRows } from './importWrite.ts';
import { type Actor, idOf } from './permissions.ts';
import { accountWithin } from './reach.ts';

export interface ImportOptions extends Reading {
  /** The account that all users join, whatever their rows say; null: the one in each row. An admin's is the own, always. */
  accountId: string | null;
  /** New users can sign in at once, with the password in their row; otherwise they are mailed an invitation. */
  disableNewUserWorkflow: boolean;
  /** Tells what would happen, and changes nothing. */
  dryRun: boolean;
  /** Imports the rows that are right, and refuses the others; otherwise one wrong row refuses them all. */
  partial: boolean;
  /** Lists the rows that are refused, where others are not, or in a preview. */
  failedRows?: boolean | undefined;
}

export interface ImportProgress {
  phase: 'checking' | 'hashing' | 'writing';
  /** Behind us in this phase. */
  rows: number;
  /** In all; null while they are being counted. */
  of: number | null;
}

/** What only a preview tells is absent otherwise. */
export interface ImportResult extends ImportCounts, Partial<ImportPreview> {
  dryRun: boolean;
  /** The first 10,000 cells that are wrong; `refused` has the number of all rows that are. */
  wrong: WrongCell[];
  /** The rows that they are in, where they were asked for. */
  failed?: FailedRow[] | undefined;
}

interface Watching {
  onProgress?: (progress: ImportProgress) => void;
  /** Ends the import; nothing of it stays unless it was written by then. */
  signal?: AbortSignal | undefined;
}

/**
 * Makes users of rows. Who is there already gets the role of the row and is otherwise left alone, so that the same file
 * may come again.
 *
 * @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN, IMPORT_UNREADABLE, IMPORT_COLUMNS, IMPORT_REFUSED, IMPORT_RUNNING
 */
export async function importUsers(
  ctx: Context,
  actor: Actor,
  source: ImportSource,
  options: ImportOptions,
  watching: Watching = {},
): Promise<ImportResult> {
  return inTurn(ctx.store, async () => {
    // Whoever had to wait may have gone.
    watching.signal?.throwIfAborted();
    return importNow(ctx, actor, source, options, watching);
  });
}

async function importNow(
  ctx: Context,
  actor: Actor,
  source: ImportSource,
  options: ImportOptions,
  { onProgress = () => {}, signal }: Watching,
): Promise<ImportResult> {
  const { disableNewUserWorkflow, dryRun, partial, failedRows = false } = options;
  const rules: ImportRules = { actor, account: await accountFor(ctx, actor, options), disableNewUserWorkflow };
  // Where each row has its own, the import happened in none.
  const accountId = rules.account?.id ?? null;
  const batches = (onLayout?: (layout: Layout) => void) => batchesOf(source, options, { signal, onLayout });
  const tell = (phase: ImportProgress['phase'], of: number | null) => (rows: number) => onProgress({ phase, rows, of });

  const preview = previewOf();
  const first = batches((layout) => {
    // A preview shows what is missing.
    if (!dryRun) assertComplete(layout.columns);
    preview.begin(layout);
  });
  const keepsFailed = failedRows && (dryRun || partial);
  const checked = await checkRows(ctx, rules, preview.watch(first), { keepsFailed, tell: tell('checking', null) });
  const failed = () => (checked.failed ? { failed: checked.failed.list() } : {});
  if (dryRun) {
    // Whoever asks in bulk which addresses are taken is seen asking.
    const { rows, refused } = checked.counts;
    await record(ctx, { type: 'users.import-previewed', userId: null, by: idOf(actor), accountId, rows, refused });
    return { dryRun, ...checked.counts, wrong: checked.wrong, ...preview.shown(checked.repeated), ...failed() };
  }
  if (!partial) assertNoneRefused(checked);

  // Hashed before the transaction opens: bcrypt inside it would hold SQLite's only connection.
  const { withPassword } = checked;
  const hashes = await hashPasswords(ctx, batches(), withPassword, tell('hashing', withPassword.size), signal);
  const written = await ctx.store.transaction(async (store) => {
    const writing = { ctx, store, rules, hashes };
    const result = await writeRows(writing, checked, batches(), tell('writing', checked.counts.rows));
    if (!partial) assertNoneRefused(result);
    const { created, changed } = result.counts;
    await record(ctx, { type: 'users.imported', userId: null, by: idOf(actor), accountId, created, changed }, store);
    return result;
  });
  return { dryRun, ...written.counts, wrong: written.wrong, ...failed() };
}

/** The account of every row; null where each has its own. */
async function accountFor(ctx: Context, actor: Actor, { accountId }: ImportOptions): Promise<Account | null> {
  const id = actor.accountId ?? accountId;
  return id === null ? null : accountWithin(ctx.store, actor, id);
}

/** Wrong rows that a refusal names; a preview has them all. */
const MOST_NAMED = 3;

function assertNoneRefused({ counts: { refused }, wrong }: Written): void {
  if (refused === 0) return;
  const lines = Map.groupBy(wrong, ({ line }) => line);
  const named = [...lines]
    .slice(0, MOST_NAMED)
    .map(([line, [first]]) => `Line ${line}, ${first?.field}: ${first?.reason}`);
  const more = refused - named.length;
  const rest = more > 0 ? [`${more} more ${more === 1 ? 'row is' : 'rows are'} wrong.`] : [];
  throw new UserdbError('IMPORT_REFUSED', { rows: [...named, ...rest].join(' ') });
}
