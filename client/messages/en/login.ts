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
  'login.as': 'You are signed in as {name}.',
  'login.status.unverified': 'We sent you a link. Open it to verify your e-mail address, then sign in.',
  'login.status.verified': 'Your e-mail is verified. You can sign in now.',
  'login.status.created': 'Your account is ready. Sign in to start.',
  'login.status.forgot': 'If there is an account for that address, a mail is on its way.',
  'login.status.ended': 'You were signed out. Sign in again to go on where you were.',
  'login.status.reset': 'Your password has been changed. Sign in with the new one.',
  'login.theAddress': 'your address',
} satisfies Record<string, Message>;

export type LoginKey = keyof typeof login;
