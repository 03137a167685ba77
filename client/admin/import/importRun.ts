// One import, from its file to what came of it. It lives outside of React, so that whoever leaves the page can come back.

import type { AdminCalls } from '../../adminApi.ts';
import type { ImportOptions, ImportProgress, ImportReport } from '../../adminWire.ts';
import { listen } from '../../listen.ts';
import { asUserdbError, UserdbError } from '../../userdbError.ts';

export interface ImportSettings {
  /** Whether the first row is no user; `auto`: the server finds out. */
  header: boolean | 'auto';
  /** New users are mailed no invitation: they sign in with the password of their row. */
  quiet: boolean;
  /** That all users join; empty: the own one, and for a super-admin the one in each row. */
  accountId: string;
  /** What each column of the file holds, empty for one that is not read; `auto`: the server finds out. */
  columns: 'auto' | readonly string[];
}

export interface ImportState extends ImportSettings {
  step: 'file' | 'preview' | 'running' | 'done';
  file: File | null;
  /** A preview is on its way. */
  checking: boolean;
  /** What the server does at the moment; null while the file is being sent. */
  progress: ImportProgress | null;
  preview: ImportReport | null;
  /** The preview is of this file, read in this way. */
  current: boolean;
  result: ImportReport | null;
  error: UserdbError | null;
  /** Nobody knows whether the import was written: the server's last word did not arrive. */
  uncertain: boolean;
}

export interface ImportActions {
  /** Takes one file. Behind the first step, it is looked at right away. */
  choose(files: ArrayLike<File>): void;
  /** Changes how the file is read; if there is a preview, there will be a new one. */
  set(change: Partial<ImportSettings>): void;
  /** Asks for a preview. Nothing is written. */
  check(): void;
  /** @param partial  leaves out the rows that are wrong; without it, one such row refuses them all */
  start(partial: boolean): void;
  /** Ends what is on its way. */
  cancel(): void;
  /** Back to the first step, without a file. */
  reset(): void;
}

export interface ImportRun extends ImportActions {
  get(): ImportState;
  subscribe(listener: () => void): () => void;
}

/** Megabytes of a file that the server takes. */
export const MOST_MEGABYTES = 25;
export const REQUIRED = ['givenName', 'surname', 'email'];

const START = {
  step: 'file',
  file: null,
  header: 'auto',
  checking: false,
  progress: null,
  preview: null,
  current: false,
  result: null,
  error: null,
  uncertain: false,
} as const;

export const EMPTY: ImportState = { ...START, quiet: false, accountId: '', columns: 'auto' };

/** @param keep  called once there is something to come back to */
export function createImportRun(admin: AdminCalls, accountId: string, keep: (run: ImportRun) => void): ImportRun {
  let state: ImportState = { ...EMPTY, accountId };
  let abort: AbortController | null = null;
  /** The file that the preview is of. */
  let previewed: File | null = null;
  const listeners = new Set<() => void>();

  function change(to: Partial<ImportState>) {
    state = { ...state, ...to };
    for (const listener of listeners) listener();
  }

  /** @param after  what is true then */
  async function send(how: ImportOptions, after: (report: ImportReport) => Partial<ImportState>) {
    const { file, header: ignoreHeaders, quiet: disableNewUserWorkflow, accountId, columns } = state;
    if (!file) return change({ error: refusal('MISSING') });
    const { dryRun } = how;
    abort?.abort();
    const own = new AbortController();
    abort = own;
    const told = (to: Partial<ImportState>) => own === abort && change(to);
    const ended = { checking: false, progress: null };
    change({ error: null, uncertain: false, progress: null, ...(dryRun ? { checking: true } : { step: 'running' }) });
    // An import ends with the page, and a preview harms nobody.
    const stay = dryRun ? null : listen(window, ['beforeunload'], (event) => event.preventDefault());

    try {
      await assertUnchanged(file);
      const options = { ignoreHeaders, disableNewUserWorkflow, columns, accountId: accountId || undefined };
      const report = await admin.users.importFile(
        file,
        { ...options, failedRows: true, ...how },
        (progress) => told({ progress }),
        { signal: own.signal },
      );
      told({ ...ended, ...after(report) });
    } catch (cause) {
      const error = asUserdbError(cause);
      const { status, code } = error;
      const gaveUp = dryRun && code === 'ABORTED';
      // A proxy that answers in the server's place knows no more than we do.
      const uncertain = !dryRun && (status === 0 || code === 'SERVER_ERROR');
      const step = previewed === file ? 'preview' : 'file';
      // What the preview said may hold no longer.
      told({ ...ended, step, current: false, error: gaveUp ? null : error, uncertain });
    } finally {
      stay?.();
    }
  }

  function check() {
    change({ current: false });
    const { file } = state;
    void send({ dryRun: true }, (preview) => {
      previewed = file;
      return { step: 'preview', preview, current: true };
    });
  }

  const run: ImportRun = {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose(files) {
      const [file] = Array.from(files);
      if (!file || state.step === 'running') return;
      const wrong = files.length > 1 ? 'MANY' : problemOf(file);
      if (wrong) return change({ error: refusal(wrong) });
      keep(run);
      // What is said of the file before says nothing of this one.
      abort?.abort();
      abort = null;
      const { step, preview, result, columns } = state;
      // A file in which something was corrected has the columns that it had.
      const isCorrected = (result ?? preview)?.refused;
      change({ ...START, preview, file, columns: isCorrected ? columns : 'auto', step: result ? 'file' : step });
      if (step !== 'file') check();
    },
    set(settings) {
      change(settings);
      const { preview, columns } = state;
      if (!preview) return;
      // The server refuses to look before it knows where to find these.
      if (columns === 'auto' || REQUIRED.every((field) => columns.includes(field))) return check();
      abort?.abort();
      abort = null;
      change({ checking: false, current: false, error: null });
    },
    check,
    start: (partial) => void send({ partial }, (result) => ({ step: 'done', result })),
    cancel: () => abort?.abort(),
    reset() {
      abort?.abort();
      abort = null;
      change({ ...EMPTY, accountId: state.accountId, quiet: state.quiet });
    },
  };
  return run;
}

function refusal(what: 'MISSING' | 'MANY' | 'TYPE' | 'TOO_LARGE' | 'CHANGED') {
  return new UserdbError(400, '', { code: `IMPORT_FILE_${what}` });
}

/** What can be said without the server. */
function problemOf({ name, size }: File) {
  if (!/\.(csv|xlsx|txt|tsv)$/i.test(name)) return 'TYPE';
  return size > MOST_MEGABYTES * 2 ** 20 ? 'TOO_LARGE' : null;
}

/** A browser sends no file that was saved again meanwhile, and would call that a lost connection. */
async function assertUnchanged(file: File) {
  await file
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw refusal('CHANGED');
    });
}
