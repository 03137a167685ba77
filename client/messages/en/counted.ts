// Numbers with their word: `1 minute`, `2 minutes`.

import type { Vars } from '../types.ts';

const plurals = new Intl.PluralRules('en');

/** `{n}` and the word for so many. */
export function count(one: string, other: string) {
  return ({ n = 0 }: Vars) => `${n} ${plurals.select(Number(n)) === 'one' ? one : other}`;
}

export function have(one: string, other: string) {
  return (vars: Vars) => `have ${count(one, other)(vars)}`;
}
