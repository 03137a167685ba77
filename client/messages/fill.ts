// Values in the places of a sentence.

import type { Vars } from './types.ts';

/** `{name}` gives way to `vars.name`; a place without a value stays as it is. */
export function fill(text: string, vars: Vars): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(vars[name] ?? whole));
}
