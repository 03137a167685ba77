import { z } from 'zod';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { loginFrom, password } from './fields.ts';
import { viewModel } from './viewModel.ts';

/** Signing in, and what to ask for. */
export const login: Endpoint = {
  key: 'login',
  page: true,

  get: operation({
    summary: 'The fields of the sign-in form',
    handle: async ({ ctx }) => viewModel(ctx.config.endpoints.login.form),
  }),

  post: operation({
    summary: 'Sign in with a user name or e-mail address and a password',
    limit: 'login',
    body: loginFrom(['login', 'username', 'email'], 'LOGIN_INCOMPLETE').pipe(
      z.looseObject({ login: z.string(), password: password('LOGIN_INCOMPLETE') }),
    ),
    async handle({ ctx, authenticate, session }) {
      // Always by what was sent: a session that is there already proves nothing about these credentials.
      const user = await authenticate();
      await session.begin(user);
      return { account: publicUserOf(ctx, user) };
    },
  }),
};
