// What a field's label, help, error and input have on them.

import { type FieldSpec, isNewPassword } from './fields.ts';
import type { FieldApi } from './formTypes.ts';

export interface FieldSetup {
  id: string;
  problem: string | undefined;
  /** What was sent last time, to be seen again. */
  sent: string | undefined;
  busy: boolean;
}

/** For what has to be typed to the letter. */
const VERBATIM = { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false };

export function fieldProps(spec: FieldSpec, { id, problem, sent, busy }: FieldSetup): FieldApi {
  const { label, help, missing: _missing, carried: _carried, ...html } = spec;
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const described = [(help || isNewPassword(spec)) && helpId, problem && errorId].filter(Boolean).join(' ');
  return {
    id,
    name: spec.name,
    type: spec.type,
    label,
    help,
    error: problem,
    optional: !spec.required,
    labelProps: { htmlFor: id },
    helpProps: { id: helpId },
    errorProps: { id: errorId },
    inputProps: {
      ...html,
      ...((spec.autoCapitalize === 'none' || spec.type === 'password') && VERBATIM),
      id,
      defaultValue: sent ?? spec.defaultValue,
      readOnly: busy || spec.readOnly,
      'aria-invalid': problem ? true : undefined,
      'aria-describedby': described || undefined,
    },
  };
}
