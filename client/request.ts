// One request: a value comes back or a `UserdbError` is thrown, never anything else.

import { readAnswer } from './readAnswer.ts';
import { UserdbError } from './userdbError.ts';

export interface RequestOptions {
  signal?: AbortSignal;
}

export interface RequestSetup {
  /** In place of the browser's, e.g. with headers of your own. */
  fetch?: typeof fetch;
  /** `include` for a server on another origin. */
  credentials?: RequestCredentials;
  /** Milliseconds to wait for an answer. Default 30,000. */
  timeout?: number;
}

export type Method = 'GET' | 'POST';

export type Request = (method: Method, url: string, values?: unknown, options?: RequestOptions) => Promise<unknown>;

const THIRTY_SECONDS = 30_000;

/** @param open  `fetch` as the host wants it */
export function requester(
  open: (url: string, init: RequestInit) => Promise<Response>,
  timeout = THIRTY_SECONDS,
): Request {
  return async (method, url, values, { signal } = {}) => {
    const late = AbortSignal.timeout(timeout);
    try {
      const response = await open(url, {
        method,
        headers: { Accept: 'application/json', ...(values !== undefined && { 'Content-Type': 'application/json' }) },
        body: JSON.stringify(values),
        signal: signal ? AbortSignal.any([signal, late]) : late,
      });
      return readAnswer(response, await response.text());
    } catch (cause) {
      throw cause instanceof UserdbError ? cause : noAnswer(cause, signal?.aborted, late.aborted);
    }
  };
}

/** Why there was none. */
export function noAnswer(cause: unknown, aborted = false, late = false): UserdbError {
  const offline = globalThis.navigator?.onLine === false;
  const code = aborted ? 'ABORTED' : late ? 'TIMEOUT' : offline ? 'OFFLINE' : 'NETWORK';
  return new UserdbError(0, 'No answer from the server.', { code, cause });
}
