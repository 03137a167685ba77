// From an answer to its value, or to the error that it is.

import { UserdbError } from './userdbError.ts';

/** The parsed body, undefined for an empty one. @throws UserdbError what was refused, and what is not the protocol */
export function readAnswer(response: Response, text: string): unknown {
  const body = parse(text);
  const reference = response.headers.get('X-Request-Id') ?? undefined;
  const broken = body === NOT_JSON;
  if (response.ok) {
    if (broken) throw new UserdbError(response.status, '', { code: 'SERVER_ERROR', reference });
    return body;
  }
  const message = !broken && isObject(body) && typeof body.message === 'string' ? body.message : '';
  const field = decode(response.headers.get('Userdb-Field'));
  const code = response.headers.get('Userdb-Error') ?? (response.status >= 500 ? 'SERVER_ERROR' : undefined);
  throw new UserdbError(response.status, message, {
    code,
    reference,
    retryAfter: readRetryAfter(response.headers.get('Retry-After')),
    fields: field ? { [field]: message } : undefined,
  });
}

/** The name of a field may be anything that a configuration calls it; a header is ASCII. */
function decode(value: string | null): string | null {
  try {
    return value && decodeURIComponent(value);
  } catch {
    return value;
  }
}

const NOT_JSON = Symbol('not JSON');

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return NOT_JSON;
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
