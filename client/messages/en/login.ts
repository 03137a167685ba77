// Signing in, and what may stand in the way.

import type { Message, Vars } from '../types.ts';
import { count } from './counted.ts';

export const login = {
  'error.LOGIN_FAILED': 'That e-mail or password is not right. Try again, or reset your password.',
  'error.LOGIN_UNVERIFIED': 'Verify your e-mail address first. We sent a link to {address}.',
  'error.LOGIN_LOCKED': ({ minutes }: Vars) =>
    `This account is locked after too many attempts. Try again ${
      minutes ? `in ${count('minute', 'minutes')({ n: minutes })}` : 'later'
    }, or reset your password.`,
  'login.title': 'Sign in',
  'login.submit': 'Sign in',
  'login.pending': 'Signing in…',
  'login.new': 'New here?',
  'login.theAddress': 'your address',
} satisfies Record<string, Message>;

export type LoginKey = keyof typeof login;
