// Whether the browser believes it has a network.

import { useSyncExternalStore } from 'react';
import { listen } from '../listen.ts';

export function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

function subscribe(listener: () => void) {
  return listen(window, ['online', 'offline'], listener);
}
