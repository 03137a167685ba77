// Shows its children only to those who are signed in, or only to those who are not.

import { type ReactNode, useEffect } from 'react';
import { useUserdb } from './context.tsx';
import { SessionLoading } from './forms/SessionLoading.tsx';
import { belongs } from './groupExpression.ts';
import { useSignedIn } from './hooks/useSignedIn.ts';
import { useUser } from './hooks/useUser.ts';

export interface GuardProps {
  /** A role, or an expression of roles: `(admin || doctor) && !trainee`. */
  inGroup?: string;
  /** For all others. */
  fallback?: ReactNode;
  /** Until it is known who is signed in. */
  loading?: ReactNode;
  /** What is guarded. */
  children?: ReactNode;
}

export function Authenticated({ inGroup, fallback = null, loading = null, children }: GuardProps): ReactNode {
  const { status, user } = useUser();
  if (status === 'loading') return loading;
  return belongs(user, inGroup) ? children : fallback;
}

export function NotAuthenticated({ inGroup, fallback = null, loading = null, children }: GuardProps): ReactNode {
  const { status, user } = useUser();
  if (status === 'loading') return loading;
  return belongs(user, inGroup) ? fallback : children;
}

export interface AuthenticatedRouteProps extends GuardProps {
  /** Until it is known who is signed in. Default: `SessionLoading`. */
  loading?: ReactNode;
  /** Where to come back to after signing in. Default: the address of the page. */
  next?: string;
}

/**
 * Sends to the sign-in page who is not signed in, and back here afterwards; to `/expired` whose password is too old.
 * Who lacks the role sees `fallback`, or without one is sent to the route `home`.
 */
export function AuthenticatedRoute({
  inGroup,
  fallback,
  loading = <SessionLoading />,
  children,
  next,
}: AuthenticatedRouteProps): ReactNode {
  const user = useSignedIn(next);
  const { navigate, routes } = useUserdb();
  const allowed = belongs(user, inGroup);
  const lacks = user !== null && !allowed && fallback === undefined;

  useEffect(() => {
    if (lacks) navigate(routes.home, { replace: true });
  }, [lacks, navigate, routes.home]);

  if (!user || lacks) return loading;
  return allowed ? children : fallback;
}
