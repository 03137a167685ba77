// What the fields of a form are: their words, what a browser and a password manager should know about each.

import type { HTMLInputAutoCompleteAttribute } from 'react';
import type { newPassword } from '../messages/en/newPassword.ts';
import type { ViewModel } from '../wire.ts';
import type { CommonKey, Translate } from './useMessages.ts';

export type ViewModelField = ViewModel['form']['fields'][number];

export interface FieldSpec {
  name: string;
  /** As in HTML; `password` with `autoComplete: 'new-password'` is a new password with its rules. */
  type: string;
  label: string;
  /** What to say when it is required and empty. */
  missing: string;
  required: boolean;
  autoComplete?: HTMLInputAutoCompleteAttribute;
  inputMode?: 'email' | 'text' | 'numeric';
  autoCapitalize?: string;
  enterKeyHint?: 'next' | 'go' | 'send' | 'done';
  help?: string;
  /** Filled in when the form opens. */
  defaultValue?: string;
  /** The address of the person: kept for the next screen that asks for it. */
  carried?: boolean;
}

/** The order, the choice and the words of the fields: a list, or a change of the usual one. */
export type FieldsOption = FieldSpec[] | ((defaults: FieldSpec[]) => FieldSpec[]);

export function chooseFields(defaults: FieldSpec[], own: FieldsOption | undefined): FieldSpec[] {
  if (!own) return defaults;
  return typeof own === 'function' ? own(defaults) : own;
}

/** What HTML has to say about the fields that the server knows by name. */
const KNOWN: Record<string, Partial<FieldSpec>> = {
  login: { autoComplete: 'username', inputMode: 'email', autoCapitalize: 'none', enterKeyHint: 'next', carried: true },
  email: { type: 'email', autoComplete: 'username', inputMode: 'email', autoCapitalize: 'none', carried: true },
  username: { autoComplete: 'username', autoCapitalize: 'none' },
  givenName: { autoComplete: 'given-name', autoCapitalize: 'words' },
  middleName: { autoComplete: 'additional-name', autoCapitalize: 'words' },
  surname: { autoComplete: 'family-name', autoCapitalize: 'words' },
  password: { type: 'password', autoComplete: 'current-password', enterKeyHint: 'go' },
};

/** The labels that a server sends when nobody changed them: for these we have our own words, in every language. */
const USUAL_LABELS = new Set([
  'Username or Email',
  'Password',
  'First Name',
  'Middle Name',
  'Last Name',
  'Email',
  'Username',
  'Confirm Password',
]);

export function knownField(t: Translate, name: string, change: Partial<FieldSpec> = {}): FieldSpec {
  const label = t.known(`field.${name}`) ?? change.label ?? name;
  return {
    name,
    type: 'text',
    required: true,
    ...KNOWN[name],
    label,
    missing: t.known(`required.${name}`) ?? t('required.other', { label }),
    ...change,
  };
}

/** A new password, or the same once more. */
export function newPasswordField(
  t: Translate<CommonKey | keyof typeof newPassword>,
  name: 'password' | 'confirmPassword',
  label: string,
): FieldSpec {
  const missing = t(name === 'password' ? 'required.newPassword' : 'required.confirmPassword');
  return knownField(t, name, { type: 'password', autoComplete: 'new-password', label, missing });
}

/** The fields of a view model, with its own labels where somebody configured them. */
export function viewModelFields(t: Translate, fields: ViewModelField[]): FieldSpec[] {
  return fields.map(({ name, label, required, type }) => {
    const own = USUAL_LABELS.has(label) ? {} : { label, missing: t('required.other', { label }) };
    return knownField(t, name, { ...own, required, type: KNOWN[name]?.type ?? type });
  });
}

export function isNewPassword(spec: FieldSpec) {
  return spec.name === 'password' && spec.autoComplete === 'new-password';
}
