// While the server is awaited, and when it does not answer.

import type { Message } from '../types.ts';

export const waiting = {
  'pending.long': 'Still working…',
  'pending.loading': 'Loading…',
  'error.again': 'Try again',
} satisfies Record<string, Message>;
