// What more than one screen says.

import type { Message } from '../types.ts';

export const common = {
  // The BCP 47 tag of the words here.
  language: 'en',
  'error.prefix': 'Error:',
  'error.NETWORK': 'We could not reach the server. Check your connection and try again.',
  'field.login': 'E-mail or user name',
  'field.password': 'Password',
  'field.optional': '(optional)',
  'required.login': 'Enter your e-mail or user name',
  'required.password': 'Enter your password',
  'required.other': 'Fill in: {label}',
  'password.show': 'Show password',
  'password.hide': 'Hide password',
  'password.visible': 'Your password is visible.',
  'password.hidden': 'Your password is hidden.',
  'password.capsLock': 'Caps Lock is on',
  'link.login': 'Sign in',
  'link.register': 'Create an account',
  'link.forgot': 'Forgot password?',
} satisfies Record<string, Message>;
