// Where a person goes when they are signed in: what the host said, else `?next=`, else home; an old password first.

import { useCallback } from 'react';
import { useUserdb } from '../context.tsx';
import { safeNext, withNext } from '../next.ts';
import type { User } from '../wire.ts';

/** Replaces the form in the history: Back must not lead to it. */
export function useGoOn(redirectTo?: string): (user: User) => void {
  const { navigate, routes } = useUserdb();
  return useCallback(
    (user) => {
      const next = redirectTo ?? nextInUrl();
      const target = user.password_expired ? withNext(routes.expired, next) : (next ?? routes.authenticatedHome);
      navigate(target, { replace: true });
    },
    [navigate, redirectTo, routes.expired, routes.authenticatedHome],
  );
}

/** The safe `?next=` of the page. */
export function nextInUrl(): string | null {
  return safeNext(new URLSearchParams(location.search).get('next'));
}
