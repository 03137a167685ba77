// Says once, before the first render, where the server is.

import { createBasicClient } from '../basicApi.ts';
import { setStandardClient } from '../context.tsx';
import { DEFAULT_ENDPOINTS } from '../endpoints.ts';
import { warnOnce } from './warnOnce.ts';

export interface InitOptions {
  endpoints?: {
    baseUri?: string | null;
    me?: string;
    login?: string;
    logout?: string;
    register?: string;
    verifyEmail?: string;
    forgotPassword?: string;
    changePassword?: string;
  };
  /** Left over: nothing is dispatched any more. */
  dispatcher?: unknown;
}

export function init({ endpoints = {}, dispatcher }: InitOptions = {}) {
  if (dispatcher) warnOnce('`dispatcher` is ignored: see `onEvent` of UserdbProvider.');
  const {
    baseUri,
    verifyEmail: verify = DEFAULT_ENDPOINTS.verify,
    forgotPassword: forgot = DEFAULT_ENDPOINTS.forgot,
    changePassword: change = DEFAULT_ENDPOINTS.change,
    ...same
  } = endpoints;
  setStandardClient(
    createBasicClient({
      baseUri: baseUri ?? '',
      endpoints: { ...same, verify, forgot, change },
      credentials: baseUri ? 'include' : 'same-origin',
    }),
  );
}

/** Always rejects, as it did where sessions are kept in cookies. */
export function getAccessToken(): Promise<never> {
  return Promise.reject(new Error('No access token: the session is a cookie.'));
}

export default { init, getAccessToken };
