// What userdb puts on Express's requests, and on the sessions of express-session.
import type { Request } from 'express';
import type { Context } from '../context.ts';
import type { Resumed } from '../workflows/sessions.ts';
import type { UserHelpers } from './userHelpers.ts';

/** What the router found out about a request. */
export interface Asked {
  /** The context with the client of this request. */
  ctx: Context;
  /** Who is signed in. */
  me: Resumed | null;
  /** The cookie is of somebody who was signed in and is so no more. */
  hasEnded: boolean;
}

declare global {
  namespace Express {
    interface User extends UserHelpers {}
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
      'userdb.initialize(app, options) has to be mounted before this: app.use(userdb.initialize(app, options))',
    );
  return req.userdb;
}
