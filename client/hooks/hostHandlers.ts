// What a host has to say before a request: as a value or a promise, or in react-stormpath's way by `next(error, data)`.

import type { FormEvent } from 'react';
import { UserdbError } from '../userdbError.ts';
import type { FormOptions, Typed } from './formTypes.ts';

/** The values as the host has changed them. @throws UserdbError with the sentence that the host threw */
export async function askHost<V extends object>(
  onSubmit: FormOptions<V, never>['onSubmit'],
  values: V,
  event: FormEvent<HTMLFormElement>,
): Promise<V> {
  if (!onSubmit) return values;
  const typed: Typed<V> = Object.assign(Object.create(Object.assign(event, { data: values })), values);
  try {
    const changed = await new Promise<unknown>((goOn, refuse) => {
      const answer = onSubmit(typed, (error, instead) => (error ? refuse(error) : goOn(instead)));
      // Who takes two things says by the second one when to go on.
      if (onSubmit.length < 2) goOn(answer);
    });
    return (changed as V | undefined) ?? values;
  } catch (cause) {
    throw refusalOf(cause);
  }
}

/** What a host threw, as an error that can be shown. */
export function refusalOf(cause: unknown): UserdbError {
  if (cause instanceof UserdbError) return cause;
  return new UserdbError(400, cause instanceof Error ? cause.message : String(cause), { cause });
}
