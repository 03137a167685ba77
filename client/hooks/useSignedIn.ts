// For a page that takes a sign-in: who is here; everybody else is sent to where they can come in, and then back.

import { useEffect } from 'react';
import { useUserdb } from '../context.tsx';
import { withNext } from '../next.ts';
import type { User } from '../wire.ts';
import { useSessionState } from './useSessionState.ts';

/**
 * Null: not known yet, or sent away: to sign in, or to choose a new password.
 *
 * @param next  where to come back to. Default: the address of the page
 */
export function useSignedIn(next?: string): User | null {
  const state = useSessionState();
  const { navigate, routes } = useUserdb();
  const away = elsewhere();

  function elsewhere() {
    if (state.status === 'in') return state.user.password_expired && routes.expired;
    if (state.status === 'loading') return undefined;
    return state.reason === 'sessionEnded' ? `${routes.login}?status=ended` : routes.login;
  }

  useEffect(() => {
    if (away) navigate(withNext(away, next ?? location.pathname + location.search + location.hash), { replace: true });
  }, [away, next, navigate]);

  return away ? null : state.user;
}
