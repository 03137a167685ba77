// From what was thrown to a status and {status, message}.
import type { Response } from 'express';
import type { Logger } from '../config/schema.ts';
import { UserdbError, unavailable } from '../errors.ts';
import { newId } from '../ids.ts';
import { sendJson, sendText } from './answer.ts';

/** What Express and body-parser throw. */
interface HttpError {
  status?: number;
}

/** An answer that refuses. */
interface Refused {
  status: number;
  /** As JSON; a text as text. */
  body: object | string;
  /** For a 401: how to say who asks. */
  authenticate?: string;
}

/** @param form  how to say it, where that is not {status, message} */
export function sendProblem(
  res: Response,
  error: unknown,
  logger: Logger,
  form: (refusal: UserdbError) => Refused = ownForm,
): void {
  const { refusal, reference } = refusalFor(error, logger);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const { code, details } = refusal;
  const { status, body, authenticate } = form(refusal);
  logger.debug('refused', { code, status });
  if (!res.get('Cache-Control')?.includes('no-store')) res.set('Cache-Control', 'no-store');
  // The body has exactly two keys; what programs tell refusals apart by is in headers.
  res.set('Userdb-Error', code);
  if (reference) res.set('X-Request-Id', reference);
  if (details.field) res.set('Userdb-Field', encodeURIComponent(details.field));
  if (details.retryAfter !== undefined) res.set('Retry-After', String(details.retryAfter));
  if (authenticate) res.set('WWW-Authenticate', authenticate);
  if (typeof body === 'string') sendText(res, status, body);
  else sendJson(res, status, body);
}

function ownForm({ status, message }: UserdbError): Refused {
  return { status, body: { status, message }, ...(status === 401 && { authenticate: 'Bearer realm="userdb"' }) };
}

/**
 * What is said of an error. A fault of ours, or of what we stand on, goes to the log whole; the person gets a reference,
 * by which it can be found there.
 */
export function refusalFor(error: unknown, logger: Logger): { refusal: UserdbError; reference?: string } {
  const refusal = asRefusal(error);
  if (refusal.status < 500 || refusal === error) return { refusal };
  const reference = newId();
  logger.error('a request failed', { reference, error: error instanceof Error ? error.stack : String(error) });
  return { refusal, reference };
}

function asRefusal(error: unknown): UserdbError {
  if (error instanceof UserdbError) return error;
  // Nobody gave back a connection to the database in time.
  if (error instanceof Error && error.name === 'KnexTimeoutError') return unavailable();
  const { status = 500 } = (error ?? {}) as HttpError;
  if (status < 400 || status >= 500) return new UserdbError('SERVER_ERROR');
  if (status === 413) return new UserdbError('BODY_TOO_LARGE');
  if (status === 415) return new UserdbError('BODY_TYPE');
  return new UserdbError('BODY_MALFORMED');
}
