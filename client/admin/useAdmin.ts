// The calls of administrators, for the client that the screens use.

import { useMemo } from 'react';
import { type AdminCalls, adminCalls } from '../adminApi.ts';
import { useUserdb } from '../context.tsx';

export function useAdmin(): AdminCalls {
  const { client } = useUserdb();
  return useMemo(() => adminCalls(client), [client]);
}
