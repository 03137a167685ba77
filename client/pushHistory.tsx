// Moves from screen to screen without a router: the address changes, and the page is not loaded again.

import { type ComponentType, type MouseEvent, useSyncExternalStore } from 'react';
import type { LinkProps, NavigateOptions } from './context.tsx';
import { mayLeave } from './leaving.ts';

export interface Mover {
  navigate(to: string, options?: NavigateOptions): void;
  Link: ComponentType<LinkProps>;
}

/** @param isHere  whether this page shows what is at a path of its site; other addresses are loaded */
export function mover(isHere: (path: string) => boolean): Mover {
  function isOurs(to: string) {
    const { origin, pathname } = new URL(to, location.href);
    return origin === location.origin && isHere(trimmed(pathname));
  }

  function navigate(to: string, { replace }: NavigateOptions = {}) {
    if (!mayLeave()) return;
    if (!isOurs(to)) return replace ? location.replace(to) : location.assign(to);
    history[replace ? 'replaceState' : 'pushState'](null, '', to);
    // The browser sends this only for its own Back and Forward.
    dispatchEvent(new PopStateEvent('popstate'));
  }

  function Link({ href, ...rest }: LinkProps) {
    function onClick(event: MouseEvent) {
      const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!plain || !isOurs(href)) return;
      event.preventDefault();
      navigate(href);
    }
    return <a href={href} onClick={onClick} {...rest} />;
  }

  return { navigate, Link };
}

/** The path of the page; empty while rendering on a server. */
export function usePath(): string {
  return useSyncExternalStore(
    subscribe,
    () => trimmed(location.pathname),
    () => '',
  );
}

function subscribe(listener: () => void) {
  addEventListener('popstate', listener);
  return () => removeEventListener('popstate', listener);
}

/** `/login/` is `/login`. */
function trimmed(path: string) {
  return path.replace(/(.)\/+$/, '$1');
}
