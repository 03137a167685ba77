// The names of a person, the address among them, and that one is taken.

import type { Message } from '../types.ts';
import { email } from './email.ts';

export const person = {
  ...email,
  'error.EMAIL_TAKEN': 'There is already an account for that address.',
  'field.username': 'User name',
  'field.givenName': 'First name',
  'field.middleName': 'Middle name',
  'field.surname': 'Last name',
  'required.username': 'Enter a user name',
  'required.givenName': 'Enter your first name',
  'required.middleName': 'Enter your middle name',
  'required.surname': 'Enter your last name',
} satisfies Record<string, Message>;

export type PersonKey = keyof typeof person;
