// What brought a person to the sign-in page.

import type { Message } from '../types.ts';

export const loginNotice = {
  'login.as': 'You are signed in as {name}.',
  'login.status.unverified': 'We sent you a link. Open it to verify your e-mail address, then sign in.',
  'login.status.verified': 'Your e-mail is verified. You can sign in now.',
  'login.status.created': 'Your account is ready. Sign in to start.',
  'login.status.forgot': 'If there is an account for that address, a mail is on its way.',
  'login.status.ended': 'You were signed out. Sign in again to go on where you were.',
  'login.status.reset': 'Your password has been changed. Sign in with the new one.',
} satisfies Record<string, Message>;
