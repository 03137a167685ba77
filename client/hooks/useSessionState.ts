// Who is signed in, and nothing more.

import { useSyncExternalStore } from 'react';
import { useUserdb } from '../context.tsx';
import type { SessionState } from '../session.ts';

export function useSessionState(): SessionState {
  const { session } = useUserdb();
  return useSyncExternalStore(session.subscribe, session.get, session.get);
}
