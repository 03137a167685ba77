// What any form may have to say once its button was pressed, the sentences of signing in among it.

import type { Message, Vars } from '../types.ts';
import { count } from './counted.ts';

export const trouble = {
  'error.title': 'Error: {title}',
  'error.one': 'One field below needs another look.',
  'error.many': '{n} fields below need another look.',
  'error.reference': 'Reference: {reference}',
  'error.wait': 'Too many attempts.',
  'error.waitLeft': 'You can try again in {time}.',
  'error.waitOver': 'You can try again now.',
  'error.SERVER_ERROR': 'Something went wrong on our side. Please try again in a moment.',
  'error.OFFLINE': 'You seem to be offline. Nothing was sent. We kept what you typed.',
  'error.TIMEOUT': 'The server is taking too long to answer. Check your connection and try again.',
  'online.again': 'You are back online. What you typed is still here.',
  'error.LOGIN_FAILED': 'That e-mail or password is not right. Try again, or reset your password.',
  'error.LOGIN_UNVERIFIED': 'Verify your e-mail address first. We sent a link to {address}.',
  'error.LOGIN_LOCKED': ({ minutes }: Vars) =>
    `This account is locked after too many attempts. Try again ${
      minutes ? `in ${count('minute', 'minutes')({ n: minutes })}` : 'later'
    }, or reset your password.`,
  'login.theAddress': 'your address',
} satisfies Record<string, Message>;
