// From what was thrown to OAuth's way of refusing: {error, message} (RFC 6749 5.2; wire 1.4, 2.9).
import type { Response } from 'express';
import type { Logger } from '../config/schema.ts';
import { type ErrorCode, UserdbError } from '../errors.ts';
import { sendProblem } from './problem.ts';

export const OAUTH_ERRORS: Partial<Record<ErrorCode, string>> = {
  LOGIN_FAILED: 'invalid_grant',
  LOGIN_UNVERIFIED: 'invalid_grant',
  LOGIN_DISABLED: 'invalid_grant',
  LOGIN_LOCKED: 'invalid_grant',
  HOOK_REFUSED: 'invalid_grant',
  REFRESH_TOKEN_INVALID: 'invalid_grant',
  API_KEY_INVALID: 'invalid_client',
  GRANT_TYPE_UNKNOWN: 'unsupported_grant_type',
  CROSS_SITE: 'access_denied',
  TOO_MANY_REQUESTS: 'temporarily_unavailable',
  BUSY: 'temporarily_unavailable',
  UNAVAILABLE: 'temporarily_unavailable',
  SERVER_ERROR: 'server_error',
};

export function sendOauthProblem(res: Response, error: unknown, logger: Logger): void {
  sendProblem(res, inWordsOfOauth(error), logger, ({ code, status, message }) => ({
    status,
    body: { error: OAUTH_ERRORS[code] ?? 'invalid_request', message },
    ...(status === 401 && { authenticate: 'Basic realm="userdb"' }),
  }));
}

/** OAuth knows no 415, and takes no JSON. */
function inWordsOfOauth(error: unknown): unknown {
  const isOfAnotherType = error instanceof UserdbError && error.code === 'BODY_TYPE';
  return isOfAnotherType ? new UserdbError('BODY_NOT_A_FORM') : error;
}
