// The users that a search finds, page by page.

import { useMemo } from 'react';
import type { UserQuery } from '../adminApi.ts';
import type { AdminUser } from '../wire.ts';
import { type ListApi, type ListState, useList } from './parts/useList.ts';
import { STATUSES } from './UserStatus.tsx';
import { useAdmin } from './useAdmin.ts';

export const USER_FILTERS = ['status', 'role', 'account'];

/** What the server puts users in order by. */
const SORTS = [
  'fullName',
  'givenName',
  'surname',
  'email',
  'username',
  'status',
  'users.status',
  'accounts.name',
  'roles.name',
  'createdAt',
  'lastLoginAt',
];

export interface UserListQuery extends Partial<ListState> {
  /** Only those of this account. */
  accountId?: string;
}

export interface UserListApi extends ListApi<AdminUser> {
  /** Who match and in which order, on all pages. */
  question: UserQuery;
}

/** @param url  whether search and page are in the address of the page; default true */
export function useUserList({ accountId, ...defaults }: UserListQuery = {}, url = true): UserListApi {
  const admin = useAdmin();
  const list = useList<AdminUser>(
    (query, signal) => {
      const page = { offset: (query.page - 1) * query.size, limit: query.size };
      return admin.users.list({ ...questionOf(query, accountId), ...page }, { signal });
    },
    {
      rowKey: ({ id }) => id,
      defaults: { sort: 'fullName', ...defaults },
      filters: USER_FILTERS,
      values: { sort: SORTS, status: ['', ...STATUSES] },
      about: accountId,
      url,
    },
  );
  const { query } = list;
  const question = useMemo(() => questionOf(query, accountId), [query, accountId]);
  return { ...list, question };
}

/** Which users and in which order, whatever page is shown. */
function questionOf({ q, sort, dir, status, role, account }: ListState, accountId: string | undefined): UserQuery {
  return {
    search: q,
    orderby: [sort, dir],
    ...(status && { status: String(status) }),
    ...(role && { role: String(role) }),
    ...((accountId ?? account) && { accountId: accountId ?? String(account) }),
  };
}
