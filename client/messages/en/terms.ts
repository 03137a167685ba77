// The box to tick for the terms of the host.

import type { Message } from '../types.ts';

export const terms = {
  'required.terms': 'Tick to accept the terms',
  'terms.accept': 'I accept the',
  'terms.and': 'and the',
  'terms.terms': 'terms',
  'terms.privacy': 'privacy policy',
} satisfies Record<string, Message>;

export type TermsKey = keyof typeof terms;
