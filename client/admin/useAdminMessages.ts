// The words of the admin pages, besides those that all screens have.

import { type CommonKey, type Labels, type MessagesApi, useMessages } from '../hooks/useMessages.ts';
import adminEn, { type AdminMessageKey, type AdminMessages } from '../messages/admin/en.ts';
import type { Message } from '../messages/types.ts';

/** Words of the admin pages, as a host may put others in their place. */
export type AdminLabels = Partial<AdminMessages & Record<CommonKey, Message>>;

export function useAdminMessages(labels?: Labels | AdminLabels): MessagesApi<AdminMessageKey | CommonKey> {
  return useMessages(labels, adminEn);
}
