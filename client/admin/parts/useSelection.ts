// Which rows are ticked: some, also on other pages, or all that match the search but for some.

import { useState } from 'react';

export interface Selection<Row> {
  /** By key, as they were when they were ticked; with `everything`, those whose tick was taken away. */
  rows: ReadonlyMap<string, Row>;
  /** All that match, those on other pages too, but for `rows`. */
  everything: boolean;
  has(key: string): boolean;
  /** How many are ticked, when so many match. */
  count(total: number): number;
  set(rows: readonly Row[], ticked: boolean): void;
  selectEverything(): void;
  clear(): void;
}

/** `about` is what the rows were found with: with another search, nothing is ticked. */
export function useSelection<Row>(rowKey: (row: Row) => string, about: string): Selection<Row> {
  const [state, setState] = useState<{ about: string; rows: ReadonlyMap<string, Row>; everything: boolean }>(EMPTY);
  const { rows, everything } = state.about === about ? state : EMPTY;
  return {
    rows: rows as ReadonlyMap<string, Row>,
    everything,
    has: (key) => everything !== rows.has(key),
    count: (total) => (everything ? Math.max(0, total - rows.size) : rows.size),
    set(changed, ticked) {
      const next = new Map(rows as ReadonlyMap<string, Row>);
      for (const row of changed) {
        if (ticked !== everything) next.set(rowKey(row), row);
        else next.delete(rowKey(row));
      }
      setState({ about, rows: next, everything });
    },
    selectEverything: () => setState({ about, rows: EMPTY.rows, everything: true }),
    clear: () => setState(EMPTY),
  };
}

const EMPTY = { about: '', rows: new Map<string, never>(), everything: false };
