import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUser } from '../transformers/publicUser.ts';
import { welcomeUser } from '../transformers/welcomeUser.ts';
import { welcome as openInvitation } from '../workflows/welcome.ts';
import { LINK_REFUSED } from './refusals.ts';
import { token, welcomeAnswer, welcomeCookie } from './welcomeFields.ts';

/** The page of an invitation: whom it welcomes. Its form goes to /welcomed. */
export const welcome: Endpoint = {
  key: 'welcome',
  page: true,

  post: operation({
    name: 'openInvitation',
    answer: welcomeAnswer,
    refuses: LINK_REFUSED,
    summary: 'Take the token of an invitation, without spending it, and tell whom it welcomes',
    limit: 'other',
    bodies: ['json'],
    // The query of the page as it is: one of the two names is usually missing.
    body: z.looseObject({ sptoken: token('TOKEN_MISSING'), token: token('TOKEN_MISSING') }),
    async handle({ ctx, body, hook, cookies }) {
      const sptoken = body.sptoken || body.token;
      if (!sptoken) throw new UserdbError('TOKEN_MISSING', { field: 'sptoken' });
      await hook('preVerify', sptoken);
      const { user, welcomeToken, seconds, isFirst } = await openInvitation(ctx, sptoken);
      if (isFirst) await hook('postVerify', publicUser(ctx.config, user));
      cookies.write(welcomeCookie(ctx.config), welcomeToken, seconds);
      // Not under `account`: the page of userdb 1 reads it here, and sends it back as it is.
      return { ...welcomeUser(ctx.config, user), welcomeToken };
    },
  }),
};
