// Changes of a user that show at once, and can be taken back.

import type { AdminCalls } from '../adminApi.ts';
import type { AdminRole, AdminUser } from '../wire.ts';
import type { ManagedApi } from './parts/useManaged.ts';

export interface UserChangesApi {
  /** @throws UserdbError when it was refused, with the old one back on the screen */
  setStatus(user: AdminUser, status: string): Promise<void>;
  /** @param since  the `modifiedAt` that the roles were seen at: a change since then is refused */
  setRoles(user: AdminUser, names: readonly string[], since?: string): Promise<void>;
}

export function userChanges(admin: AdminCalls, { show }: Pick<ManagedApi<AdminUser>, 'show'>): UserChangesApi {
  return {
    setStatus: (user, status) =>
      show(user, { status: status as AdminUser['status'] }, () => admin.users.setStatus(user.id, status)),
    setRoles(user, names, since) {
      // One that is new is known by its name until the server tells the rest.
      const roles = names.map((name) => user.roles.find((role) => role.name === name) ?? ({ name } as AdminRole));
      const changed = { id: user.id, roles: names.map((name) => ({ name })), expectedModifiedAt: since };
      return show(user, { roles }, () => admin.users.save(changed));
    },
  };
}

export function roleNamesOf({ roles }: AdminUser): string[] {
  return roles.map(({ name }) => name);
}

/** Whether an administrator can give the old status back: a lock by wrong passwords would then not end any more. */
export function hasStatusToGoBackTo({ status }: AdminUser): boolean {
  return status !== 'LOCKED';
}

/** What a form can change besides roles and status. */
function othersOf({ givenName, middleName, surname, fullName, email, account_id, customData }: AdminUser): string {
  return JSON.stringify([givenName, middleName, surname, fullName, email, account_id, customData]);
}

/** The way back from what a form has saved, where it has changed roles or status, and nothing else. */
export function undoOf(changes: UserChangesApi, before: AdminUser, after: AdminUser) {
  const names = roleNamesOf(before);
  const otherRoles = names.join() !== roleNamesOf(after).join();
  const otherStatus = before.status !== after.status;
  if (!otherRoles && !otherStatus) return undefined;
  if (othersOf(before) !== othersOf(after) || (otherStatus && !hasStatusToGoBackTo(before))) return undefined;
  return async () => {
    if (otherRoles) await changes.setRoles(after, names);
    if (otherStatus) await changes.setStatus({ ...after, roles: before.roles }, before.status);
  };
}
