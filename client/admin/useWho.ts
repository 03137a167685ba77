// Who administers, and how far: a super-admin everything, everybody else the own account.

import { useSuperAdminName, useUser } from '../hooks/useUser.ts';
import type { AdminUser, User } from '../wire.ts';

export interface Who {
  user: User | AdminUser | null;
  isSuperAdmin: boolean;
  /** The name of the role that makes one. */
  superAdmin: string;
  /** The own account's id; empty while it is not known. */
  accountId: string;
}

/** @param given  who is signed in, where the host says so */
export function useWho(given?: User | AdminUser | null): Who {
  const session = useUser();
  const superAdmin = useSuperAdminName();
  const user = given ?? session.user;
  return {
    user,
    isSuperAdmin: user?.roles?.some(({ name }) => name === superAdmin) ?? false,
    superAdmin,
    accountId: user?.accounts?.[0]?.id ?? '',
  };
}
