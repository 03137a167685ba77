// One action for many users: some at a time, with its progress, and with those that failed kept for another try.

import { useEffect, useRef, useState } from 'react';
import { askOnLeaving } from '../leaving.ts';
import { listen } from '../listen.ts';
import { asUserdbError, type UserdbError } from '../userdbError.ts';

export interface BulkFailure<Row> {
  row: Row;
  reason: UserdbError;
}

export interface BulkJob<Row> {
  /** What goes on: "Disabling users…" */
  title: string;
  /** What came of it, for so many. Without it nothing is said. */
  summary?(count: number): string;
  /** Null: there is nothing to do for this one. */
  each(row: Row): Promise<unknown> | null;
  /** Takes it back, given the row as it was. */
  undo?(row: Row): Promise<unknown>;
  /** Whether it can be for this one, given as it was. One that cannot be is one too many to offer it. Default: yes. */
  canUndo?(row: Row): boolean;
}

export interface BulkRun<Row> {
  job: BulkJob<Row>;
  /** 0 until it is known how many there are. */
  total: number;
  done: number;
  failures: BulkFailure<Row>[];
  running: boolean;
}

export interface BulkApi<Row> {
  run: BulkRun<Row> | null;
  /** @returns whether all went well */
  start(job: BulkJob<Row>, rows: readonly Row[] | ((signal: AbortSignal) => Promise<readonly Row[]>)): Promise<boolean>;
  /** Begins no others; what was done stays done. */
  stop(): void;
  dismiss(): void;
}

/** So many at once: fast, and the server has time for others. */
const AT_ONCE = 4;

/** @param question  for who is about to leave while it goes on: it ends with the page */
export function useBulk<Row>(
  question: string,
  after: (job: BulkJob<Row>, changed: readonly Row[], failed: number) => void,
): BulkApi<Row> {
  const [run, setRun] = useState<BulkRun<Row> | null>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const running = run?.running ?? false;
  useEffect(() => {
    if (!running) return;
    const stay = askOnLeaving(() => question);
    const stayLoaded = listen(window, ['beforeunload'], (event) => event.preventDefault());
    return () => {
      stay();
      stayLoaded();
    };
  }, [running, question]);

  async function start(job: BulkJob<Row>, given: Parameters<BulkApi<Row>['start']>[1]) {
    if (abort.current) return false;
    const own = new AbortController();
    abort.current = own;
    const { signal } = own;
    const changed: Row[] = [];
    const failures: BulkFailure<Row>[] = [];
    let done = 0;
    const show = (total: number, running = true) => setRun({ job, total, done, failures: [...failures], running });
    show(0);

    try {
      const rows = typeof given === 'function' ? await given(signal) : given;
      const left = [...rows];
      show(rows.length);
      const work = async () => {
        for (let row = left.shift(); row && !signal.aborted; row = left.shift()) {
          await one(row);
          done++;
          show(rows.length);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      show(rows.length, false);
    } catch (error) {
      // Stopped while it was still asked who they are.
      if (signal.aborted) return false;
      throw error;
    } finally {
      abort.current = null;
      if (failures.length === 0) setRun(null);
    }
    after(job, changed, failures.length);
    return failures.length === 0;

    async function one(row: Row) {
      try {
        const task = job.each(row);
        await task;
        if (task) changed.push(row);
      } catch (reason) {
        failures.push({ row, reason: asUserdbError(reason) });
      }
    }
  }

  return { run, start, stop: () => abort.current?.abort(), dismiss: () => setRun(null) };
}
