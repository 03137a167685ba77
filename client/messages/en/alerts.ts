// What any form may have to say once its button was pressed.

import type { Message } from '../types.ts';

export const alerts = {
  'error.title': 'Error: {title}',
  'error.one': 'One field below needs another look.',
  'error.many': '{n} fields below need another look.',
  'error.wait': 'Too many attempts.',
  'error.waitLeft': 'You can try again in {time}.',
  'error.waitOver': 'You can try again now.',
  'online.again': 'You are back online. What you typed is still here.',
} satisfies Record<string, Message>;
