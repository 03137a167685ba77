// A list from the server: searched, sorted, filtered and cut into pages there. While it is asked, the old rows stay.

import { useEffect, useRef, useState } from 'react';
import type { Found } from '../../adminWire.ts';
import { asUserdbError, type UserdbError } from '../../userdbError.ts';
import { type ListState, type UrlStateOptions, useUrlState } from './useUrlState.ts';

export type { ListState };

export interface ListApi<Row> {
  rows: Row[];
  /** On all pages. */
  total: number;
  status: 'loading' | 'ready' | 'failed';
  error: UserdbError | null;
  query: ListState;
  /** Goes to the first page, unless `change` names one. */
  setQuery(change: Partial<ListState>): void;
  /** Asks again. */
  refresh(): void;
  /** Changes a row on the screen before the server has answered; null takes it away. */
  patch(key: string, change: Partial<Row> | null): void;
}

export interface ListOptions<Row> extends UrlStateOptions {
  rowKey(row: Row): string;
  /** What else the question depends on: another one asks again. */
  about?: string;
}

interface Settled<Row> extends Found<Row> {
  /** The question that was answered. */
  question: unknown;
  error: UserdbError | null;
}

export function useList<Row>(
  ask: (query: ListState, signal: AbortSignal) => Promise<Found<Row>>,
  options: ListOptions<Row>,
): ListApi<Row> {
  const { rowKey, about = '' } = options;
  const [query, setQuery] = useUrlState(options);
  const [times, setTimes] = useState(0);
  const [{ rows, total, question, error }, settle] = useState<Settled<Row>>(NOTHING);
  const now = `${JSON.stringify(query)} ${about} ${times}`;

  const latest = useRef({ ask, query, setQuery });
  useEffect(() => {
    latest.current = { ask, query, setQuery };
  });

  useEffect(() => {
    const { ask, query, setQuery } = latest.current;
    const abort = new AbortController();
    ask(query, abort.signal).then(
      (found) => {
        if (abort.signal.aborted) return;
        const last = Math.max(1, Math.ceil(found.total / query.size));
        // The page was there when somebody linked to it, or before its last row was deleted.
        if (query.page > last) setQuery({ page: last }, true);
        else settle({ ...found, question: now, error: null });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        settle((before) => ({ ...before, question: now, error: asUserdbError(error) }));
      },
    );
    return () => abort.abort();
  }, [now]);

  return {
    rows,
    total,
    status: question !== now ? 'loading' : error ? 'failed' : 'ready',
    error: question === now ? error : null,
    query,
    setQuery,
    refresh: () => setTimes((before) => before + 1),
    patch: (key, change) =>
      settle((before) => {
        const { rows } = before;
        if (change) return { ...before, rows: rows.map((row) => (rowKey(row) === key ? { ...row, ...change } : row)) };
        const kept = rows.filter((row) => rowKey(row) !== key);
        return { ...before, rows: kept, total: before.total - rows.length + kept.length };
      }),
  };
}

const NOTHING = { rows: [], total: 0, question: null, error: null };
