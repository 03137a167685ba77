// A session that is about to end.

import type { Message } from '../types.ts';

export const session = {
  'session.ending': 'You will be signed out in a minute, because nothing has happened here for a while.',
  'session.left': '{time} left',
  'session.stay': 'Stay signed in',
  'session.stayed': 'You stay signed in.',
  'session.failed': 'That brought no more time. Save your work now: you may have to sign in again.',
} satisfies Record<string, Message>;

export type SessionKey = keyof typeof session;
