// Shows things by who is signed in.

import type { ComponentType, HTMLAttributes, ReactNode } from 'react';
import { belongs } from '../groupExpression.ts';
import { AuthenticatedRoute as Guard, Authenticated as OwnAuthenticated } from '../guards.tsx';
import { useUser } from '../hooks/useUser.ts';
import { warnOnce } from './warnOnce.ts';

interface GuardProps extends HTMLAttributes<HTMLDivElement> {
  inGroup?: string;
}

export function Authenticated({ inGroup, children, ...rest }: GuardProps) {
  return <OwnAuthenticated inGroup={inGroup}>{held(children, rest)}</OwnAuthenticated>;
}

/** With `inGroup`: for those who are signed in and outside of the group. */
export function NotAuthenticated({ inGroup, children, ...rest }: GuardProps): ReactNode {
  const { status, user } = useUser();
  const shown = inGroup === undefined ? status === 'out' : user !== null && !belongs(user, inGroup);
  return shown ? held(children, rest) : null;
}

/** Attributes need an element to be on. */
function held(children: ReactNode, attributes: HTMLAttributes<HTMLDivElement>): ReactNode {
  return Object.keys(attributes).length > 0 ? <div {...attributes}>{children}</div> : children;
}

interface AuthenticatedRouteProps {
  path?: string;
  component?: ComponentType;
  inGroup?: string;
  children?: ReactNode;
}

export function AuthenticatedRoute({ path, component: Component, inGroup, children }: AuthenticatedRouteProps) {
  if (path) warnOnce('put <AuthenticatedRoute> into `element` of a <Route path>.');
  return <Guard inGroup={inGroup}>{Component ? <Component /> : children}</Guard>;
}
