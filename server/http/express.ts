// What userdb puts on Express's requests, and on the sessions of express-session.
import type { Request } from 'express';
import type { Context } from '../context.ts';
import type { Answerable } from '../transformers/publicUser.ts';
import type { StormpathAccount } from '../transformers/stormpath.ts';
import type { Resumed } from '../workflows/sessions.ts';
import type { Scheme } from './authorization.ts';
import type { UserHelpers } from './userHelpers.ts';

/** What the router found out about a request. */
export interface Asked {
  /** The context with the client of this request. */
  ctx: Context;
  /** Who is signed in. */
  me: Resumed | null;
  /** The cookie is of somebody who was signed in and is so no more. */
  hasEnded: boolean;
  /** The kind of Authorization header that decided who is asking, good or bad; null where cookies did. */
  header: Scheme | null;
}

declare global {
  namespace Express {
    /** What is sent of who is signed in; an application with a transformer of its own adds what that adds. */
    interface User extends UserHelpers, Answerable, Partial<Pick<StormpathAccount, 'href' | 'groups'>> {}
    interface Request {
      userdb?: Asked;
    }
  }
}

declare module 'express-session' {
  interface SessionData {
    /** Somebody signed in with this session; who, is in user_sessions. */
    userdb: { signedIn: true };
  }
}

/** @throws when the router has not seen the request */
export function askedOf(req: Request): Asked {
  if (!req.userdb)
    throw new Error(
      'no userdb has seen this request: mount app.use(userdb.initialize(app, options)) before it, and at no deeper path',
    );
  return req.userdb;
}
