// Mails to one user, sent when the application says so.
import { type MailKind, TOKEN_OF } from '../mail/kinds.ts';
import { issueToken } from '../tokens/mailedTokens.ts';
import { assertCanTake, requestEmailChange } from '../workflows/emailChange.ts';
import { type HasId, storedUser, textOf } from './arguments.ts';
import type { Parts } from './parts.ts';

export function mailFunctions({ started }: Parts) {
  /** Through the outbox: what resolves is that the mail will go out, now or when the mail server is back. */
  async function send(kind: MailKind, given: HasId): Promise<void> {
    const ctx = await started();
    const user = await storedUser(ctx, given);
    // A new token of a kind that is not mailed would only take an older link's place.
    if (!ctx.config.email[kind].enabled) return;
    const purpose = TOKEN_OF[kind];
    await ctx.store.transaction(async (store) => {
      const token = purpose && (await issueToken(ctx, store, purpose, user));
      await ctx.mailer.post(store, kind, user, token);
    });
  }

  return {
    /**
     * Mails the link that proves an address, `email.accountVerification`; older links of the kind are void. The status
     * stays as it is: see `newUserWorkflow`. Like every mail: nothing happens where its kind is not enabled, the address
     * is the one that the database has, and the function resolves when the mail is in the outbox.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → accountVerification
     * await userdb.sendAccountVerificationEmail(ann);
     */
    sendAccountVerificationEmail: async (user: HasId): Promise<void> => send('accountVerification', user),

    /**
     * Mails that an address was verified, `email.accountVerificationSuccessful`. `verifyAccount` does so by itself.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → accountVerificationSuccessful
     * await userdb.sendAccountVerificationSuccessfulEmail(ann);
     */
    sendAccountVerificationSuccessfulEmail: async (user: HasId): Promise<void> =>
      send('accountVerificationSuccessful', user),

    /**
     * Welcomes a user, `email.accountWelcome`. `verifyAccount` does so by itself.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → accountWelcome
     * await userdb.sendAccountWelcomeEmail(ann);
     */
    sendAccountWelcomeEmail: async (user: HasId): Promise<void> => send('accountWelcome', user),

    /**
     * Mails a link for a new password, `email.forgotPassword`; older ones are void. `resetPassword` does the same and
     * puts down that it did.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → forgotPassword
     * await userdb.sendForgotPasswordEmail(ann);
     */
    sendForgotPasswordEmail: async (user: HasId): Promise<void> => send('forgotPassword', user),

    /**
     * Mails that the password was changed, `email.passwordResetSuccessful`. Whatever changes one does so by itself.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → passwordResetSuccessful
     * await userdb.sendPasswordResetSuccessfulEmail(ann);
     */
    sendPasswordResetSuccessfulEmail: async (user: HasId): Promise<void> => send('passwordResetSuccessful', user),

    /**
     * Mails that there is an account already, `email.accountExists`, with the way to a new password and no token.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → accountExists
     * await userdb.sendAccountExistsEmail(ann);
     */
    sendAccountExistsEmail: async (user: HasId): Promise<void> => send('accountExists', user),

    /**
     * Mails an invitation, `email.accountInvitation`, with a link for choosing a first password; older ones are void.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → accountInvitation
     * await userdb.sendAccountInvitationEmail(ann);
     */
    sendAccountInvitationEmail: async (user: HasId): Promise<void> => send('accountInvitation', user),

    /**
     * Mails a link to a new address, `email.emailChangeVerification`; the address becomes the user's when the link is
     * opened. The present address is told (`email.emailChanged`).
     *
     * @param email  the new address
     * @throws UserdbError USER_UNKNOWN, EMAIL_INVALID, EMAIL_TAKEN, EMAIL_UNPROVABLE where such mails or
     *   `endpoints.verify` are off
     * @example
     * await userdb.sendEmailChangeVerificationEmail(ann, 'ann.lee@example.com');
     * console.log((await userdb.findUserById(ann.id)).email); // → ann@example.com
     */
    async sendEmailChangeVerificationEmail(user: HasId, email: string): Promise<void> {
      const ctx = await started();
      const present = await storedUser(ctx, user);
      const address = textOf('email', email).trim();
      await assertCanTake(ctx, present, address);
      await ctx.store.transaction((store) => requestEmailChange(ctx, store, present, address));
    },

    /**
     * Mails that the address is being changed, `email.emailChanged`. Whatever changes one does so by itself.
     *
     * @throws UserdbError USER_UNKNOWN
     * @example
     * userdb.on('mail.sent', (mail) => console.log(mail.kind)); // → emailChanged
     * await userdb.sendEmailChangedEmail(ann);
     */
    sendEmailChangedEmail: async (user: HasId): Promise<void> => send('emailChanged', user),
  };
}
