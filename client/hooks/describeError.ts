// From a refusal to a sentence: our own words for what we know, the server's for the rest, never the body of a crash.

import type { Vars } from '../messages/types.ts';
import type { UserdbError } from '../userdbError.ts';
import type { Translate } from './useMessages.ts';

export function describeError(t: Translate, { status, code, message, reference }: UserdbError, vars?: Vars): string {
  const own = t.known(`error.${status === 401 ? 'UNAUTHENTICATED' : code}`, vars);
  // Something broke, and what it says of itself is for nobody's eyes.
  const fault = code === 'SERVER_ERROR' || !(own || message);
  return fault ? withReference(t, t('error.SERVER_ERROR'), reference) : own || message;
}

/** The sentence, and the number under which the server's log knows more. */
export function withReference(t: Translate, sentence: string, reference: string | undefined): string {
  return reference ? `${sentence} ${t('error.reference', { reference })}` : sentence;
}

/** The field to blame, as the server says or as the code tells by itself. */
export function blamedField({ code = '', fields = {} }: UserdbError): string | undefined {
  return Object.keys(fields)[0] ?? /^(PASSWORD|EMAIL|USERNAME)_/.exec(code)?.[1]?.toLowerCase();
}
