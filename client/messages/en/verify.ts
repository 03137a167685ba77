// Verifying an e-mail address.

import type { Message } from '../types.ts';

export const verify = {
  'verify.title': 'Verify your e-mail',
  'verify.intro': 'Tell us your e-mail address. We send you a link that verifies it.',
  'verify.submit': 'Send the link',
  'verify.pending': 'Sending…',
  'verify.done.title': 'Your e-mail is verified',
  'verify.done.text': 'You can sign in now.',
  'verify.done.signedIn': 'You are signed in. Off you go.',
  'verify.done.continue': 'Continue',
  'verify.dead.text': 'It may have been used already. Try signing in, or let us send another one.',
  'verify.sent.title': 'Check your e-mail',
  'verify.sent.text': 'If that address still has to be verified, a mail is on its way.',
} satisfies Record<string, Message>;

export type VerifyKey = keyof typeof verify;
