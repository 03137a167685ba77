// What a field's label, help, error and input have on them.

import type { FormEvent } from 'react';
import { carryAddress } from '../carriedAddress.ts';
import { type FieldSpec, isNewPassword } from './fields.ts';
import type { FieldApi } from './formTypes.ts';

export interface FieldSetup {
  id: string;
  problem: string | undefined;
  /** What was sent last time, to be seen again. */
  sent: string | undefined;
  busy: boolean;
  lookAgain(event: FormEvent<HTMLInputElement>): void;
}

export function fieldProps(spec: FieldSpec, { id, problem, sent, busy, lookAgain }: FieldSetup): FieldApi {
  const { name, type, label, help } = spec;
  const hasHelp = help !== undefined || isNewPassword(spec);
  const described = [hasHelp && `${id}-help`, problem && `${id}-error`].filter(Boolean).join(' ');
  const verbatim = spec.autoCapitalize === 'none' || type === 'password';
  return {
    id,
    name,
    type,
    label,
    help,
    error: problem,
    optional: !spec.required,
    labelProps: { htmlFor: id },
    helpProps: { id: `${id}-help` },
    errorProps: { id: `${id}-error` },
    inputProps: {
      id,
      name,
      type,
      autoComplete: spec.autoComplete,
      inputMode: spec.inputMode,
      autoCapitalize: verbatim ? 'none' : spec.autoCapitalize,
      autoCorrect: verbatim ? 'off' : undefined,
      spellCheck: verbatim ? false : undefined,
      enterKeyHint: spec.enterKeyHint,
      required: spec.required,
      defaultValue: sent ?? spec.defaultValue,
      readOnly: busy || undefined,
      'aria-invalid': problem ? true : undefined,
      'aria-describedby': described || undefined,
      onInput: lookAgain,
      onBlur: (event) => {
        lookAgain(event);
        if (spec.carried) carryAddress(event.currentTarget.value);
      },
    },
  };
}
