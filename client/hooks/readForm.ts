// What stands in a form when it is sent, and what is plainly wrong with it.

import type { FormEvent } from 'react';
import { UserdbError } from '../userdbError.ts';
import type { FieldSpec } from './fields.ts';
import type { FieldErrors, FormOptions, FormValues } from './formTypes.ts';
import type { Translate } from './useMessages.ts';

export function readValues<V extends FormValues>(form: HTMLFormElement): V {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(entries) as V;
}

export function withoutPasswords<V extends FormValues>(fields: FieldSpec[], values: V): Partial<V> {
  const secret = new Set(fields.filter((spec) => spec.type === 'password').map((spec) => spec.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name))) as Partial<V>;
}

/** Empty fields, and addresses that are none. */
export function plainErrors<V extends FormValues>(
  form: HTMLFormElement,
  fields: FieldSpec[],
  values: V,
  t: Translate,
): FieldErrors<V> {
  const wrong = fields.flatMap((spec) => {
    const problem = plainProblem(form, spec, values[spec.name] ?? '', t);
    return problem ? [[spec.name, problem]] : [];
  });
  return Object.fromEntries(wrong);
}

function plainProblem(form: HTMLFormElement, spec: FieldSpec, value: string, t: Translate): string | undefined {
  const empty = spec.type === 'password' ? value === '' : value.trim() === '';
  if (empty) return spec.required ? spec.missing : undefined;
  const input = form.elements.namedItem(spec.name);
  // The browser's own idea of an address, which lets `name@intranet` through.
  const misshapen = spec.type === 'email' && input instanceof HTMLInputElement && input.validity.typeMismatch;
  return misshapen ? t('error.EMAIL_INVALID') : undefined;
}

/** The values as the host has changed them. @throws UserdbError with the sentence that the host threw */
export async function askHost<V>(
  onSubmit: FormOptions<V, unknown>['onSubmit'],
  values: V,
  event: FormEvent<HTMLFormElement>,
): Promise<V> {
  try {
    return (await onSubmit?.(values, event)) ?? values;
  } catch (cause) {
    if (cause instanceof UserdbError) throw cause;
    throw new UserdbError(400, cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
