// What happened, newest first, as far as who asks may see it; absent where the server does not tell.

import { useState } from 'react';
import type { AuditEvent, EventFilter, ListQuery } from '../adminWire.ts';
import { type ListApi, type ListState, useList } from './parts/useList.ts';
import { useAdmin } from './useAdmin.ts';

export interface AuditTrailOptions {
  /** Only what happened to this user. */
  userId?: string;
  /** Only what happened in this account. */
  accountId?: string;
  /** Events on a page: 10, 20, 50 or 100. Default 20. */
  size?: number;
  /** Whether search and page are in the address of the page. Default true. */
  url?: boolean;
}

export interface AuditTrailApi extends ListApi<AuditEvent> {
  /** Those that there are, to choose from. */
  types: readonly string[];
  /** The server keeps none, or tells nobody. */
  absent: boolean;
  /** What was asked for, but for the page. */
  question: ListQuery & EventFilter;
}

export function useAuditTrail({ userId, accountId, size = 20, url = true }: AuditTrailOptions = {}): AuditTrailApi {
  const admin = useAdmin();
  const [types, setTypes] = useState<readonly string[]>([]);
  const about = { ...(userId && { userId }), ...(accountId && { accountId }) };

  const list = useList<AuditEvent>(
    async (query, signal) => {
      const page = { offset: (query.page - 1) * query.size, limit: query.size };
      const { total, events, types } = await admin.events({ ...questionOf(query), ...about, ...page }, { signal });
      setTypes(types);
      return { total, rows: events };
    },
    {
      rowKey: ({ id }) => id,
      defaults: { sort: 'at', dir: 'desc', size },
      filters: ['type', 'from', 'to'],
      values: { sort: ['at'], ...(types.length > 0 && { type: ['', ...types] }) },
      about: JSON.stringify(about),
      url,
    },
  );
  return { ...list, types, absent: list.error?.status === 404, question: { ...questionOf(list.query), ...about } };
}

/** The days are those of whoever looks: from the first moment of one to the last of the other. */
function questionOf({ q, sort, dir, type, from, to }: ListState): ListQuery & EventFilter {
  return {
    search: q,
    orderby: [sort, dir],
    ...(type && { type: String(type) }),
    ...(from && { from: midnight(String(from), 0) }),
    ...(to && { to: midnight(String(to), 1) }),
  };
}

function midnight(day: string, later: number): string | undefined {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
