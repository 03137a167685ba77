// Faults, and servers that do not answer.

import type { Message } from '../types.ts';

export const trouble = {
  'error.SERVER_ERROR': 'Something went wrong on our side. Please try again in a moment.',
  'error.OFFLINE': 'You seem to be offline. Nothing was sent. We kept what you typed.',
  'error.TIMEOUT': 'The server is taking too long to answer. Check your connection and try again.',
  'error.reference': 'Reference: {reference}',
} satisfies Record<string, Message>;
