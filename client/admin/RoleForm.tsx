// Makes a role, or changes one.

import type { AdminRole, AdminUser, User } from '../wire.ts';
import { DescribedForm, type DescribedOptions } from './DescribedForm.tsx';
import { useAdmin } from './useAdmin.ts';
import { useWho } from './useWho.ts';

export interface RoleFormProps extends DescribedOptions<AdminRole> {
  /** Who is signed in; else it is asked. */
  loggedInUser?: User | AdminUser | null;
  /** Where a new role belongs. */
  accountId?: string;
}

export function RoleForm(props: RoleFormProps) {
  const admin = useAdmin();
  const { isSuperAdmin, accountId } = useWho(props.loggedInUser);
  return (
    <DescribedForm<AdminRole>
      // Who is here decides which fields there are.
      key={accountId}
      kind="role"
      options={props}
      accountId={isSuperAdmin ? (props.accountId ?? accountId) : undefined}
      save={(changes, signal) => admin.roles.save(changes, { signal })}
    />
  );
}
