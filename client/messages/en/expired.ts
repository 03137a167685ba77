// A password that is too old.

import type { Message } from '../types.ts';

export const expired = {
  'expired.title': 'Your password has expired',
  'expired.intro': 'Passwords here are replaced from time to time. Choose a new one to go on.',
  'expired.submit': 'Set new password',
  'expired.pending': 'Setting your password…',
} satisfies Record<string, Message>;

export type ExpiredKey = keyof typeof expired;
