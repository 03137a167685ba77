import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUserOf } from '../http/session.ts';

/** Who is signed in. */
export const me: Endpoint = {
  key: 'me',
  headers: { 'Cache-Control': 'no-cache, no-store', Pragma: 'no-cache' },

  get: operation({
    summary: 'The user who is signed in',
    signedIn: true,
    handle: async ({ ctx, me: resumed }) => (resumed ? { account: publicUserOf(ctx, resumed.user) } : undefined),
  }),
};
