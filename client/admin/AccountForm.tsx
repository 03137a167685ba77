// Makes an account (a tenant), or changes one.

import type { AdminAccount, AdminUser, User } from '../wire.ts';
import { DescribedForm, type DescribedOptions } from './DescribedForm.tsx';
import { useAdmin } from './useAdmin.ts';

export interface AccountFormProps extends DescribedOptions<AdminAccount> {
  /** Who is signed in, as in userdb 1; nothing depends on it. */
  loggedInUser?: User | AdminUser | null;
}

export function AccountForm(props: AccountFormProps) {
  const admin = useAdmin();
  return (
    <DescribedForm<AdminAccount>
      kind="account"
      options={props}
      save={(changes, signal) => admin.accounts.save(changes, { signal })}
    />
  );
}
