// The words of the page of an invitation, apart from the others: few people ever load it.

import type { Message } from './en.ts';

export const welcome = {
  'welcome.title': 'Welcome',
  'welcome.intro': 'An account was made for you. You sign in with {address}. Choose a password for it.',
  'welcome.submit': 'Set password and sign in',
  'welcome.dead.text':
    'It was used already, or it is too old. Sign in with the password you chose, or let us mail you a link to choose one.',
} satisfies Record<string, Message>;

export type WelcomeKey = keyof typeof welcome;
