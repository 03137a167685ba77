// The HTTP client of the nearest provider, with every call.

import { type UserdbClient, withEveryCall } from '../api.ts';
import { useUserdb } from '../context.tsx';

export function useClient(): UserdbClient {
  return withEveryCall(useUserdb().client);
}
