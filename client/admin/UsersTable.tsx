// The users that somebody administers: search, filters, a menu for each, actions for many, all in the address.

import { useUserdb } from '../context.tsx';
import { When } from '../forms/When.tsx';
import type { AdminMessageKey } from '../messages/admin/en.ts';
import type { AdminUser, User } from '../wire.ts';
import { ImportButton } from './ImportButton.tsx';
import type { Column } from './parts/DataTable.tsx';
import { laterPart } from './parts/laterPart.tsx';
import { ManagedTable } from './parts/ManagedTable.tsx';
import { type RowDone, useManaged } from './parts/useManaged.ts';
import { useSelection } from './parts/useSelection.ts';
import { UserStatus } from './UserStatus.tsx';
import { UsersBulk } from './UsersBulk.tsx';
import { UsersFilters } from './UsersFilters.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { actionsFor, type UserAction, whyNot } from './userActions.ts';
import { hasStatusToGoBackTo, roleNamesOf, undoOf, userChanges } from './userChanges.ts';
import { useTenants } from './useTenants.ts';
import { USER_FILTERS, useUserList } from './useUserList.ts';
import { useWho } from './useWho.ts';

const UserForm = laterPart(async () => (await import('./UserForm.tsx')).UserForm);

export interface UsersTableProps {
  /** Who is signed in; else the session knows. */
  currentUser?: User | AdminUser | null;
  /** Only the users of this account. */
  accountId?: string;
  /** Rows on a page: 10, 20, 50 or 100. Default 20. */
  sizePerPage?: number;
  /** False: search and page are not in the address, for a table that is not what the page is about. */
  url?: boolean;
  /** Where users are imported; without it, a dialog opens for it. */
  importHref?: string;
  /** Opens a form of the host in place of ours. */
  onAddUser?(accountId: string | undefined, done: RowDone<AdminUser>): void;
  /** The same for one that is there. */
  onModifyUser?(user: AdminUser, accountId: string | undefined, done: RowDone<AdminUser>): void;
  /** Asks in place of us. */
  onDeleteUser?(user: AdminUser, done: (yes: boolean) => void): void;
}

export function UsersTable(props: UsersTableProps) {
  const { accountId, sizePerPage, url, importHref, onAddUser, onModifyUser, onDeleteUser } = props;
  const { Link } = useUserdb();
  const { t } = useAdminMessages();
  const admin = useAdmin();
  const who = useWho(props.currentUser);
  const acting = { ...who, id: who.user?.id };
  const withAccounts = who.isSuperAdmin && !accountId;
  const tenants = useTenants(accountId ?? (withAccounts ? undefined : who.accountId));
  const list = useUserList({ accountId, ...(sizePerPage && { size: sizePerPage }) }, url);
  const managed = useManaged<AdminUser>({
    list,
    nameOf,
    remove: ({ id }) => admin.users.remove(id),
    undoOf: (before, after, { show }) => undoOf(userChanges(admin, { show }), before, after),
    onAdd: onAddUser && ((done) => onAddUser(accountId, done)),
    onModify: onModifyUser && ((user, done) => onModifyUser(user, accountId, done)),
    onDelete: onDeleteUser,
  });
  const changes = userChanges(admin, managed);
  const { orderby: _order, ...matching } = list.question;
  const selection = useSelection<AdminUser>(({ id }) => id, JSON.stringify(matching));

  /** Told when it is done: what is mailed or ended cannot be shown before. */
  const call = (said: AdminMessageKey, work: (userId: string) => Promise<unknown>) => (user: AdminUser) =>
    managed.tell(user, t(said, { name: nameOf(user), email: user.email }), () => work(user.id));

  const turn = (status: AdminUser['status'], said: AdminMessageKey) => (user: AdminUser) =>
    managed.tell(
      user,
      t(said, { name: nameOf(user) }),
      () => changes.setStatus(user, status),
      hasStatusToGoBackTo(user) ? () => changes.setStatus({ ...user, status }, user.status) : undefined,
    );

  const does: Record<UserAction, (user: AdminUser) => unknown> = {
    edit: managed.edit,
    invite: call('admin.users.saidInvited', admin.users.invite),
    resetPassword: call('admin.users.saidReset', admin.users.resetPassword),
    signOut: call('admin.users.saidSignedOut', admin.users.signOut),
    enable: turn('ENABLED', 'admin.users.saidEnabled'),
    unlock: turn('ENABLED', 'admin.users.saidEnabled'),
    disable: turn('DISABLED', 'admin.users.saidDisabled'),
    remove: managed.askToRemove,
  };

  const column = (key: string, title: AdminMessageKey, sort: string, cell: Column<AdminUser>['cell']) => ({
    key,
    title: t(title),
    sort,
    cell,
  });
  const columns: Column<AdminUser>[] = [
    column('name', 'admin.users.name', 'fullName', nameOf),
    column('email', 'admin.users.email', 'email', ({ email }) => <bdi className="udb-plain">{email}</bdi>),
    ...(withAccounts
      ? [column('account', 'admin.users.account', 'accounts.name', ({ accounts }) => accounts[0]?.name)]
      : []),
    column('roles', 'admin.users.roles', '', (user) => roleNamesOf(user).join(', ') || '–'),
    column('status', 'admin.users.status', 'status', ({ status }) => <UserStatus status={status} />),
    column('lastLogin', 'admin.users.lastLogin', 'lastLoginAt', ({ lastLoginAt }) =>
      lastLoginAt ? <When time={lastLoginAt} /> : t('admin.users.never'),
    ),
  ];

  return (
    <ManagedTable<AdminUser>
      part="users"
      list={list}
      managed={managed}
      nameOf={nameOf}
      caption={t('admin.users.title')}
      columns={columns}
      found={(n) => t('admin.users.found', { n })}
      items={(user) =>
        actionsFor(user).map((key) => ({
          key,
          label: t(`admin.users.${key}`),
          disabled: whyNot(key, user, acting, t),
          danger: key === 'remove',
          onSelect: () => does[key](user),
        }))
      }
      search={t('admin.users.search')}
      filters={<UsersFilters list={list} tenants={tenants} withAccounts={withAccounts} />}
      add={t('admin.users.add')}
      addExtra={
        importHref ? (
          <Link className="udb-button-quiet" href={importHref}>
            {t('admin.users.import')}
          </Link>
        ) : (
          <ImportButton accountId={accountId} onImported={list.refresh} />
        )
      }
      empty={t('admin.users.empty')}
      noMatch="admin.users.noMatch"
      narrowedBy={USER_FILTERS}
      selection={selection}
      bulk={
        <UsersBulk
          list={list}
          selection={selection}
          changes={changes}
          notices={managed.notices}
          acting={acting}
          tenants={tenants}
        />
      }
      form={(options) => <UserForm {...options} accountId={accountId} loggedInUser={who.user} />}
      wide
      warning={() => t('admin.users.removeText')}
      danger={t('admin.users.removeYes')}
    />
  );
}

function nameOf({ fullName }: AdminUser) {
  return fullName;
}
