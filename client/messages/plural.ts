// Words that depend on a number, for languages with other forms than English.

import { fill } from './fill.ts';
import type { Vars } from './types.ts';

/** Sentences by plural form; a number's own, such as `0`, comes before its form. */
type Forms = Partial<Record<Intl.LDMLPluralRule | number, string>> & { other: string };

/**
 * @param locale  a BCP 47 tag
 * @returns       makes a message of the forms of a sentence: its `n` chooses the form, and fills `{n}`
 */
export function plurals(locale: string): (forms: Forms) => (vars: Vars) => string {
  const rules = new Intl.PluralRules(locale);
  return (forms) => (vars) => {
    // It may come written out: `1,204` has its form by its digits.
    const n = Number.parseInt(String(vars.n ?? 0).replace(/\D/g, ''), 10);
    return fill(forms[n] ?? forms[rules.select(n)] ?? forms.other, vars);
  };
}
