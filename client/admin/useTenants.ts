// The accounts that somebody administers, with the roles that there are in each: what filters and bulk actions offer.

import type { Tenants } from '../adminWire.ts';
import { useAdmin } from './useAdmin.ts';
import { useLoaded } from './useLoaded.ts';

// Until it is known, and where it is refused: the list itself says what is wrong.
const NONE: Tenants = { options: [], complete: true };

/** @param accountId  of one account; without it those of all, which a super-admin may ask for */
export function useTenants(accountId: string | undefined): Tenants {
  const admin = useAdmin();
  const { value = NONE } = useLoaded<Tenants>(accountId ?? 'all', async (signal) => {
    if (accountId === undefined) return admin.accounts.choices('', { signal });
    const roles = await admin.accounts.roles(accountId, { signal });
    const choices = roles.map(({ id, name }) => ({ value: id, label: name }));
    return { complete: true, options: [{ value: accountId, label: '', roles: choices }] };
  });
  return value;
}

/** The names of the roles in an account, or in any of them. */
export function roleNames({ options }: Tenants, accountId?: string): string[] {
  const wanted = accountId ? options.filter(({ value }) => value === accountId) : options;
  return [...new Set(wanted.flatMap(({ roles }) => roles.map(({ label }) => label)))].sort();
}
