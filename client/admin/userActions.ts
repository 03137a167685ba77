// What can be done with a user now: nothing that makes no sense for the status, and why something may not be done.

import type { Translate } from '../hooks/useMessages.ts';
import type { AdminMessageKey } from '../messages/admin/en.ts';
import type { AdminUser } from '../wire.ts';
import type { BulkAction } from './bulkJobs.ts';
import type { Who } from './useWho.ts';

export type UserAction = 'edit' | 'invite' | 'resetPassword' | 'enable' | 'unlock' | 'disable' | 'signOut' | 'remove';

const BY_STATUS: Record<string, readonly UserAction[]> = {
  ENABLED: ['resetPassword', 'disable', 'signOut'],
  LOCKED: ['unlock', 'resetPassword', 'disable', 'signOut'],
  PENDING: ['invite', 'disable'],
  DISABLED: ['enable'],
};

export function actionsFor({ status }: AdminUser): UserAction[] {
  return ['edit', ...(BY_STATUS[status] ?? ['enable', 'disable']), 'remove'];
}

export interface Acting extends Pick<Who, 'isSuperAdmin' | 'superAdmin'> {
  id: string | undefined;
}

/** Why not, in a sentence; the server has the last word. The last super-admin is whoever asks, or there are two. */
export function whyNot(
  action: UserAction | BulkAction,
  user: AdminUser,
  acting: Acting,
  t: Translate<AdminMessageKey>,
): string | undefined {
  const isTheirs = user.roles.some(({ name }) => name === acting.superAdmin);
  if (isTheirs && !acting.isSuperAdmin) return t('admin.users.superAdminOnly');
  if (user.id === acting.id && (action === 'disable' || action === 'remove')) return t('admin.users.notOneself');
  // Without a password there is nothing to come in with.
  if (action === 'enable' && user.status === 'PENDING') {
    return `${t('admin.users.status.PENDING')} – ${t('admin.users.invite')}`;
  }
  return undefined;
}
