// What stands in a form when it is sent, and what is plainly wrong with it.

import type { FieldSpec } from './fields.ts';
import type { FormValues } from './formTypes.ts';
import type { Translate } from './useMessages.ts';

export function readValues<V extends FormValues>(form: HTMLFormElement): V {
  const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(texts) as V;
}

export function withoutPasswords<V extends FormValues>(fields: FieldSpec[], values: V): Partial<V> {
  const kept = { ...values };
  for (const { name, type } of fields) if (type === 'password') delete kept[name];
  return kept;
}

/** It is empty, or an address that is none. */
export function plainProblem(spec: FieldSpec, form: HTMLFormElement, values: FormValues, t: Translate) {
  const { name, type, required, missing } = spec;
  const value = values[name] ?? '';
  // Spaces fill in nothing, but may well be a password.
  if (type === 'password' ? !value : !value.trim()) return required ? missing : undefined;
  const input = form.elements.namedItem(name) as HTMLInputElement | null;
  // The browser's own idea of an address, which lets `name@intranet` through.
  const misshapen = type === 'email' && input?.validity?.typeMismatch;
  // A form that asks for no address by itself has no words for it; the browser has.
  return misshapen ? (t.known('error.EMAIL_INVALID') ?? input.validationMessage) : undefined;
}
