// The ways of a user: invited by a mail, verified, locked, unlocked, and back by a mail.
import { record } from '../audit/record.ts';
import { UserdbError } from '../errors.ts';
import { sendReset } from '../workflows/invitations.ts';
import { countFailedLogin, lockRule } from '../workflows/lockout.ts';
import { checkResetToken } from '../workflows/passwordReset.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { setStatus, unlockUser, unlockUsers } from '../workflows/userStatus.ts';
import { postVerification, proveAddress } from '../workflows/verify.ts';
import { type HasId, idOf, storedUser, textOf } from './arguments.ts';
import type { Parts } from './parts.ts';
import { type ApiUser, type RawUser, rawUser, sentUser } from './shapes.ts';

export function workflowFunctions({ started }: Parts) {
  return {
    /**
     * Asks a user to prove the address: the status is PENDING from now on, and a mail with a link goes out
     * (`email.accountVerification`); older links of the kind are void. An ENABLED user is signed out. DISABLED and LOCKED
     * users are refused, since the link would let them in.
     *
     * @throws UserdbError USER_UNKNOWN, USER_DISABLED, LAST_SUPER_ADMIN
     * @example
     * await userdb.newUserWorkflow(ann);
     * console.log((await userdb.findAnyUserById(ann.id)).status); // → PENDING
     */
    async newUserWorkflow(user: HasId): Promise<void> {
      const ctx = await started();
      const { id } = await storedUser(ctx, user);
      await ctx.store.transaction(async (store) => {
        const present = await store.users.findById(id);
        if (present?.status !== 'PENDING' && present?.status !== 'ENABLED') throw new UserdbError('USER_DISABLED');
        if (present.status === 'ENABLED') await setStatus({ ...ctx, store }, OPERATOR, id, 'PENDING');
        await postVerification(ctx, store, present);
      });
    },

    /**
     * Takes the token of a verification mail: it is spent, the user is ENABLED, and two mails go out where they are
     * enabled. Only a PENDING user becomes ENABLED: no mailed link undoes what an administrator did. The token of a
     * changed address works too; one for a new password does not, as it did in userdb 1.
     *
     * @param sptoken  the query parameter of the mailed link
     * @returns the user
     * @throws UserdbError TOKEN_INVALID, EMAIL_TAKEN
     * @example
     * userdb.verifyAccount('no-token', (error, user) => {
     *   console.log(error.code, user); // → TOKEN_INVALID undefined
     * });
     */
    async verifyAccount(sptoken: string): Promise<ApiUser> {
      const ctx = await started();
      const { user } = await proveAddress(ctx, textOf('sptoken', sptoken));
      return sentUser(ctx.config, user);
    },

    /**
     * Finds out whose token of a reset mail this is. It is not spent: `POST /change` does that, with the new password.
     *
     * @param sptoken  the query parameter of the mailed link
     * @returns the user, before the transformer; undefined when the token does not work (any more). There is no error
     *   of its own for one that is too old, as there was in userdb 1.
     * @example
     * console.log(await userdb.verifyPasswordResetToken('no-token')); // → undefined
     */
    async verifyPasswordResetToken(sptoken: string): Promise<RawUser | undefined> {
      const ctx = await started();
      try {
        return rawUser(ctx.config, await checkResetToken(ctx, textOf('sptoken', sptoken)));
      } catch (error) {
        if (error instanceof UserdbError && error.code === 'TOKEN_INVALID') return undefined;
        throw error;
      }
    },

    /**
     * Mails a user the link for a new password (`email.forgotPassword`); the present one works until then. Who is PENDING
     * and has not chosen one yet is invited once more.
     *
     * @throws UserdbError USER_UNKNOWN, USER_DISABLED, MAIL_OFF
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → forgotPassword
     * await userdb.resetPassword(ann);
     */
    async resetPassword(user: HasId): Promise<void> {
      await sendReset(await started(), OPERATOR, idOf('user', user));
    },

    /**
     * Ends the lock of a user, whoever caused it, and forgets the failures. Nothing happens to who is not LOCKED.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * await userdb.saveUser({ id: ann.id, status: 'LOCKED' });
     * await userdb.unlockUser(ann);
     * console.log((await userdb.findUserById(ann.id)).status); // → ENABLED
     */
    async unlockUser(user: HasId): Promise<void> {
      await unlockUser(await started(), OPERATOR, idOf('user', user));
    },

    /**
     * Ends the locks that wrong passwords caused `reenableLockedAccountsAfterSeconds` ago or earlier. They end by
     * themselves at the next sign-in too; this shows it in the status. A lock by an administrator stays.
     *
     * @returns who was unlocked
     * @example
     * console.log(await userdb.unlockUsers()); // → []
     */
    async unlockUsers(): Promise<ApiUser[]> {
      const ctx = await started();
      return (await unlockUsers(ctx, OPERATOR)).map((user) => sentUser(ctx.config, user));
    },

    /**
     * Notes a sign-in that the application decided itself: its time, and that the failures before it are over. Nothing
     * happens for a name that nobody has, nor for who is not ENABLED. The ways in that userdb has note it themselves.
     *
     * @param name  user name or e-mail address
     * @throws UserdbError ARGUMENT_INVALID
     * @example
     * await userdb.noteLastSuccessfulLogin('ann@example.com');
     * console.log('noted'); // → noted
     */
    async noteLastSuccessfulLogin(name: string): Promise<void> {
      const ctx = await started();
      const user = await ctx.store.users.findByLogin(textOf('name', name));
      await ctx.store.transaction(async (store) => {
        const noted = user && (await store.users.noteLogin(user.id, lockRule(ctx), ctx.clock()));
        if (noted) await record(ctx, { type: 'login.succeeded', userId: user.id, by: 'application' }, store);
      });
    },

    /**
     * Counts a failed sign-in that the application decided itself, and locks the user when it was one too many
     * (`disableAccountAfterFailedLoginAttempts`). The ways in that userdb has count them themselves.
     *
     * @param name  user name or e-mail address
     * @param message  what the caller wants to go on with
     * @returns `message`
     * @throws UserdbError ARGUMENT_INVALID
     * @example
     * console.log(await userdb.noteLastUnsuccessfulLogin('ann@example.com', 'Try again')); // → Try again
     */
    async noteLastUnsuccessfulLogin(name: string, message: string): Promise<string> {
      const ctx = await started();
      await countFailedLogin(ctx, await ctx.store.users.findByLogin(textOf('name', name)));
      return message;
    },
  };
}
