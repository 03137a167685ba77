// Reads the arguments of the API's functions: a program that passes something odd is told so, and nothing else happens.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';

/** Anything with the id of a user, an account or a role, as the functions of userdb give them back. */
export interface HasId {
  id: string;
}

/** @throws UserdbError ARGUMENT_INVALID */
export function refuseArgument(argument: string, expected: string): never {
  throw new UserdbError('ARGUMENT_INVALID', { argument, expected });
}

/** @throws UserdbError ARGUMENT_INVALID unless it is text with something in it */
export function textOf(argument: string, given: unknown): string {
  if (typeof given === 'string' && given !== '') return given;
  return refuseArgument(argument, 'text');
}

/** The same for what may be missing. @throws UserdbError ARGUMENT_INVALID */
export function textIfGiven(argument: string, given: unknown): string | undefined {
  return given === undefined || given === null ? undefined : textOf(argument, given);
}

/** @throws UserdbError ARGUMENT_INVALID unless it is an object, and no list */
export function objectOf(argument: string, given: unknown): Record<string, unknown> {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Record<string, unknown>;
  return refuseArgument(argument, 'an object');
}

/** @throws UserdbError ARGUMENT_INVALID unless it is an object with an id */
export function idOf(argument: string, given: unknown): string {
  return textOf(`${argument}.id`, objectOf(argument, given).id);
}

/**
 * The user as the database has it now: what the caller holds may be old, and never has the hash.
 *
 * @throws UserdbError ARGUMENT_INVALID, USER_UNKNOWN
 */
export async function storedUser({ store }: Context, given: unknown): Promise<User> {
  const user = await store.users.findById(idOf('user', given));
  if (!user) throw new UserdbError('USER_UNKNOWN');
  return user;
}
