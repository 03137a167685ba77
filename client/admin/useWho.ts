// Who administers, and how far: a super-admin everything, everybody else the own account.

import { useUser } from '../hooks/useUser.ts';
import type { AdminUser, User } from '../wire.ts';

export interface Who {
  user: User | AdminUser | null;
  isSuperAdmin: boolean;
  /** The own account's id; empty while it is not known. */
  accountId: string;
}

/** The role's name in defaults.yml. */
export const SUPER_ADMIN = 'super-admin';

/** @param given  who is signed in, where the host says so */
export function useWho(given?: User | AdminUser | null): Who {
  const session = useUser();
  const user = given ?? session.user;
  return {
    user,
    isSuperAdmin: user?.roles?.some(({ name }) => name === SUPER_ADMIN) ?? false,
    accountId: user?.accounts?.[0]?.id ?? '',
  };
}
