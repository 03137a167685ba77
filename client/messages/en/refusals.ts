// What the server says itself in good English. Other languages have their words for it; the screens carry none of these.

import type { Message } from '../types.ts';

export const refusals = {
  'error.TOO_MANY_REQUESTS': 'Too many attempts. Wait a moment, then try again.',
  'error.CROSS_SITE': 'That came from another site, so it was refused. Reload the page and try again.',
  'error.BUSY': 'Many people are signing in right now. Please try again in a moment.',
  'error.UNAVAILABLE': 'This is not available right now. Please try again in a moment.',
  'error.LOGIN_DISABLED': 'This account is switched off. Ask the people who run %APP% to switch it on again.',
  'error.PASSWORD_COMMON': 'Many people use this password, so it is easy to guess. Choose another one.',
  'error.PASSWORD_PERSONAL': 'This password is too close to your name or address. Choose another one.',
  'error.PASSWORD_REUSED': 'You have used this password before. Choose a new one.',
  'error.PASSWORD_NEEDED': 'Enter your current password too.',
  'error.FIELD_TOO_LONG': 'This is too long.',
  'error.USERNAME_TAKEN': 'That user name is taken. Choose another one.',
} satisfies Record<string, Message>;
