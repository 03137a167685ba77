// A new password with a mailed link.

import type { Message } from '../types.ts';

export const change = {
  'change.title': 'Choose a new password',
  'change.submit': 'Set new password',
  'change.pending': 'Setting your password…',
  'change.dead.text': 'It was used already, it is too old, or a part of it is missing. We can send you a new one.',
  'change.done.title': 'Your password has been changed',
  'change.done.text': 'You were signed out everywhere. Sign in with your new password.',
} satisfies Record<string, Message>;

export type ChangeKey = keyof typeof change;
