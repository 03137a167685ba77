// The accounts (tenants): all of them for a super-admin, the own one for everybody else.

import type { AdminAccount, AdminUser, User } from '../wire.ts';
import { AccountForm } from './AccountForm.tsx';
import { DescribedTable, type RowDone } from './DescribedTable.tsx';
import type { MenuItem } from './parts/Menu.tsx';
import { useAccountList } from './useAccountList.ts';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { useLoaded } from './useLoaded.ts';
import { useWho } from './useWho.ts';

export interface AccountsTableProps {
  /** Who is signed in; else the session knows. */
  currentUser?: User | AdminUser | null;
  /** Rows on a page: 10, 20, 50 or 100. Default 20. */
  sizePerPage?: number;
  /** False: search and page are not in the address, for a table that is not what the page is about. */
  url?: boolean;
  /** Opens a form of the host in place of ours. */
  onAddAccount?(done: RowDone<AdminAccount>): void;
  /** The same for one that is there. */
  onModifyAccount?(account: AdminAccount, done: RowDone<AdminAccount>): void;
  /** Asks in place of us. */
  onDeleteAccount?(account: AdminAccount, done: (yes: boolean) => void): void;
  /** Shows who belongs to an account; without it, nothing in the menu does. */
  onNavigateToUsers?(accountId: string, name: string): void;
  /** The same for its roles. */
  onNavigateToRoles?(accountId: string, name: string): void;
}

export function AccountsTable(props: AccountsTableProps) {
  const { sizePerPage, url, onNavigateToUsers, onNavigateToRoles } = props;
  const { t } = useAdminMessages();
  const admin = useAdmin();
  const who = useWho(props.currentUser);
  const list = useAccountList({ ...(sizePerPage && { size: sizePerPage }) }, url);

  const places = ({ id, name }: AdminAccount): MenuItem[] => [
    ...(onNavigateToUsers
      ? [{ key: 'users', label: t('admin.account.users'), onSelect: () => onNavigateToUsers(id, name) }]
      : []),
    ...(onNavigateToRoles
      ? [{ key: 'roles', label: t('admin.account.roles'), onSelect: () => onNavigateToRoles(id, name) }]
      : []),
  ];

  return (
    <DescribedTable<AdminAccount>
      kind="account"
      list={list}
      setStatus={({ id }, status) => admin.accounts.setStatus(id, status)}
      remove={({ id }) => admin.accounts.remove(id)}
      form={(options) => <AccountForm {...options} />}
      warning={({ id }) => <Warning accountId={id} />}
      confirmWord={({ name }) => name}
      places={places}
      canAdd={who.isSuperAdmin}
      onAdd={props.onAddAccount}
      onModify={props.onModifyAccount}
      onDelete={props.onDeleteAccount}
    />
  );
}

/** How many users go with an account. */
function Warning({ accountId }: { accountId: string }) {
  const admin = useAdmin();
  const { t } = useAdminMessages();
  const { value, error } = useLoaded(accountId, (signal) => admin.users.list({ accountId, limit: 1 }, { signal }));
  if (value) return t('admin.account.body', { n: value.total });
  return t(error ? 'admin.account.bodyUnknown' : 'pending.loading');
}
