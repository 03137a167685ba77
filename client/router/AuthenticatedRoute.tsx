// The guard as a route with routes below it, or around children.

import { createPath, Outlet, useLocation } from 'react-router';
import { type AuthenticatedRouteProps, AuthenticatedRoute as Guard } from '../guards.tsx';

/** `<Route element={<AuthenticatedRoute inGroup="admin"/>}>`. Its `next` leaves out the router's `basename`, as links do. */
export function AuthenticatedRoute({ children = <Outlet />, ...props }: AuthenticatedRouteProps) {
  const next = createPath(useLocation());
  return (
    <Guard next={next} {...props}>
      {children}
    </Guard>
  );
}
