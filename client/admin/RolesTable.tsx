// The roles that somebody administers.

import type { AdminRole, AdminUser, User } from '../wire.ts';
import { DescribedTable, type RowDone } from './DescribedTable.tsx';
import { Combobox } from './parts/Combobox.tsx';
import { RoleForm } from './RoleForm.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { useRoleList } from './useRoleList.ts';
import { useTenants } from './useTenants.ts';
import { useWho } from './useWho.ts';

export interface RolesTableProps {
  /** Who is signed in; else the session knows. */
  currentUser?: User | AdminUser | null;
  /** Only the roles of this account. */
  accountId?: string;
  /** Rows on a page: 10, 20, 50 or 100. Default 20. */
  sizePerPage?: number;
  /** False: search and page are not in the address, for a table that is not what the page is about. */
  url?: boolean;
  /** Opens a form of the host in place of ours. */
  onAddRole?(accountId: string | undefined, done: RowDone<AdminRole>): void;
  /** The same for one that is there. */
  onModifyRole?(role: AdminRole, accountId: string | undefined, done: RowDone<AdminRole>): void;
  /** Asks in place of us. */
  onDeleteRole?(role: AdminRole, done: (yes: boolean) => void): void;
  /** Shows who has a role; without it, nothing in the menu does. */
  onNavigateToUsers?(roleId: string, name: string): void;
}

export function RolesTable(props: RolesTableProps) {
  const { accountId, sizePerPage, url, onAddRole, onModifyRole, onDeleteRole, onNavigateToUsers } = props;
  const { t } = useAdminMessages();
  const admin = useAdmin();
  const who = useWho(props.currentUser);
  const withAccounts = who.isSuperAdmin && !accountId;
  const tenants = useTenants(withAccounts ? undefined : (accountId ?? who.accountId));
  const list = useRoleList({ accountId, ...(sizePerPage && { size: sizePerPage }) }, url);
  const account = String(list.query.account);
  const nameOf = (id: string) => tenants.options.find(({ value }) => value === id)?.label;

  return (
    <DescribedTable<AdminRole>
      kind="role"
      list={list}
      columns={
        withAccounts
          ? [{ key: 'account', title: t('admin.users.account'), cell: (role) => nameOf(role.account_id) }]
          : []
      }
      filters={
        withAccounts &&
        tenants.options.length > 1 && (
          <Combobox
            label={t('admin.users.account')}
            value={account}
            onChange={(value) => list.setQuery({ account: value })}
            options={[{ value: '', label: t('admin.list.any') }, ...tenants.options]}
            complete={tenants.complete}
            part="roles-filter-account"
            small
          />
        )
      }
      setStatus={({ id }, status) => admin.roles.save({ id, status })}
      remove={({ id }) => admin.roles.remove(id)}
      form={(options) => (
        <RoleForm {...options} accountId={accountId || account || undefined} loggedInUser={who.user} />
      )}
      warning={() => t('admin.role.body')}
      places={({ id, name }) =>
        onNavigateToUsers
          ? [{ key: 'users', label: t('admin.role.users'), onSelect: () => onNavigateToUsers(id, name) }]
          : []
      }
      whyNot={({ name }) =>
        name === who.superAdmin && !who.isSuperAdmin ? t('admin.users.superAdminOnly') : undefined
      }
      canAdd
      onAdd={onAddRole && ((done) => onAddRole(accountId, done))}
      onModify={onModifyRole && ((role, done) => onModifyRole(role, accountId, done))}
      onDelete={onDeleteRole}
    />
  );
}
