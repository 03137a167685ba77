// The address that was typed on another screen, filled in on this one.

import { useEffect } from 'react';
import { carriedAddress, carryAddress } from '../carriedAddress.ts';
import type { FieldSpec } from './fields.ts';
import type { FormValues } from './formTypes.ts';

/** @param formId  what the ids of the inputs begin with */
export function useCarriedAddress(formId: string, fields: FieldSpec[]) {
  const carried = fields.find((spec) => spec.carried);
  const id = carried && `${formId}-${carried.name}`;
  const type = carried?.type;
  useEffect(() => {
    const input = id && document.getElementById(id);
    const address = carriedAddress();
    const fits = type !== 'email' || address.includes('@');
    if (input instanceof HTMLInputElement && input.value === '' && fits) input.value = address;
  }, [id, type]);

  return function keep(values: FormValues) {
    if (carried) carryAddress(values[carried.name] ?? '');
  };
}
