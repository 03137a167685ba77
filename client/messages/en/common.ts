// What more than one screen says.

import type { Message } from '../types.ts';

export const common = {
  // The BCP 47 tag of the words here.
  language: 'en',
  // In place of %APP%, where nobody has named the application.
  'app.unnamed': 'this site',
  'error.prefix': 'Error:',
  'error.title': 'Error: {title}',
  'error.one': 'One field below needs another look.',
  'error.many': '{n} fields below need another look.',
  'error.reference': 'Reference: {reference}',
  'error.wait': 'Too many attempts.',
  'error.waitLeft': 'You can try again in {time}.',
  'error.waitOver': 'You can try again now.',
  'error.SERVER_ERROR': 'Something went wrong on our side. Please try again in a moment.',
  'error.OFFLINE': 'You seem to be offline. Nothing was sent. We kept what you typed.',
  'error.NETWORK': 'We could not reach the server. Check your connection and try again.',
  'error.TIMEOUT': 'The server is taking too long to answer. Check your connection and try again.',
  'error.crash': 'This page stopped working.',
  'error.reload': 'Reload',
  'online.again': 'You are back online. What you typed is still here.',
  'pending.long': 'Still working…',
  'field.login': 'E-mail or user name',
  'field.password': 'Password',
  'field.optional': '(optional)',
  'required.login': 'Enter your e-mail or user name',
  'required.password': 'Enter your password',
  'required.other': 'Fill in: {label}',
  'password.show': 'Show password',
  'password.hide': 'Hide password',
  'password.visible': 'Your password is visible.',
  'password.hidden': 'Your password is hidden.',
  'password.capsLock': 'Caps Lock is on',
  'link.login': 'Sign in',
  'link.register': 'Create an account',
  'link.forgot': 'Forgot password?',
} satisfies Record<string, Message>;
