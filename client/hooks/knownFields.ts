// The fields of a person: what a browser and a password manager should know about each.

import type { newPassword } from '../messages/en/newPassword.ts';
import { describeField, type FieldSpec, type KnownFields } from './fields.ts';
import type { CommonKey, Translate } from './useMessages.ts';

const VERBATIM = { autoCapitalize: 'none' };
const NAME = { autoCapitalize: 'words' };

export const PERSON = {
  email: {
    ...VERBATIM,
    type: 'email',
    autoComplete: 'username',
    inputMode: 'email',
    carried: true,
    usual: 'Email',
  },
  username: { ...VERBATIM, autoComplete: 'username', usual: 'Username' },
  givenName: { ...NAME, autoComplete: 'given-name', usual: 'First Name' },
  middleName: { ...NAME, autoComplete: 'additional-name', usual: 'Middle Name' },
  surname: { ...NAME, autoComplete: 'family-name', usual: 'Last Name' },
  password: { type: 'password', usual: 'Password' },
  confirmPassword: { type: 'password', usual: 'Confirm Password' },
} satisfies KnownFields;

/** One of them; the name may be another one, too. */
export function knownField(t: Translate, name: string, change: Partial<FieldSpec> = {}): FieldSpec {
  const { usual: _usual, ...html } = (PERSON as KnownFields)[name] ?? {};
  return describeField(t, name, { ...html, ...change });
}

/** A new password, or the same once more. */
export function newPasswordField(
  t: Translate<CommonKey | keyof typeof newPassword>,
  name: 'password' | 'confirmPassword',
  label: string,
): FieldSpec {
  const missing = t(name === 'password' ? 'required.newPassword' : 'required.confirmPassword');
  return knownField(t, name, { autoComplete: 'new-password', label, missing });
}
