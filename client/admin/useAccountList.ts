// The accounts that a search finds, page by page.

import type { AdminAccount } from '../wire.ts';
import { type ListApi, type ListState, useList } from './parts/useList.ts';
import { useAdmin } from './useAdmin.ts';
import { DESCRIBED_SORTS } from './useRoleList.ts';

/** @param url  whether search and page are in the address of the page; default true */
export function useAccountList(defaults: Partial<ListState> = {}, url = true): ListApi<AdminAccount> {
  const admin = useAdmin();
  return useList<AdminAccount>(
    ({ q, sort, dir, page, size }, signal) =>
      admin.accounts.list({ search: q, orderby: [sort, dir], offset: (page - 1) * size, limit: size }, { signal }),
    { rowKey: ({ id }) => id, defaults: { sort: 'name', ...defaults }, values: { sort: DESCRIBED_SORTS }, url },
  );
}
