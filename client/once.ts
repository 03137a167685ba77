// Asks the server once for what is asked in the same words: a mailed token is spent by the first request that carries
// it, and React runs effects twice in development.

import { UserdbError } from './userdbError.ts';

const answers = new WeakMap<object, Map<string, Promise<unknown>>>();

/** The answer to `key`, remembered for as long as `owner` lives, unless the server could not answer at all. */
export function once<T>(owner: object, key: string, ask: () => Promise<T>): Promise<T> {
  const known = answers.get(owner) ?? new Map<string, Promise<unknown>>();
  answers.set(owner, known);
  const earlier = known.get(key) as Promise<T> | undefined;
  if (earlier) return earlier;

  const answer = ask();
  known.set(key, answer);
  answer.catch((error: unknown) => {
    if (!isFinal(error)) known.delete(key);
  });
  return answer;
}

/** Lets the question be asked again. */
export function forget(owner: object, key: string) {
  answers.get(owner)?.delete(key);
}

/** The same question would get the same answer. */
export function isFinal(error: unknown) {
  return error instanceof UserdbError && error.status >= 400 && error.status < 500 && error.status !== 429;
}
