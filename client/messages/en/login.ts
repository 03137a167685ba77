// Signing in.

import type { Message } from '../types.ts';

export const login = {
  'login.title': 'Sign in',
  'login.submit': 'Sign in',
  'login.pending': 'Signing in…',
  'login.new': 'New here?',
} satisfies Record<string, Message>;

export type LoginKey = keyof typeof login;
