// Until the server has said what a screen shows, and when it does not.

import type { Message } from '../types.ts';

export const waiting = {
  'pending.loading': 'Loading…',
  'error.again': 'Try again',
} satisfies Record<string, Message>;
