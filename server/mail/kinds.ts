// The occasions for a mail, in the order of defaults.yml.
import type { TokenPurpose } from '../store/store.ts';

export const MAIL_KINDS = [
  'accountVerification',
  'accountVerificationSuccessful',
  'accountWelcome',
  'forgotPassword',
  'passwordResetSuccessful',
  'accountExists',
  'accountInvitation',
  'emailChangeVerification',
  'emailChanged',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** The kinds whose link carries a token, and what the token is for. */
export const TOKEN_OF: Partial<Record<MailKind, TokenPurpose>> = {
  accountVerification: 'verify',
  forgotPassword: 'reset',
  accountInvitation: 'invite',
  emailChangeVerification: 'email',
};

export function isMailKind(kind: string): kind is MailKind {
  return (MAIL_KINDS as readonly string[]).includes(kind);
}
