// From a refusal to a sentence: our own words for what we know, the server's for the rest, never the body of a crash.

import type { Vars } from '../messages/types.ts';
import type { UserdbError } from '../userdbError.ts';
import type { Translate } from './useMessages.ts';

export function describeError(t: Translate, error: UserdbError, vars: Vars = {}): string {
  const own = t.known(`error.${error.status === 401 ? 'UNAUTHENTICATED' : error.code}`, vars);
  if (!isFault(error) && (own || error.message)) return own ?? error.message;
  const sentence = t('error.SERVER_ERROR');
  return error.reference ? `${sentence} ${t('error.reference', { reference: error.reference })}` : sentence;
}

/** The server broke, or something in its place answered. */
function isFault({ status, code }: UserdbError) {
  return code === 'SERVER_ERROR' || (status >= 500 && code !== 'UNAVAILABLE' && code !== 'BUSY');
}

/** The field to blame, as the server says or as the code tells by itself. */
export function blamedField({ code = '', fields }: UserdbError): string | undefined {
  const named = Object.keys(fields ?? {})[0];
  if (named) return named;
  if (code.startsWith('PASSWORD_')) return 'password';
  if (code.startsWith('EMAIL_')) return 'email';
  return code === 'USERNAME_TAKEN' ? 'username' : undefined;
}
