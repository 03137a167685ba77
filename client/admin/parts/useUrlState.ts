// The state of a list in the address of the page, so that Back, a reload and a link to it work.

import { useMemo, useState, useSyncExternalStore } from 'react';
import { subscribeToAddress, writeAddress } from './address.ts';

export interface ListState {
  q: string;
  /** The field to sort by. */
  sort: string;
  dir: 'asc' | 'desc';
  /** Counts from 1. */
  page: number;
  size: number;
  /** Filters, by their names. */
  [filter: string]: string | number;
}

export const SIZES = [10, 20, 50, 100];

export interface UrlStateOptions {
  defaults?: Partial<ListState>;
  filters?: readonly string[];
  /** What these may be besides the default, where not everything will do: an address may be old or broken. */
  values?: Readonly<Record<string, readonly string[]>>;
  /** False: the state is kept to itself, for a list that is not what the page is about. */
  url?: boolean;
}

export type SetListState = (change: Partial<ListState>, replace?: boolean) => void;

/** A change goes on the first page, unless it names one. Typing replaces the entry of the history, all else adds one. */
export function useUrlState({
  defaults,
  filters,
  values = {},
  url = true,
}: UrlStateOptions): [ListState, SetListState] {
  const [own, setOwn] = useState('');
  const shown = useSyncExternalStore(
    subscribeToAddress,
    () => location.search,
    () => '',
  );
  const search = url ? shown : own;
  const usual = { q: '', sort: '', dir: 'asc', page: 1, size: 20, ...blank(filters), ...defaults };
  const key = JSON.stringify([usual, { dir: ['asc', 'desc'], size: SIZES.map(String), ...values }]);
  const state = useMemo(() => read(search, ...(JSON.parse(key) as Known)), [search, key]);

  function change(changed: Partial<ListState>, replace = Object.keys(changed).join() === 'q') {
    // Of what the address says now: two changes can come before the next render.
    const before = url ? location.search : own;
    const [standard, known]: Known = JSON.parse(key);
    const next = write(before, { ...read(before, standard, known), page: 1, ...changed }, standard);
    if (next === before) return;
    if (!url) return setOwn(next);
    writeAddress(next || location.pathname, replace);
  }

  return [state, change];
}

function blank(filters: readonly string[] = []) {
  return Object.fromEntries(filters.map((name) => [name, '']));
}

/** What holds where the address says nothing, and what it may say. */
type Known = [standard: ListState, values: Record<string, readonly string[]>];

/** More pages than a server would count. */
const MOST_PAGES = 1_000_000;

function read(search: string, ...[standard, values]: Known): ListState {
  const params = new URLSearchParams(search);
  const state = { ...standard };
  for (const name of Object.keys(standard)) {
    const said = params.get(name);
    if (said !== null && (values[name]?.includes(said) ?? true)) state[name] = said;
  }
  state.page = Math.min(Math.max(1, Math.trunc(Number(state.page)) || 1), MOST_PAGES);
  state.size = Number(state.size);
  return state;
}

/** Only what differs from the usual; what is not ours stays. */
function write(search: string, state: ListState, standard: ListState): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(state)) {
    if (value === standard[name]) params.delete(name);
    else params.set(name, String(value));
  }
  return params.size > 0 ? `?${params}` : '';
}
