// The own account: profile, password, devices.

import type { Message } from '../types.ts';

export const account = {
  'account.title': 'Your account',
} satisfies Record<string, Message>;

export type AccountKey = keyof typeof account;
