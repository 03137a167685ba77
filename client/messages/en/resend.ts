// A mail once more.

import type { Message } from '../types.ts';

export const resend = {
  'resend.submit': 'Send the link again',
  'resend.wait': 'Possible again in {time}',
  'resend.sent': 'Sent. It can take a minute; look in spam too.',
} satisfies Record<string, Message>;
