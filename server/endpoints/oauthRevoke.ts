import { z } from 'zod';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { revokeToken } from '../workflows/tokenGrants.ts';

/** Ending a token (RFC 7009): whoever has it may end it, and is not told whether it was one. */
export const oauthRevoke: Endpoint = {
  key: 'oauth',
  at: (config) => config.endpoints.oauth.revokeUri,
  oauth: true,
  headers: { 'Cache-Control': 'no-store', Pragma: 'no-cache' },

  post: operation({
    name: 'revokeToken',
    summary: 'End a refresh token or an access token, and all access tokens that were given with it',
    limit: 'other',
    bodies: ['form'],
    body: z.looseObject({
      token: z.string({ error: 'OAUTH_TOKEN_MISSING' }).min(1, { error: 'OAUTH_TOKEN_MISSING' }),
    }),
    refuses: ['OAUTH_TOKEN_MISSING', 'BODY_NOT_A_FORM'],
    async handle({ ctx, body }) {
      await revokeToken(ctx, body.token);
      return undefined;
    },
  }),
};
