// From an answer to its value, or to the error that it is.

import { UserdbError } from './userdbError.ts';

/** The parsed body, undefined for an empty one. @throws UserdbError what was refused, and what is not the protocol */
export function readAnswer({ ok, status, headers }: Response, text: string): unknown {
  const answer = parse(text);
  if (ok && answer) return answer.body;
  const said = !ok && isObject(answer?.body) ? answer.body.message : '';
  const message = typeof said === 'string' ? said : '';
  const field = headers.get('Userdb-Field');
  throw new UserdbError(status, message, {
    code: headers.get('Userdb-Error') ?? (ok || status >= 500 ? 'SERVER_ERROR' : undefined),
    reference: headers.get('X-Request-Id') ?? undefined,
    retryAfter: readRetryAfter(headers.get('Retry-After')),
    // The name of a field may be anything that a configuration calls it; a header is ASCII.
    fields: field ? { [decodeURIComponent(field)]: message } : undefined,
  });
}

/** Null: not JSON. */
function parse(text: string): { body: unknown } | null {
  try {
    return { body: text ? JSON.parse(text) : undefined };
  } catch {
    return null;
  }
}

/** Seconds from either form of `Retry-After` (RFC 9110, 10.2.3): a number, or a date. */
export function readRetryAfter(value: string | null, now = Date.now()): number | undefined {
  if (!value) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1000));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
