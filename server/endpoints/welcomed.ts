import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { described } from '../http/schemas.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { welcomeUser } from '../transformers/welcomeUser.ts';
import { readNames, readPassword } from '../workflows/profileForm.ts';
import { completeWelcome, readWelcomeToken } from '../workflows/welcome.ts';
import { welcomedFields } from './profileBody.ts';
import { NEW_PASSWORD_REFUSED, TEXT_REFUSED } from './refusals.ts';
import { token, welcomeCookie, welcomedAnswer } from './welcomeFields.ts';

/** The form of an invitation's page. */
export const welcomed: Endpoint = {
  key: 'welcome',
  at: (config) => config.endpoints.welcome.completeUri,

  post: operation({
    name: 'completeWelcome',
    answer: welcomedAnswer,
    refuses: [
      ...(['WELCOME_OVER', 'EMAIL_FIXED', 'FIELD_REQUIRED', 'PASSWORD_MISSING', 'PASSWORDS_DIFFER'] as const),
      ...TEXT_REFUSED,
      ...NEW_PASSWORD_REFUSED,
    ],
    summary: 'Set the names and the first password of who was invited; takes the welcomeToken of /welcome',
    limit: 'other',
    bodies: ['json'],
    // The page sends the whole user back; what is not listed here has no effect.
    body: described(
      z.looseObject({ welcomeToken: token('WELCOME_OVER'), email: z.string({ error: 'EMAIL_FIXED' }).optional() }),
      { properties: welcomedFields, required: ['password'] },
    ),
    async handle({ ctx, body, hook, cookies }) {
      const cookie = welcomeCookie(ctx.config);
      const texts = [body.welcomeToken, cookies.read(cookie)].filter((text) => typeof text === 'string');
      const found = await readWelcomeToken(ctx, texts);
      const password = readPassword(body);
      if (password === '') throw new UserdbError('PASSWORD_MISSING', { field: 'password' });
      const form = { ...readNames(ctx.config, withoutNulls(body)), email: body.email, password };

      await hook('preChange', publicUser(ctx.config, found.user));
      const user = await completeWelcome(ctx, found, form);
      cookies.remove(cookie);
      await hook('postChange', publicUser(ctx.config, user));
      return welcomeUser(ctx.config, user);
    },
  }),
};

/** A name that the user never had comes back as it went out. */
function withoutNulls(body: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}
