// What may stand in the way of signing in.

import type { Message, Vars } from '../types.ts';
import { count } from './counted.ts';

export const loginRefused = {
  'error.LOGIN_FAILED': 'That e-mail or password is not right. Try again, or reset your password.',
  'error.LOGIN_UNVERIFIED': 'Verify your e-mail address first. We sent a link to {address}.',
  'error.LOGIN_LOCKED': ({ minutes }: Vars) =>
    `This account is locked after too many attempts. Try again ${
      minutes ? `in ${count('minute', 'minutes')({ n: minutes })}` : 'later'
    }, or reset your password.`,
  'login.theAddress': 'your address',
} satisfies Record<string, Message>;
