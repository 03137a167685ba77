// What accounts and roles have in common for who calls the API.

import { UserdbError } from '../errors.ts';
import type { Status } from '../store/store.ts';

/** What may be said of an account or a role. */
export interface DescribedColumns {
  name?: string;
  description?: string | null;
  status?: Status;
  /** Replaces what is there. */
  customData?: Record<string, unknown> | null;
}

/** What lists of accounts and roles can be ordered by. */
export const DESCRIBED_ORDERS = { name: 'name', description: 'description', status: 'status' } as const;

/** The columns that were given, and nothing else of the object. */
export function describedColumns({ name, description, status, customData }: DescribedColumns): DescribedColumns {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(status !== undefined && { status }),
    ...(customData !== undefined && { customData }),
  };
}

/** Whether somebody else has that name. */
export function isNameTaken(error: unknown): boolean {
  return error instanceof UserdbError && error.code === 'NAME_TAKEN';
}
