// The roles that a search finds, page by page.

import type { AdminRole } from '../wire.ts';
import { type ListApi, type ListState, useList } from './parts/useList.ts';
import { useAdmin } from './useAdmin.ts';

/** What the server puts roles and accounts in order by. */
export const DESCRIBED_SORTS = ['name', 'description', 'status'];

export interface RoleListQuery extends Partial<ListState> {
  /** Only those of this account. */
  accountId?: string;
}

/** @param url  whether search and page are in the address of the page; default true */
export function useRoleList({ accountId, ...defaults }: RoleListQuery = {}, url = true): ListApi<AdminRole> {
  const admin = useAdmin();
  return useList<AdminRole>(
    ({ q, sort, dir, page, size, account }, signal) => {
      const place = { offset: (page - 1) * size, limit: size };
      const where = { accountId: accountId ?? String(account) };
      return admin.roles.list({ search: q, orderby: [sort, dir], ...place, ...where }, { signal });
    },
    {
      rowKey: ({ id }) => id,
      defaults: { sort: 'name', ...defaults },
      filters: ['account'],
      values: { sort: DESCRIBED_SORTS },
      about: accountId,
      url,
    },
  );
}
