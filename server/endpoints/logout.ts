import { type Endpoint, operation } from '../http/endpoint.ts';

/** Signing out. GET changes nothing; a browser that opens the address is led to the sign-in page. */
export const logout: Endpoint = {
  key: 'logout',
  page: true,
  pageRedirect: 'login',

  post: operation({
    summary: 'Sign out; also without a session',
    thenTo: (config) => config.endpoints.logout.nextUri,
    async handle({ session }) {
      await session.end();
      return undefined;
    },
  }),
};
