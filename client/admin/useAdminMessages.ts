// The words of the admin pages, besides those that all screens have.

import { type CommonKey, type Labels, type MessagesApi, useMessages } from '../hooks/useMessages.ts';
import adminEn, { type AdminMessageKey } from '../messages/admin/en.ts';

export function useAdminMessages(labels?: Labels): MessagesApi<AdminMessageKey | CommonKey> {
  return useMessages(labels, adminEn);
}
