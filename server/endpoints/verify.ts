import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { admit } from '../workflows/signIn.ts';
import { proveAddress, resendVerification } from '../workflows/verify.ts';
import { accountAnswer } from './answers.ts';
import { loginFrom, SPTOKEN } from './fields.ts';
import { LINK_REFUSED, NOT_ADMITTED } from './refusals.ts';

/** Proving an e-mail address. */
export const verify: Endpoint = {
  key: 'verify',
  page: true,

  get: operation({
    name: 'verifyEmail',
    query: { sptoken: { ...SPTOKEN, required: true } },
    // Empty also after the link of another address, which signs nobody in.
    answer: (config) => (config.endpoints.verify.autoLogin ? accountAnswer(config).optional() : undefined),
    refuses: [...LINK_REFUSED, 'EMAIL_TAKEN', ...NOT_ADMITTED],
    summary: 'Spend the token of a verification mail, or of the mail to another address',
    changes: true,
    tellsSessionEnd: true,
    limit: 'other',
    async handle({ ctx, query, hook, session }) {
      if (!query.sptoken) throw new UserdbError('TOKEN_MISSING');
      await hook('preVerify', query.sptoken);
      const { user, isChange } = await proveAddress(ctx, query.sptoken);
      await hook('postVerify', publicUser(ctx.config, user));
      // Who asked for another address is signed in already; a slip in typing it signs no stranger in.
      if (isChange || !ctx.config.endpoints.verify.autoLogin) return undefined;
      const admitted = await admit(ctx, user, 'verification');
      await session.begin(admitted);
      return { account: publicUserOf(ctx, admitted) };
    },
  }),

  post: operation({
    name: 'resendVerification',
    refuses: ['EMAIL_MISSING', 'FIELD_UNREADABLE'],
    summary: 'Mail a new verification link; the answer is the same for every login',
    limit: 'other',
    body: loginFrom(['login', 'email', 'username'], 'EMAIL_MISSING').pipe(z.looseObject({ login: z.string() })),
    async handle({ ctx, body }) {
      await resendVerification(ctx, body.login);
      return undefined;
    },
  }),
};
