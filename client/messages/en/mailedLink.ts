// A link from a mail: being looked at, or no longer good for anything.

import type { Message } from '../types.ts';

export const mailedLink = {
  'mailedLink.loading': 'Checking your link…',
  'mailedLink.dead': 'This link no longer works',
  'mailedLink.failed': 'We could not check your link',
} satisfies Record<string, Message>;

export type MailedLinkKey = keyof typeof mailedLink;
