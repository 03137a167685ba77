// A list that is here already, as pages.

import { useState } from 'react';
import type { ListApi } from '../parts/useList.ts';

/** @param loading  it is about to be another one */
export function usePages<Row>(all: readonly Row[], loading = false): ListApi<Row> {
  const [query, setQuery] = useState<ListApi<Row>['query']>({ q: '', sort: '', dir: 'asc', page: 1, size: 100 });
  const { size } = query;
  const total = all.length;
  const page = Math.min(query.page, Math.ceil(total / size) || 1);
  return {
    rows: all.slice((page - 1) * size, page * size),
    total,
    status: loading ? 'loading' : 'ready',
    error: null,
    query: { ...query, page },
    setQuery: (change) => setQuery((before) => Object.assign({}, before, { page: 1 }, change)),
    refresh() {},
    patch() {},
  };
}
