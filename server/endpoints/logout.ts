import { type Endpoint, operation } from '../http/endpoint.ts';
import { publicUser } from '../transformers/publicUser.ts';

/** Signing out. GET changes nothing; a browser that opens the address is led to the sign-in page. */
export const logout: Endpoint = {
  key: 'logout',
  page: true,
  pageRedirect: 'login',

  post: operation({
    name: 'signOut',
    summary: 'Sign out; also without a session',
    thenTo: (config) => config.endpoints.logout.nextUri,
    async handle({ ctx, me, hook, session }) {
      await session.end();
      if (me) await hook('postLogout', publicUser(ctx.config, me.user));
      return undefined;
    },
  }),
};
