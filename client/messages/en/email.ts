// A field for an e-mail address.

import type { Message } from '../types.ts';

export const email = {
  'field.email': 'E-mail',
  'required.email': 'Enter your e-mail address',
  'error.EMAIL_INVALID': 'Enter an e-mail address like name@example.com',
} satisfies Record<string, Message>;

export type EmailKey = keyof typeof email;
