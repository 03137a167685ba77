// When the session ends if nothing more is asked.

import { useSyncExternalStore } from 'react';
import { useUserdb } from '../context.tsx';
import { endOf } from '../sessionEnd.ts';

/** In milliseconds since 1970; undefined: not by itself, or not known. */
export function useSessionEndsAt(): number | undefined {
  const { session, client } = useUserdb();
  const end = endOf(session, client);
  return useSyncExternalStore(end.subscribe, end.get, end.get);
}
