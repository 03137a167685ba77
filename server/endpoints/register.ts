import { z } from 'zod';
import { viewModel } from '../config/viewModel.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { register as registerUser } from '../workflows/register.ts';
import { readRegistration } from '../workflows/registrationForm.ts';
import { admit } from '../workflows/signIn.ts';
import { accountAnswer, viewModelAnswer } from './answers.ts';
import { NOT_ADMITTED, PASSWORD_REFUSED, TEXT_REFUSED } from './refusals.ts';
import { registrationBody } from './registrationBody.ts';

/** Registering, and what to ask for. */
export const register: Endpoint = {
  key: 'register',
  page: true,

  get: operation({
    name: 'getRegistrationForm',
    answer: viewModelAnswer,
    summary: 'The fields of the registration form',
    handle: async ({ ctx }) => viewModel(ctx.config.endpoints.register.form),
  }),

  post: operation({
    name: 'register',
    summary: 'Register a new user',
    answer: accountAnswer,
    configuredBody: registrationBody,
    refuses: [
      ...(['FIELD_UNKNOWN', 'FIELD_REQUIRED', 'PASSWORDS_DIFFER', 'API_KEY_MALFORMED'] as const),
      ...(['EMAIL_INVALID', 'EMAIL_TAKEN', 'USERNAME_INVALID', 'USERNAME_TAKEN'] as const),
      ...TEXT_REFUSED,
      ...PASSWORD_REFUSED,
      ...NOT_ADMITTED,
    ],
    limit: 'other',
    tellsSessionEnd: true,
    // Which fields there are is configured; the workflow reads them, and refuses every other name.
    body: z.custom<Record<string, unknown>>(),
    async handle({ ctx, body, hook, session }) {
      const form = withoutCsrfField(body);
      const registration = readRegistration(ctx.config, form);
      await hook('preRegister', form);
      const { user, isMade } = await registerUser(ctx, registration);
      if (isMade) await hook('postRegister', publicUser(ctx.config, user));
      if (user.status === 'ENABLED' && ctx.config.endpoints.register.autoLogin) {
        await session.begin(await admit(ctx, user, 'registration'));
      }
      return { account: publicUserOf(ctx, user) };
    },
  }),
};

/** A page of the application's own may send its token along; it is no field of the form. */
function withoutCsrfField({ _csrf, ...fields }: Record<string, unknown>): Record<string, unknown> {
  return fields;
}
