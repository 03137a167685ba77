import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { admit } from '../workflows/signIn.ts';
import { resendVerification, verifyAccount } from '../workflows/verify.ts';
import { loginFrom } from './fields.ts';

/** Proving an e-mail address. */
export const verify: Endpoint = {
  key: 'verify',
  page: true,

  get: operation({
    summary: 'Spend the token of a verification mail',
    changes: true,
    limit: 'other',
    async handle({ ctx, query, session }) {
      if (!query.sptoken) throw new UserdbError('TOKEN_MISSING');
      const user = await verifyAccount(ctx, query.sptoken);
      if (!ctx.config.endpoints.verify.autoLogin) return undefined;
      const admitted = await admit(ctx, user, 'verification');
      await session.begin(admitted);
      return { account: publicUserOf(ctx, admitted) };
    },
  }),

  post: operation({
    summary: 'Mail a new verification link; the answer is the same for every login',
    limit: 'other',
    body: loginFrom(['login', 'email', 'username'], 'EMAIL_MISSING').pipe(z.looseObject({ login: z.string() })),
    async handle({ ctx, body }) {
      await resendVerification(ctx, body.login);
      return undefined;
    },
  }),
};
