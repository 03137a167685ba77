// One request: a value comes back or a `UserdbError` is thrown, never anything else.

import { readAnswer } from './readAnswer.ts';
import { UserdbError } from './userdbError.ts';

export interface RequestOptions {
  signal?: AbortSignal;
}

export interface RequestSetup {
  fetch?: typeof fetch;
  /** `include` for a server on another origin. */
  credentials?: RequestCredentials;
  /** Milliseconds to wait for an answer. Default 30,000. */
  timeout?: number;
}

export type Method = 'GET' | 'POST';
export type Request = (method: Method, url: string, values?: unknown, options?: RequestOptions) => Promise<unknown>;

/** `fetch` as the host wants it, for requests that are not JSON. */
export function opener({ credentials = 'same-origin', ...setup }: RequestSetup): typeof fetch {
  // The same address is a page for a browser: a stored answer would come back on the Back button as JSON.
  return (url, init) => (setup.fetch ?? fetch)(url, { credentials, cache: 'no-store', ...init });
}

const THIRTY_SECONDS = 30_000;

/** @param heard  gets every answer that the server gave, before it is read */
export function requester(setup: RequestSetup, heard: (response: Response) => void): Request {
  const open = opener(setup);

  return async (method, url, values, { signal } = {}) => {
    // A timer instead of `AbortSignal.timeout`, so that it ends with the request.
    const tooLate = new AbortController();
    const timer = setTimeout(() => tooLate.abort(), setup.timeout ?? THIRTY_SECONDS);
    try {
      const response = await open(url, {
        method,
        headers: { Accept: 'application/json', ...(values !== undefined && { 'Content-Type': 'application/json' }) },
        body: JSON.stringify(values),
        signal: AbortSignal.any(signal ? [signal, tooLate.signal] : [tooLate.signal]),
      });
      heard(response);
      return readAnswer(response, await response.text());
    } catch (cause) {
      if (cause instanceof UserdbError) throw cause;
      throw noAnswer(cause, signal?.aborted ?? false, tooLate.signal.aborted);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Why there was none. */
export function noAnswer(cause: unknown, aborted: boolean, late: boolean): UserdbError {
  const offline = typeof navigator !== 'undefined' && navigator.onLine === false;
  const code = aborted ? 'ABORTED' : late ? 'TIMEOUT' : offline ? 'OFFLINE' : 'NETWORK';
  return new UserdbError(0, 'No answer from the server.', { code, cause });
}
