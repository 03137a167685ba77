import { z } from 'zod';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { replacePassword } from '../workflows/passwordChange.ts';
import { nothingAnswer } from './answers.ts';
import { password } from './fields.ts';
import { NEW_PASSWORD_REFUSED } from './refusals.ts';

/** A new password in place of an expired one; the user signs in with it afterwards. */
export const expired: Endpoint = {
  key: 'expired',
  page: true,

  post: operation({
    name: 'replacePassword',
    answer: nothingAnswer,
    refuses: [
      ...(['PASSWORD_MISSING', 'PASSWORD_WRONG', 'PASSWORD_NEEDED', 'LOGIN_LOCKED', 'FIELD_UNREADABLE'] as const),
      ...NEW_PASSWORD_REFUSED,
    ],
    summary: 'Replace the password of the user who is signed in, and sign out everywhere',
    signedIn: true,
    limit: 'other',
    bodies: ['json'],
    body: z.looseObject({
      password: password('PASSWORD_MISSING'),
      existingPassword: z.string({ error: 'PASSWORD_WRONG' }).optional(),
    }),
    async handle({ ctx, me, body, hook, session }) {
      if (me) {
        await hook('preChange', publicUser(ctx.config, me.user));
        const user = await replacePassword(ctx, me, body);
        await session.end();
        await hook('postChange', publicUser(ctx.config, user));
      }
      // Not empty: the pages of userdb 1 take an empty answer for a failure.
      return {};
    },
  }),
};
