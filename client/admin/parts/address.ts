// The address of the page: changed without loading it again, and heard of whoever changes it.

const listeners = new Set<() => void>();

/** For `useSyncExternalStore`. */
export function subscribeToAddress(listener: () => void) {
  listeners.add(listener);
  addEventListener('popstate', listener);
  // A router's own steps; where a browser does not tell, the router itself renders again.
  globalThis.navigation?.addEventListener('currententrychange', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
    globalThis.navigation?.removeEventListener('currententrychange', listener);
  };
}

/** With the state of whatever router there is: to it, this is still the same place. */
export function writeAddress(address: string, replace = false) {
  history[replace ? 'replaceState' : 'pushState'](history.state, '', address);
  for (const listener of listeners) listener();
}
