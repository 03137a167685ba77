// What react-stormpath had and cannot be had any more: says what to use instead.

import { warnOnce } from './warnOnce.ts';

const PLAIN = 'a plain route, and `routes` of UserdbProvider';

export const Router = gone('Router', 'your router, and reactRouterAdapter');
export const HomeRoute = gone('HomeRoute', PLAIN);
export const LoginRoute = gone('LoginRoute', PLAIN);
// An address alone must not sign anybody out.
export const LogoutRoute = gone('LogoutRoute', '<LogoutLink>');

function gone(name: string, instead: string) {
  // The elements of its routes were configuration for react-router 2 and 3, and mean nothing to the later ones.
  return function Gone(_props: Record<string, unknown>): never {
    throw new Error(`userdb/react/stormpath has no <${name}>. Use ${instead}.`);
  };
}

/** Renders nothing. */
export function SocialLoginButton(_props: Record<string, unknown>): null {
  warnOnce('social sign-in is up to the server: put a link where <SocialLoginButton> was.');
  return null;
}

export { SocialLoginButton as SocialLoginLink };
