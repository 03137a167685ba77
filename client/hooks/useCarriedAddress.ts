// The address that was typed on another screen, filled in on this one; and what is typed here, kept for the next.

import { useEffect, useRef } from 'react';
import { carriedAddress, carryAddress } from '../carriedAddress.ts';
import type { FieldSpec } from './fields.ts';
import type { FormValues } from './formTypes.ts';

/** @param formId  what the ids of the inputs begin with */
export function useCarriedAddress(formId: string, fields: FieldSpec[]): (values: FormValues) => void {
  const { name, type } = fields.find((spec) => spec.carried) ?? {};
  const filled = useRef<HTMLElement | null>(null);
  // After each render, once an input: the form may not be there from the start, and who empties it wants it empty.
  useEffect(() => {
    const input = document.getElementById(`${formId}-${name}`);
    if (filled.current === input) return;
    filled.current = input;
    const address = carriedAddress();
    const fits = type !== 'email' || address.includes('@');
    if (input instanceof HTMLInputElement && !input.value && fits) input.value = address;
  });

  return (values) => name && carryAddress(values[name] ?? '');
}
