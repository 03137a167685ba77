// In place of %APP%, where nobody has named the application: for the words that have it.

import type { Message } from '../types.ts';

export const unnamed = {
  'app.unnamed': 'this site',
} satisfies Record<string, Message>;
