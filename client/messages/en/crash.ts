// A screen that has broken.

import type { Message } from '../types.ts';

export const crash = {
  'error.crash': 'This page stopped working.',
  'error.reload': 'Reload',
} satisfies Record<string, Message>;
