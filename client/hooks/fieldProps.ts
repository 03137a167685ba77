// What a field's label, help, error and input have on them.

import { type FieldSpec, isNewPassword } from './fields.ts';
import type { FieldApi, InputProps } from './formTypes.ts';

/** For what has to be typed to the letter. */
const VERBATIM = { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false };

/** @param state  what of its input changes as time goes by */
export function fieldProps(spec: FieldSpec, id: string, problem: string | undefined, state: InputProps): FieldApi {
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
      ...state,
      'aria-invalid': problem ? true : undefined,
      'aria-describedby': described || undefined,
    },
  };
}
