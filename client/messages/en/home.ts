// The pages of the shipped app that are nobody else's.

import type { Message } from '../types.ts';

export const home = {
  // In place of %APP%, where nobody has named the application.
  'app.unnamed': 'this site',
  'home.welcome': 'Welcome to %APP%',
  'home.welcomeText': 'Sign in to see your account.',
  'home.hello': 'Hello, {name}',
  'home.signedIn': 'You are signed in.',
  'home.name': 'Name',
  'home.email': 'E-mail',
  'home.roles': 'Roles',
  'home.noRoles': 'None',
  'home.account': 'Account',
  'home.toAccount': 'Your account',
  'home.toAdmin': 'Administration',
  'missing.title': 'This page does not exist',
  'missing.text': 'The address may be wrong, or the page has moved.',
} satisfies Record<string, Message>;

export type HomeKey = keyof typeof home;
