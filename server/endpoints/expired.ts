import { z } from 'zod';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { replacePassword } from '../workflows/passwordChange.ts';
import { password } from './fields.ts';

/** A new password in place of an expired one; the user signs in with it afterwards. */
export const expired: Endpoint = {
  key: 'expired',
  page: true,

  post: operation({
    summary: 'Replace the password of the user who is signed in, and sign out everywhere',
    signedIn: true,
    limit: 'other',
    bodies: ['json'],
    body: z.looseObject({
      password: password('PASSWORD_MISSING'),
      existingPassword: z.string({ error: 'PASSWORD_WRONG' }).optional(),
    }),
    async handle({ ctx, me, body, session }) {
      if (me) await replacePassword(ctx, me, body);
      await session.end();
      // Not empty: the pages of userdb 1 take an empty answer for a failure.
      return {};
    },
  }),
};
