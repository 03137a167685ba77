import { z } from 'zod';
import { type Endpoint, operation } from '../../http/endpoint.ts';
import { judgePassword } from '../../workflows/judgePassword.ts';
import { judgementAnswer } from './answers.ts';

/** Whether a password would be taken, for pages that ask while it is typed. */
export const checkPassword: Endpoint = {
  key: 'users',
  at: ({ endpoints }) => `${endpoints.users.uri}/check_password`,

  post: operation({
    name: 'checkPassword',
    answer: judgementAnswer,
    summary: 'Whether the rules allow a password; no sign-in needed',
    bodies: ['json'],
    body: z.object({ password: z.unknown().optional() }),
    handle: async ({ ctx, body, me }) => judgePassword(ctx, body.password, me?.user ?? {}),
  }),
};
