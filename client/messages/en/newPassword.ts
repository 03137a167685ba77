// Choosing a password: its rules, its strength, and what is wrong with it.

import type { Message, Vars } from '../types.ts';
import { count, have } from './counted.ts';

export const newPassword = {
  'field.newPassword': 'New password',
  'field.confirmPassword': 'Password once more',
  'required.newPassword': 'Choose a password',
  'required.confirmPassword': 'Enter the password once more',
  'password.different': 'The two passwords are not the same.',
  'password.needs': 'Your password must still {rules}.',
  'policy.title': 'Your password must',
  'policy.length': ({ n = 0 }: Vars) => `have at least ${count('character', 'characters')({ n })}`,
  'policy.uppers': have('capital letter', 'capital letters'),
  'policy.lowers': have('small letter', 'small letters'),
  'policy.numbers': have('number', 'numbers'),
  'policy.specials': have('sign that is no letter or number', 'signs that are no letters or numbers'),
  'policy.maxBytes': 'be shorter',
  'policy.common': 'not be a common password',
  'policy.personal': 'not be your name or address',
  'policy.reuse': ({ n = 0 }: Vars) =>
    n === 1 ? 'not be the one you have now' : `not be one of your last ${n} passwords`,
  'policy.also': 'It must also {rules}.',
  'policy.met': 'met',
  'policy.notMet': 'not met',
  'policy.summary': '{met} of {n} rules met',
  'strength.label': 'Strength',
  'strength.0': '',
  'strength.1': 'Weak',
  'strength.2': 'Fair',
  'strength.3': 'Good',
  'strength.4': 'Strong',
} satisfies Record<string, Message>;

export type NewPasswordKey = keyof typeof newPassword;
