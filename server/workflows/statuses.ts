// The four statuses that users, accounts and roles have.
import { UserdbError } from '../errors.ts';
import type { Status } from '../store/store.ts';

export const STATUSES: readonly Status[] = ['PENDING', 'ENABLED', 'DISABLED', 'LOCKED'];

/** @throws UserdbError STATUS_UNKNOWN */
export function readStatus(text: string): Status {
  const status = STATUSES.find((one) => one === text);
  if (status === undefined) throw new UserdbError('STATUS_UNKNOWN', { field: 'status', statuses: STATUSES.join(', ') });
  return status;
}
