// A password that is too old.

import type { Message } from '../types.ts';
import { signedIn } from './signedIn.ts';

export const expired = {
  ...signedIn,
  'expired.title': 'Your password has expired',
  'expired.intro': 'Passwords here are replaced from time to time. Choose a new one, then sign in with it.',
  'expired.submit': 'Set new password',
  'expired.pending': 'Setting your password…',
  'expired.not.title': 'Your password has not expired',
  'expired.not.text': 'There is nothing to do here. You can change it in your account at any time.',
  'expired.not.account': 'Your account',
} satisfies Record<string, Message>;

export type ExpiredKey = keyof typeof expired;
