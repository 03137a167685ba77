// The actions for many users at once.

import type { AdminCalls } from '../adminApi.ts';
import type { Tenants } from '../adminWire.ts';
import type { Translate } from '../hooks/useMessages.ts';
import type { AdminMessageKey } from '../messages/admin/en.ts';
import { UserdbError } from '../userdbError.ts';
import type { AdminUser } from '../wire.ts';
import type { BulkJob } from './useBulk.ts';
import { type Acting, whyNot } from './userActions.ts';
import { hasStatusToGoBackTo, roleNamesOf, type UserChangesApi } from './userChanges.ts';
import { roleNames } from './useTenants.ts';

export type BulkAction = 'enable' | 'disable' | 'invite' | 'remove' | 'addRole' | 'removeRole';

interface Means {
  t: Translate<AdminMessageKey>;
  admin: AdminCalls;
  changes: UserChangesApi;
  acting: Acting;
  tenants: Tenants;
}

/** @param role  the name of the role that is given or taken */
export function bulkJob(action: BulkAction, role: string, means: Means): BulkJob<AdminUser> {
  const { t, admin, changes, acting, tenants } = means;
  const hasRole = (user: AdminUser) => roleNamesOf(user).includes(role);
  const without = (names: string[]) => names.filter((name) => name !== role);
  const withRole = (names: string[]) => [...without(names), role];

  /** On top of the roles that the user has by now, whoever has changed them since the row was read. */
  async function setRoles(user: AdminUser, change: (names: string[]) => string[]) {
    const save = (now: AdminUser) => changes.setRoles(now, change(roleNamesOf(now)), now.modifiedAt);
    try {
      await save(user);
    } catch (error) {
      if (!(error instanceof UserdbError) || error.code !== 'EDITED_MEANWHILE') throw error;
      // Where nothing is to be changed, the answer is the user as it is now.
      await save(await admin.users.save({ id: user.id }));
    }
  }

  const WORK: Record<BulkAction, BulkJob<AdminUser>['each']> = {
    enable: (user) => (user.status === 'ENABLED' ? null : changes.setStatus(user, 'ENABLED')),
    disable: (user) => (user.status === 'DISABLED' ? null : changes.setStatus(user, 'DISABLED')),
    invite: (user) => (user.status === 'PENDING' ? admin.users.invite(user.id) : null),
    remove: (user) => admin.users.remove(user.id),
    addRole(user) {
      // The server would make the role there, which nobody has asked for.
      const isThere = tenants.options.length === 0 || roleNames(tenants, user.account_id).includes(role);
      if (!isThere) throw new UserdbError(0, t('admin.bulk.noSuchRole', { role }));
      return hasRole(user) ? null : setRoles(user, withRole);
    },
    removeRole: (user) => (hasRole(user) ? setRoles(user, without) : null),
  };
  const undoStatus = (user: AdminUser) => changes.setStatus(user, user.status);
  const UNDO: Partial<Record<BulkAction, BulkJob<AdminUser>['undo']>> = {
    enable: undoStatus,
    disable: undoStatus,
    addRole: (user) => setRoles(user, without),
    removeRole: (user) => setRoles(user, withRole),
  };

  return {
    title: t(`admin.users.${action}`),
    summary: (n) => t(`admin.bulk.done.${action}`, { n, role }),
    each(user) {
      // What the menu of the row refuses is refused here too, in the same words.
      const reason = whyNot(action, user, acting, t);
      if (reason) throw new UserdbError(0, reason);
      return WORK[action](user);
    },
    undo: UNDO[action],
    canUndo: (user) => UNDO[action] !== undoStatus || hasStatusToGoBackTo(user),
  };
}
