// Shows its children only to those who are signed in, or only to those who are not.

import type { ReactNode } from 'react';
import { holds } from './groupExpression.ts';
import { useUser } from './hooks/useUser.ts';

export interface GuardProps {
  /** A role, or an expression of roles: `(admin || doctor) && !trainee`. */
  inGroup?: string;
  /** For all others. */
  fallback?: ReactNode;
  /** Until it is known who is signed in. */
  loading?: ReactNode;
  children?: ReactNode;
}

export function Authenticated({ inGroup, fallback = null, loading = null, children }: GuardProps) {
  const { status, has } = useUser();
  if (status === 'loading') return loading;
  const allowed = status === 'in' && (inGroup === undefined || holds(inGroup, has));
  return allowed ? children : fallback;
}

export function NotAuthenticated({ inGroup, fallback = null, loading = null, children }: GuardProps) {
  const { status, has } = useUser();
  if (status === 'loading') return loading;
  const inside = status === 'in' && (inGroup === undefined || holds(inGroup, has));
  return inside ? fallback : children;
}
