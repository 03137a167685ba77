// From the body of an answer to what a call gives.

import { isObject } from './readAnswer.ts';
import { UserdbError } from './userdbError.ts';
import type { User, ViewModel } from './wire.ts';

export type Read<T> = (body: unknown) => T;

export function nothing() {}

/** What the server sends is taken at its word. */
export function as<T>(body: unknown) {
  return body as T;
}

export function viewModelOf(body: unknown): ViewModel {
  const model = body as ViewModel | undefined;
  return Array.isArray(model?.form?.fields) ? model : notTheProtocol();
}

export function userOf(body: unknown): User {
  return userIfAny(body) ?? notTheProtocol();
}

/** `{ account }`, or with the transformer off perhaps the user alone. */
export function userIfAny(body: unknown): User | null {
  if (!isObject(body)) return null;
  return (isObject(body.account) ? body.account : body) as unknown as User;
}

function notTheProtocol(): never {
  throw new UserdbError(200, '', { code: 'SERVER_ERROR' });
}
