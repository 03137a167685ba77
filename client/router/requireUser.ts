// The guard as a loader: nothing behind it is loaded before it is known who asks.

import { type LoaderFunctionArgs, redirect } from 'react-router';
import type { BasicClient } from '../basicApi.ts';
import { standard } from '../context.tsx';
import { belongs } from '../groupExpression.ts';
import { withNext } from '../next.ts';
import { sessionOf } from '../session.ts';
import type { User } from '../wire.ts';
import { type PathOptions, pathsAt } from './paths.ts';

export interface RequireUserOptions extends PathOptions {
  /** A role, or an expression of roles: `(admin || doctor) && !trainee`. */
  inGroup?: string;
  /** Where to send who lacks the role. Without it, a `Response` with status 403 is thrown to the error boundary. */
  forbidden?: string;
  /** That of the provider, if it has one of its own. On a server: one that hands on the cookies of the request. */
  client?: BasicClient | ((request: Request) => BasicClient);
  /** The router's, if it has one. */
  basename?: string;
}

/** A loader, whose data is the user. Redirects to `/login?next=…` who is not signed in. */
export function requireUser(options: RequireUserOptions = {}) {
  const { inGroup, forbidden, basename = '' } = options;
  const paths = pathsAt(options);

  return async function load({ request }: LoaderFunctionArgs): Promise<User> {
    const user = await whoAsks(request, options.client);
    const { pathname, search } = new URL(request.url);
    const path = pathname.startsWith(`${basename}/`) ? pathname.slice(basename.length) : pathname;
    if (!user) throw redirect(withNext(paths.login, path + search));
    if (user.password_expired) throw redirect(withNext(paths.expired, path + search));
    if (belongs(user, inGroup)) return user;
    throw forbidden ? redirect(forbidden) : new Response(null, { status: 403, statusText: 'Forbidden' });
  };
}

/** In a browser, what is learned goes to the session too. A server keeps none: many people ask it. */
async function whoAsks(request: Request, given: RequireUserOptions['client'] = standard().client) {
  const client = typeof given === 'function' ? given(request) : given;
  return typeof document === 'undefined' ? client.me() : sessionOf(client).refresh();
}
