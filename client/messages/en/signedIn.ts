// What is only said to who is signed in, or was until now.

import type { Message } from '../types.ts';

export const signedIn = {
  'error.UNAUTHENTICATED': 'You are no longer signed in. Sign in again, then come back here.',
  'link.logout': 'Sign out',
} satisfies Record<string, Message>;
