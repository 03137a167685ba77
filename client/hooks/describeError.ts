// From a refusal to a sentence: our own words for what we know, the server's for the rest, never the body of a crash.

import { trouble } from '../messages/en/trouble.ts';
import type { Vars } from '../messages/types.ts';
import type { UserdbError } from '../userdbError.ts';
import type { Translate } from './useMessages.ts';

export function describeError(
  say: Translate<never>,
  { status, code, message, reference }: UserdbError,
  vars?: Vars,
): string {
  const t = say.with(trouble);
  const own = t.known(`error.${status === 401 ? 'UNAUTHENTICATED' : code}`, vars);
  // Something broke, and what it says of itself is for nobody's eyes.
  const fault = code === 'SERVER_ERROR' || !(own || message);
  return fault ? withReference(t, t('error.SERVER_ERROR'), reference) : own || message;
}

/** The sentence, and the number under which the server's log knows more. */
export function withReference(say: Translate<never>, sentence: string, reference: string | undefined): string {
  return reference ? `${sentence} ${say.with(trouble)('error.reference', { reference })}` : sentence;
}
