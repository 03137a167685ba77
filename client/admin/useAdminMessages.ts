// The words of the admin pages, besides those that all screens have.

import { type CommonKey, type Labels, type MessagesApi, useMessages } from '../hooks/useMessages.ts';
import adminEn, { type AdminMessages } from '../messages/admin/en.ts';
import { signedIn } from '../messages/en/signedIn.ts';
import { waiting } from '../messages/en/waiting.ts';
import type { Message } from '../messages/types.ts';

export const adminWords = { ...waiting, ...signedIn, ...adminEn };

export type AdminKey = keyof typeof adminWords | CommonKey;

/** Words of the admin pages, as a host may put others in their place. */
export type AdminLabels = Partial<AdminMessages & Record<AdminKey, Message>>;

export function useAdminMessages(labels?: Labels | AdminLabels): MessagesApi<AdminKey> {
  return useMessages(labels, adminWords);
}
