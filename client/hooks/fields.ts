// What the fields of a form are: their words, what a browser and a password manager should know about each.

import type { HTMLInputAutoCompleteAttribute } from 'react';
import type { ViewModel } from '../wire.ts';
import type { Translate } from './useMessages.ts';

export type ViewModelField = Omit<ViewModel['form']['fields'][number], 'placeholder'>;

export interface FieldSpec {
  /** What its value is sent as. */
  name: string;
  /** As in HTML; `password` with `autoComplete: 'new-password'` is a new password with its rules. */
  type: string;
  /** Stands above it. */
  label: string;
  /** What to say when it is required and empty. */
  missing: string;
  /** It may not be left empty. Others are marked as optional. */
  required: boolean;
  /** As in HTML: what browsers and password managers fill in. */
  autoComplete?: HTMLInputAutoCompleteAttribute;
  /** As in HTML: which keyboard a phone shows. */
  inputMode?: 'email' | 'text' | 'numeric';
  /** As in HTML. */
  autoCapitalize?: string;
  /** As in HTML: what the Enter key of a phone says. */
  enterKeyHint?: 'next' | 'go' | 'send' | 'done';
  /** Stands between label and input. */
  help?: string;
  /** Filled in when the form opens. */
  defaultValue?: string;
  /** The address of the person: kept for the next screen that asks for it. */
  carried?: boolean;
  /** Sent along, and there for password managers, but not to be changed. */
  readOnly?: boolean;
}

/** The order, the choice and the words of the fields: a list, or a change of the usual one. */
export type FieldsOption = FieldSpec[] | ((defaults: FieldSpec[]) => FieldSpec[]);

export function chooseFields(defaults: FieldSpec[], own: FieldsOption | undefined): FieldSpec[] {
  return typeof own === 'function' ? own(defaults) : (own ?? defaults);
}

/** What HTML has to say about a field, and the label that a server sends for it when nobody has changed that. */
export type KnownFields = Record<string, Partial<FieldSpec> & { usual?: string }>;

/** A field by its name, with our own words for it where there are some, in every language. */
export function describeField(t: Translate, name: string, change: Partial<FieldSpec>): FieldSpec {
  const label = t.known(`field.${name}`) ?? change.label ?? name;
  const missing = t.known(`required.${name}`) ?? t('required.other', { label });
  return { name, type: 'text', required: true, label, missing, ...change };
}

/** The fields of a view model, with its own labels where somebody configured them. */
export function viewModelFields(t: Translate, fields: ViewModelField[], known: KnownFields): FieldSpec[] {
  return fields.map(({ name, label, required, type }) => {
    const { usual, ...html } = known[name] ?? {};
    const own = label === usual ? {} : { label, missing: t('required.other', { label }) };
    return describeField(t, name, { type, ...html, ...own, required });
  });
}

/** The one that has the rules; the same once more has not. */
export function isNewPassword({ name, autoComplete }: Pick<FieldSpec, 'name' | 'autoComplete'>) {
  return name === 'password' && autoComplete === 'new-password';
}
