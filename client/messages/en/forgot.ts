// Asking for a link to a new password.

import type { Message } from '../types.ts';

export const forgot = {
  'forgot.title': 'Reset your password',
  'forgot.status.invalid_sptoken': 'That link no longer works. Ask for a new one here.',
  'forgot.intro': 'Tell us your e-mail address. We send you a link to choose a new password.',
  'forgot.submit': 'Send the link',
  'forgot.pending': 'Sending…',
  'forgot.done.title': 'Check your e-mail',
  'forgot.done.text': 'If there is an account for that address, a mail is on its way.',
  'forgot.done.address': 'You asked for',
  'forgot.done.help': 'Nothing there after a few minutes? Look in spam, or try another address you may have used.',
  'forgot.done.other': 'Try another address',
} satisfies Record<string, Message>;

export type ForgotKey = keyof typeof forgot;
