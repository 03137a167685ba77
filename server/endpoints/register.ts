import { z } from 'zod';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { register as registerUser } from '../workflows/register.ts';
import { readRegistration } from '../workflows/registrationForm.ts';
import { admit } from '../workflows/signIn.ts';
import { viewModel } from './viewModel.ts';

/** Registering, and what to ask for. */
export const register: Endpoint = {
  key: 'register',
  page: true,

  get: operation({
    summary: 'The fields of the registration form',
    handle: async ({ ctx }) => viewModel(ctx.config.endpoints.register.form),
  }),

  post: operation({
    summary: 'Register a new user',
    limit: 'other',
    // Which fields there are is configured; the workflow reads them, and refuses every other name.
    body: z.custom<Record<string, unknown>>(),
    async handle({ ctx, body, session }) {
      const user = await registerUser(ctx, readRegistration(ctx.config, withoutCsrfField(body)));
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
