// Passwords: the policy, hashes, the history. No function gives a hash of somebody's away.
import { UserdbError } from '../errors.ts';
import { generatePassword } from '../passwords/generate.ts';
import { assertAllowed, policyOf } from '../passwords/policy.ts';
import { verifyPasswordOf } from '../workflows/verifyPassword.ts';
import { type HasId, idOf, storedUser, textOf } from './arguments.ts';
import type { Parts } from './parts.ts';

export function passwordFunctions({ started }: Parts) {
  return {
    /**
     * Makes the hash that `saveUser` takes as `password`. The policy is checked first.
     *
     * @param password  as a person types it
     * @returns the hash, with the name of its scheme in front; the same password gives another one each time
     * @throws UserdbError PASSWORD_WEAK, PASSWORD_COMMON, BUSY
     * @example
     * const hash = await userdb.createPasswordHash('new horse new battery');
     * await userdb.saveUser({ id: ann.id, password: hash });
     * await userdb.verifyPassword(ann, 'new horse new battery');
     * console.log(hash.startsWith('$bcrypt')); // → true
     */
    async createPasswordHash(password: string): Promise<string> {
      const { config, passwords } = await started();
      assertAllowed(config, textOf('password', password), {});
      return passwords.hash(password);
    },

    /**
     * Resolves when `password` is the user's. Nothing is counted: to let somebody in, leave it to `POST /login` or to a
     * strategy, which bound the guesses.
     *
     * @param user  looked up by its `id`; what else is in it does not count
     * @throws UserdbError PASSWORD_MISMATCH (`Password does not match`), also when there is no such user; BUSY
     * @example
     * await userdb.verifyPassword(ann, 'correct horse battery');
     * console.log('it is hers'); // → it is hers
     * @example
     * userdb.verifyPassword(ann, 'a guess', (error) => {
     *   console.log(error.message); // → Password does not match
     * });
     */
    async verifyPassword(user: HasId, password: string): Promise<void> {
      await verifyPasswordOf(await started(), idOf('user', user), textOf('password', password), { counted: false });
    },

    /**
     * Finds out whether a user may take a password that was used before (`passwordsCantMatch`).
     *
     * @returns null, or what is wrong with it, as an error that is not thrown
     * @throws UserdbError USER_UNKNOWN, BUSY
     * @example
     * const problem = await userdb.ensurePasswordUnique(ann, 'correct horse battery');
     * console.log(problem.message); // → Choose a password that is not one of your last 3.
     * console.log(await userdb.ensurePasswordUnique(ann, 'new horse new battery')); // → null
     */
    async ensurePasswordUnique(user: HasId, password: string): Promise<UserdbError | null> {
      const ctx = await started();
      try {
        await ctx.passwords.assertNew(ctx.store, await storedUser(ctx, user), textOf('password', password));
        return null;
      } catch (error) {
        if (error instanceof UserdbError && error.code === 'PASSWORD_REUSED') return error;
        throw error;
      }
    },

    /**
     * Puts the user's present password into the history that `ensurePasswordUnique` goes by. Whatever sets a password in
     * userdb does so too; one that is there already is not put in twice.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * await userdb.rememberPassword(ann);
     * console.log((await userdb.ensurePasswordUnique(ann, 'correct horse battery')).code); // → PASSWORD_REUSED
     */
    async rememberPassword(user: HasId): Promise<void> {
      const ctx = await started();
      const { id, password } = await storedUser(ctx, user);
      await ctx.store.transaction(async (store) => {
        const kept = await store.users.earlierPasswords(id, ctx.passwords.policy.cantMatch);
        if (!kept.includes(password)) await ctx.passwords.remember(store, id, password, ctx.clock());
      });
    },
  };
}

export function plainPasswordFunctions({ config }: Parts) {
  return {
    /**
     * Checks a password against the policy, at once. Whose it would be is not known here: that it is not the user's own
     * name or address is checked when it is set.
     *
     * @returns null when it is good, else a sentence for the person who typed it
     * @throws when userdb is not initialized
     * @example
     * console.log(userdb.checkPassword('horse')); // → Choose another password: at least 8 characters.
     * console.log(userdb.checkPassword('correct horse battery')); // → null
     */
    checkPassword(password: string): string | null {
      try {
        if (typeof password !== 'string') throw new UserdbError('PASSWORD_MISSING', { field: 'password' });
        assertAllowed(config(), password, {});
        return null;
      } catch (error) {
        if (error instanceof UserdbError) return error.message;
        throw error;
      }
    },

    /**
     * Makes a password that nobody guesses (some 120 bits from a secure source), meets the policy, and can be read out:
     * it has no characters that look alike.
     *
     * @throws when userdb is not initialized
     * @example
     * const password = userdb.generateRandomPassword();
     * console.log(password.length, userdb.checkPassword(password)); // → 20 null
     */
    generateRandomPassword(): string {
      return generatePassword(policyOf(config()));
    },
  };
}
