// From an answer to its value, or to the error that it is.

import { UserdbError } from './userdbError.ts';

/** The parsed body, undefined for an empty one. @throws UserdbError what was refused, and what is not the protocol */
export function readAnswer({ ok, status, headers }: Response, text: string): unknown {
  let body: { message?: unknown } | null | undefined;
  try {
    if (text) body = JSON.parse(text);
    if (ok) return body;
  } catch {
    // Not JSON: a fault, or a refusal by something that stands before the server.
  }
  const message = typeof body?.message === 'string' ? body.message : '';
  const field = headers.get('Userdb-Field');
  throw new UserdbError(status, message, {
    code: headers.get('Userdb-Error') ?? (ok || status >= 500 ? 'SERVER_ERROR' : undefined),
    reference: headers.get('X-Request-Id') ?? undefined,
    retryAfter: readRetryAfter(headers.get('Retry-After')),
    // The name of a field may be anything that a configuration calls it; a header is ASCII.
    fields: field ? { [decodeURIComponent(field)]: message } : undefined,
  });
}

/** Seconds from either form of `Retry-After` (RFC 9110, 10.2.3): a number, or a date. */
export function readRetryAfter(value: string | null, now = Date.now()): number | undefined {
  if (!value) return undefined;
  const seconds = /\D/.test(value) ? Math.ceil((Date.parse(value) - now) / 1000) : Number(value);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
