// Every word of the admin pages in English. The source: other languages satisfy its type.

import type { Message } from '../types.ts';

const adminEn = {
  'admin.title': 'Administration',
  'admin.denied': 'You need the admin role to see this.',
} satisfies Record<string, Message>;

export default adminEn;

export type AdminMessageKey = keyof typeof adminEn;
export type AdminMessages = Record<AdminMessageKey, Message>;
