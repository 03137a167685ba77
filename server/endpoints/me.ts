import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { changeProfile } from '../workflows/profile.ts';
import { readProfile } from '../workflows/profileForm.ts';
import { accountAnswer } from './answers.ts';
import { profileBody } from './profileBody.ts';
import { NEW_PASSWORD_REFUSED, TEXT_REFUSED } from './refusals.ts';

/** Who is signed in, and what they say of themselves. */
export const me: Endpoint = {
  key: 'me',
  headers: { 'Cache-Control': 'no-cache, no-store', Pragma: 'no-cache' },

  get: operation({
    name: 'getMe',
    summary: 'The user who is signed in',
    answer: accountAnswer,
    signedIn: true,
    tellsSessionEnd: true,
    handle: async ({ ctx, me: resumed }) => (resumed ? { account: publicUserOf(ctx, resumed.user) } : undefined),
  }),

  post: operation({
    name: 'changeMe',
    answer: accountAnswer,
    refuses: [
      ...TEXT_REFUSED,
      ...(['FIELD_REQUIRED', 'CUSTOM_DATA_MALFORMED', 'USERNAME_INVALID', 'USERNAME_TAKEN'] as const),
      ...(['EMAIL_INVALID', 'EMAIL_TAKEN', 'EMAIL_UNPROVABLE', 'TOO_MANY_REQUESTS'] as const),
      ...(['PASSWORDS_DIFFER', 'PASSWORD_NEEDED', 'PASSWORD_WRONG', 'LOGIN_LOCKED'] as const),
      ...NEW_PASSWORD_REFUSED,
    ],
    summary: 'Change the own names, user name, address, customData or password',
    signedIn: true,
    tellsSessionEnd: true,
    limit: 'other',
    // Alone with JSON, so that no form of another site can say it.
    bodies: ['json'],
    // The workflow reads the fields that there are, and ignores what else a page has in its form.
    body: profileBody,
    async handle({ ctx, me: resumed, body, hook, session }) {
      if (!resumed) return undefined;
      const form = readProfile(ctx.config, body);
      const setsPassword = form.password !== undefined;
      if (setsPassword) await hook('preChange', publicUser(ctx.config, resumed.user));
      const user = await changeProfile(ctx, resumed, form);
      if (setsPassword) {
        // Every session is over by now; the one of who typed the password goes on under a new id.
        await session.renew(user);
        await hook('postChange', publicUser(ctx.config, user));
      }
      return { account: publicUserOf(ctx, user) };
    },
  }),
};
