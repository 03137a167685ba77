// Numbers with their word: `1 minute`, `2 minutes`.

import type { Vars } from '../types.ts';

/** `{n}` and the word for so many. English has two forms; for others there is `Intl.PluralRules`. */
export function count(one: string, other: string) {
  return ({ n = 0 }: Vars) => `${n} ${Number(n) === 1 ? one : other}`;
}

export function have(one: string, other: string) {
  return (vars: Vars) => `have ${count(one, other)(vars)}`;
}
