// Lets the screens move through the router of the app.

import { useCallback } from 'react';
import { Link, useLocation, useNavigate } from 'react-router';
import type { LinkProps, NavigateOptions, ProviderProps } from '../context.tsx';
import { mayLeave } from '../leaving.ts';
import { type PathOptions, pathsAt } from './paths.ts';

export interface AdapterOptions extends PathOptions {}

export type Adapter = Required<Pick<ProviderProps, 'navigate' | 'Link' | 'routes'>>;

function useRouterMoves(options: AdapterOptions = {}): Adapter {
  const navigate = useNavigate();
  // The screens read the query by themselves: they have to hear of each change of it.
  useLocation();
  const move = useCallback(
    (to: string, { replace = false }: NavigateOptions = {}) => {
      if (!mayLeave()) return;
      if (!isElsewhere(to)) void navigate(to, { replace });
      else if (replace) location.replace(to);
      else location.assign(to);
    },
    [navigate],
  );
  return { navigate: move, Link: RouterLink, routes: options.base || options.routes ? pathsAt(options) : {} };
}

/** For the provider, inside of the router: `<UserdbProvider {...reactRouterAdapter()}>`. Calls hooks, as a hook does. */
export { useRouterMoves as reactRouterAdapter };

/** A whole address: a router knows paths only. */
function isElsewhere(to: string) {
  return /^([a-z][a-z\d+.-]*:|\/\/)/i.test(to);
}

function RouterLink({ href, ...rest }: LinkProps) {
  return <Link to={href} onClick={(event) => mayLeave() || event.preventDefault()} {...rest} />;
}
