import { z } from 'zod';
import { viewModel } from '../config/viewModel.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { accountAnswer, viewModelAnswer } from './answers.ts';
import { loginFrom, password } from './fields.ts';
import { NOT_ADMITTED } from './refusals.ts';

const SECRET = { password: password('LOGIN_INCOMPLETE') };

/** Signing in, and what to ask for. */
export const login: Endpoint = {
  key: 'login',
  page: true,

  get: operation({
    name: 'getLoginForm',
    summary: 'The fields of the sign-in form',
    answer: viewModelAnswer,
    handle: async ({ ctx }) => viewModel(ctx.config.endpoints.login.form),
  }),

  post: operation({
    name: 'signIn',
    summary: 'Sign in with a user name or e-mail address and a password',
    limit: 'login',
    tellsSessionEnd: true,
    bodyOfLocal: true,
    body: loginFrom(['login', 'username', 'email'], 'LOGIN_INCOMPLETE', SECRET).pipe(
      z.looseObject({ login: z.string(), ...SECRET }),
    ),
    answer: accountAnswer,
    refuses: ['LOGIN_INCOMPLETE', 'FIELD_UNREADABLE', 'REALM_UNKNOWN', 'LOGIN_FAILED', ...NOT_ADMITTED],
    async handle({ ctx, body, hook, authenticate, session }) {
      await hook('preLogin', body);
      // Always by what was sent: a session that is there already proves nothing about these credentials.
      const user = await authenticate();
      await session.begin(user);
      return { account: publicUserOf(ctx, user) };
    },
  }),
};
