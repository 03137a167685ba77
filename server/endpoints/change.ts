import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { checkResetToken, finishPasswordReset } from '../workflows/passwordReset.ts';
import { admit } from '../workflows/signIn.ts';
import { accountAnswer } from './answers.ts';
import { password, SPTOKEN } from './fields.ts';
import { LINK_REFUSED, NEW_PASSWORD_REFUSED, NOT_ADMITTED } from './refusals.ts';

/** Choosing a new password by a mailed link. */
export const change: Endpoint = {
  key: 'change',
  page: true,

  get: operation({
    name: 'checkResetLink',
    query: { sptoken: { ...SPTOKEN, required: true } },
    refuses: LINK_REFUSED,
    summary: 'Whether the link of a reset mail still works; spends nothing',
    limit: 'other',
    async handle({ ctx, query }) {
      await checkResetToken(ctx, query.sptoken || missing());
      return undefined;
    },
  }),

  post: operation({
    name: 'resetPassword',
    query: { sptoken: SPTOKEN },
    answer: (config) => (config.endpoints.change.autoLogin ? accountAnswer(config).optional() : undefined),
    refuses: [
      ...(['PASSWORD_MISSING', 'PASSWORDS_DIFFER', 'FIELD_UNREADABLE'] as const),
      ...LINK_REFUSED,
      ...NEW_PASSWORD_REFUSED,
      ...NOT_ADMITTED,
    ],
    summary: 'Set a new password with the token of a reset mail',
    tellsSessionEnd: true,
    limit: 'other',
    body: z.looseObject({
      sptoken: z.string({ error: 'TOKEN_MISSING' }).optional(),
      password: password('PASSWORD_MISSING'),
      confirmPassword: z.string({ error: 'PASSWORDS_DIFFER' }).optional(),
      passwordAgain: z.string({ error: 'PASSWORDS_DIFFER' }).optional(),
    }),
    async handle({ ctx, body, query, hook, session }) {
      const sptoken = body.sptoken || query.sptoken || missing();
      const again = [body.confirmPassword, body.passwordAgain].filter((text) => text !== undefined);
      if (again.some((text) => text !== body.password))
        throw new UserdbError('PASSWORDS_DIFFER', { field: 'confirmPassword' });

      await hook('preChange', publicUser(ctx.config, await checkResetToken(ctx, sptoken)));
      const user = await finishPasswordReset(ctx, { sptoken, password: body.password });
      await hook('postChange', publicUser(ctx.config, user));
      // Locked by an administrator: the password is set, and the door stays shut.
      if (!ctx.config.endpoints.change.autoLogin || user.status !== 'ENABLED') return undefined;
      const admitted = await admit(ctx, user, 'reset');
      await session.begin(admitted);
      return { account: publicUserOf(ctx, admitted) };
    },
  }),
};

function missing(): never {
  throw new UserdbError('TOKEN_MISSING', { field: 'sptoken' });
}
