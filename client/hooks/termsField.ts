// The box to tick for the terms of the host, as a field. It stays in the browser.

import type { TermsKey } from '../messages/en/terms.ts';
import type { FieldSpec } from './fields.ts';
import type { Translate } from './useMessages.ts';

export const TERMS = 'terms';

export function termsField(t: Translate<TermsKey>): FieldSpec {
  return { name: TERMS, type: 'checkbox', label: t('terms.accept'), missing: t('required.terms'), required: true };
}
