// The page of an invitation.

import type { Message } from '../types.ts';

export const welcome = {
  // In place of %APP%, where nobody has named the application.
  'app.unnamed': 'this site',
  'welcome.title': 'Welcome',
  'welcome.intro': 'An account was made for you. You sign in with {address}. Choose a password for it.',
  'welcome.submit': 'Finish and sign in',
  'welcome.pending': 'Setting your password…',
  'welcome.done.title': 'Your account is ready',
  'welcome.done.text': 'Sign in with the password you just chose.',
  'welcome.dead.text':
    'It was used already, or it is too old. Ask the people who run %APP% for another invitation. If you have chosen a password before, sign in with it.',
} satisfies Record<string, Message>;

export type WelcomeKey = keyof typeof welcome;
