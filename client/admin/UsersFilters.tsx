// What users can be narrowed to: a status, a role, and for a super-admin an account.

import type { Tenants } from '../adminWire.ts';
import type { AdminUser } from '../wire.ts';
import { Combobox } from './parts/Combobox.tsx';
import type { ListApi } from './parts/useList.ts';
import { STATUSES } from './UserStatus.tsx';
import { useAdmin } from './useAdmin.ts';
import { useAdminMessages } from './useAdminMessages.ts';
import { roleNames } from './useTenants.ts';

interface Props {
  list: ListApi<AdminUser>;
  tenants: Tenants;
  /** Whether there are several accounts to choose from. */
  withAccounts: boolean;
}

export function UsersFilters({ list, tenants, withAccounts }: Props) {
  const { t } = useAdminMessages();
  const admin = useAdmin();
  const { query, setQuery } = list;
  const any = { value: '', label: t('admin.list.any') };
  const account = String(query.account);
  const names = roleNames(tenants, account);

  const filter = (name: 'status' | 'role' | 'account', label: string, options: { value: string; label: string }[]) => ({
    label,
    value: String(query[name]),
    onChange: (value: string) => setQuery({ [name]: value }),
    options: [any, ...options],
    part: `users-filter-${name}`,
    small: true,
  });

  return (
    <>
      <Combobox
        {...filter(
          'status',
          t('admin.users.status'),
          STATUSES.map((value) => ({ value, label: t(`admin.users.status.${value}`) })),
        )}
        complete
      />
      {names.length > 0 && (
        <Combobox
          {...filter(
            'role',
            t('admin.users.role'),
            names.map((name) => ({ value: name, label: name })),
          )}
          complete
        />
      )}
      {withAccounts && tenants.options.length > 1 && (
        <Combobox
          {...filter('account', t('admin.users.account'), tenants.options)}
          complete={tenants.complete}
          search={async (q, signal) => [any, ...(await admin.accounts.choices(q, { signal })).options]}
        />
      )}
    </>
  );
}
