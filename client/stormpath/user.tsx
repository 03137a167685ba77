// Who is signed in, for components that had it from React's old context.

import type { ComponentType } from 'react';
import { useUser } from '../hooks/useUser.ts';
import type { User } from '../wire.ts';
import { at } from './data.ts';

export interface UserProps {
  /** Undefined: nobody is signed in. */
  user?: User;
  authenticated?: boolean;
}

/** Gives a component what `contextTypes` gave it, as props. */
export function withUser<P extends UserProps>(Component: ComponentType<P>): ComponentType<Omit<P, keyof UserProps>> {
  return function WithUser(props) {
    const { user, status } = useUser();
    return <Component {...(props as P)} user={user ?? undefined} authenticated={status === 'in'} />;
  };
}

export interface UserFieldProps {
  /** Such as `givenName` or `customData.color`. */
  fieldName: string;
  default?: string;
  className?: string;
}

export function UserField({ fieldName, default: otherwise = '', className }: UserFieldProps) {
  const { user } = useUser();
  return <span className={className}>{String(at(user, fieldName) ?? otherwise)}</span>;
}
