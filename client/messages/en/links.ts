// Links that stand on some screens.

import type { Message } from '../types.ts';

export const home = { 'link.home': 'Home' } satisfies Record<string, Message>;
export const backToLogin = { 'link.backToLogin': 'Back to sign in' } satisfies Record<string, Message>;
export const mailbox = { 'mailbox.link': 'Mail that this demo keeps' } satisfies Record<string, Message>;

export type BackKey = keyof typeof backToLogin;
