// Who is signed in, and what they may do.

import { useSyncExternalStore } from 'react';
import type { Values } from '../api.ts';
import { announce, useUserdb } from '../context.tsx';
import type { SessionState } from '../session.ts';
import { signOut } from '../signOut.ts';
import type { User } from '../wire.ts';
import { useSessionEndsAt } from './useSessionEndsAt.ts';

export type UserApi<U = User> = SessionState<U> & {
  /** Asks the server again. */
  refresh(): Promise<U | null>;
  /** Whether the user has a role of that name. */
  has(role: string): boolean;
  /** Whether the user has one of the roles, or all of them; always true without roles and for a super-admin. */
  can(roles: string | string[], all?: boolean): boolean;
};

/** The name of the role that may do everything: the one in defaults.yml, unless `features` says otherwise. */
export function useSuperAdminName(): string {
  return useUserdb().features.superAdmin ?? 'super-admin';
}

export function useUser<U extends User = User>(): UserApi<U> {
  const { session } = useUserdb();
  const superAdmin = useSuperAdminName();
  const state = useSyncExternalStore(session.subscribe, session.get, session.get) as SessionState<U>;
  const names = state.user?.roles?.map((role) => role.name) ?? [];

  return {
    ...state,
    refresh: session.refresh as () => Promise<U | null>,
    has: (role) => names.includes(role),
    can: (roles, all = false) => {
      const asked = [roles].flat();
      if (!state.user) return false;
      if (asked.length === 0 || names.includes(superAdmin)) return true;
      return all ? asked.every((role) => names.includes(role)) : asked.some((role) => names.includes(role));
    },
  };
}

export interface SessionApi {
  login(values: Values): Promise<User>;
  logout(): Promise<void>;
  /** When the session ends if nothing more is asked, in milliseconds since 1970; undefined: not by itself, or not known. */
  expiresAt?: number;
}

/** Signs in and out, for a host that has its own form or menu. */
export function useSession(): SessionApi {
  const userdb = useUserdb();
  const { client, session } = userdb;
  const expiresAt = useSessionEndsAt();
  return {
    expiresAt,
    async login(values) {
      const user = await client.login(values);
      session.set(user);
      announce(userdb, { type: 'login', user });
      return user;
    },
    logout: () => signOut(userdb),
  };
}
