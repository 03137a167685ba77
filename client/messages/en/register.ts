// Registration.

import type { Message } from '../types.ts';

export const register = {
  // In place of %APP%, where nobody has named the application.
  'app.unnamed': 'this site',
  'register.title': 'Create your account',
  'register.submit': 'Create account',
  'register.pending': 'Creating your account…',
  'register.have': 'Already have an account?',
  'register.mail.title': 'Check your e-mail',
  'register.mail.text': 'We sent a link to',
  'register.mail.next': 'Open it to finish. It works once, and only for a while.',
  'register.mail.again': 'Wrong address? Start again',
  'register.done.title': 'Your account is ready',
  'register.done.text': 'Sign in with the password you just chose.',
  'register.off.title': 'Nobody can register here',
  'register.off.text': 'New accounts are made by the people who run %APP%. Ask them for one.',
  'register.failed.title': 'The form did not load',
  'link.reset': 'Reset your password',
} satisfies Record<string, Message>;

export type RegisterKey = keyof typeof register;
