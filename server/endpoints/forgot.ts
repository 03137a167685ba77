import { z } from 'zod';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { requestPasswordReset } from '../workflows/passwordReset.ts';
import { loginFrom } from './fields.ts';

/** Asking for a new password. */
export const forgot: Endpoint = {
  key: 'forgot',
  page: true,

  post: operation({
    name: 'requestPasswordReset',
    refuses: ['EMAIL_MISSING', 'FIELD_UNREADABLE'],
    summary: 'Mail a link for choosing a new password; the answer is the same for every login',
    limit: 'other',
    // Old test kits announce their JSON as text here. It changes nothing for the sender, so there is nothing to forge.
    bodies: ['json', 'form', 'text'],
    body: loginFrom(['email', 'username', 'login'], 'EMAIL_MISSING').pipe(z.looseObject({ login: z.string() })),
    async handle({ ctx, body }) {
      await requestPasswordReset(ctx, body.login);
      return undefined;
    },
  }),
};
