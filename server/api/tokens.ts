// utils.createToken and utils.verifyToken: data in a signed text, for an application's own links.
import { readSignedData, signData } from '../tokens/signedData.ts';
import { refuseArgument } from './arguments.ts';
import type { Parts } from './parts.ts';

export function tokenFunctions({ config, clock }: Parts) {
  return {
    /**
     * Signs data with `tokenSigningKey`, for links and messages of your own: a JWT (HS256) that anybody can read and
     * nobody can change. userdb's own links are made otherwise, and take no such token.
     *
     * @param data  what JSON can say, in userdb 1 `{ email }`; it is the claim `sub`
     * @param seconds  until it dies
     * @throws UserdbError ARGUMENT_INVALID when `seconds` is no positive number
     * @example
     * const token = userdb.utils.createToken({ email: 'ann@example.com' }, 3600);
     * console.log(userdb.utils.verifyToken(token)); // → { email: 'ann@example.com' }
     */
    createToken(data: unknown, seconds: number): string {
      if (typeof seconds !== 'number' || !(seconds > 0)) refuseArgument('seconds', 'a positive number');
      return signData(data, seconds, config().tokenSigningKey, clock());
    },

    /**
     * The data of a token of `createToken`.
     *
     * @returns the data; null for a token that is dead, changed, signed by another key, or none at all
     * @example
     * console.log(userdb.utils.verifyToken('no token')); // → null
     */
    verifyToken(token: string): unknown {
      return typeof token === 'string' ? readSignedData(token, config().tokenSigningKey, clock()) : null;
    },
  };
}
