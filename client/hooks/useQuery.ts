// What the address of the page says.

import { useEffect, useState, useSyncExternalStore } from 'react';
import { listen } from '../listen.ts';

/** A value of the query; null while rendering on a server, where there is no address. */
export function useQuery(name: string): string | null {
  const search = useSyncExternalStore(
    subscribe,
    () => location.search,
    () => '',
  );
  return new URLSearchParams(search).get(name);
}

function subscribe(listener: () => void) {
  return listen(window, ['popstate'], listener);
}

/** The token of a mailed link, kept after it has left the address bar. Null: not read yet; empty: there is none. */
export function useMailedToken(given: string | undefined): string | null {
  const [token, setToken] = useState<string | null>(given ?? null);

  useEffect(() => {
    setToken((kept) => given ?? kept ?? new URLSearchParams(location.search).get('sptoken') ?? '');
  }, [given]);

  return token;
}

/** Takes the token out of the address bar. Only once its result is in: until then a reload has to work. */
export function forgetMailedToken() {
  const url = new URL(location.href);
  if (!url.searchParams.has('sptoken')) return;
  url.searchParams.delete('sptoken');
  history.replaceState(history.state, '', url);
}
