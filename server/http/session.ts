// Who is asking: express-session's cookie, the living session behind it, and req.user.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Context } from '../context.ts';
import { unavailable } from '../errors.ts';
import type { OpenSessions } from '../sessions/index.ts';
import { hashOf } from '../sessions/life.ts';
import type { User } from '../store/store.ts';
import { transform } from '../transformers/index.ts';
import type { Answerable } from '../transformers/publicUser.ts';
import { beginSession, endSession, resumeSession } from '../workflows/sessions.ts';
import './express.ts';
import { withHelpers } from './userHelpers.ts';

/** express-session as the configuration says. */
export function expressSession(ctx: Context, sessions: OpenSessions): RequestHandler {
  const { key, secret, resave, rolling, saveUninitialized } = ctx.config.session;
  const { maxAge, ...cookie } = cookieOptions(ctx);
  return session({
    name: key,
    secret: typeof secret === 'string' ? secret : [...secret],
    resave,
    rolling,
    saveUninitialized,
    store: sessions.store,
    cookie: { ...cookie, ...(maxAge && { maxAge }) },
  });
}

function cookieOptions({ config }: Context) {
  const { path, httpOnly, secure, sameSite, domain, maxAge } = config.session.cookie;
  return {
    path: path ?? config.basePath ?? '/',
    httpOnly,
    secure,
    sameSite,
    ...(domain !== null && { domain }),
    // Milliseconds; without it the browser drops the cookie when it is closed.
    maxAge: maxAge ?? config.sessionsExpireInSeconds * 1000,
  };
}

/** Finds out who is signed in, for the endpoints and for the application: req.userdb, req.user. */
export function identify(ctx: Context) {
  return async (req: Request, _res: Response, next: NextFunction): Promise<void> => {
    try {
      const client = { address: req.ip ?? null, agent: req.get('User-Agent') ?? null };
      const own: Context = { ...ctx, client };
      const signedIn = req.session?.userdb !== undefined;
      const me = signedIn ? await resumeSession(own, req.sessionID) : null;
      // What the application kept for somebody who may not be here any more is out of reach too.
      if (signedIn && !me) await settled((done) => req.session.regenerate(done));
      req.userdb = { ctx: own, me, hasEnded: signedIn && !me };
      // Typed as what the shipped transformers send; an application with its own adds to Express.User.
      const sent = me && (publicUserOf(own, me.user) as Answerable);
      if (sent) req.user = withHelpers(sent, me.user, ctx.config['super-admin']);
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** What is sent of a user who is, or has just, signed in. */
export function publicUserOf(ctx: Context, user: User): object {
  return transform(ctx.config, user, { passwordExpired: ctx.passwords.isExpired(user, ctx.clock()) });
}

/** Begins a session under a new id; the one before, anybody's, ends. */
export async function begin(req: Request, ctx: Context, user: User): Promise<void> {
  const { session: present, sessionID } = req;
  // express-session steps aside while its store is away.
  if (!present) throw unavailable();
  if (present.userdb) await ctx.store.userSessions.end(hashOf(sessionID));
  await settled((done) => present.regenerate(done));
  req.session.userdb = { signedIn: true };
  await beginSession(ctx, req.sessionID, user);
  await settled((done) => req.session.save(done));
}

/** Ends the session, if there is one, and takes the cookie back. */
export async function end(req: Request, res: Response, ctx: Context): Promise<void> {
  // First what decides who is asking: a request in flight may still save the other record.
  if (req.session?.userdb) await endSession(ctx, req.sessionID);
  await forget(req, res, ctx);
}

/** Takes back the cookie of a session that has ended; a visitor's own session stays. */
export async function forgetEnded(req: Request, res: Response, ctx: Context): Promise<void> {
  const leadsNowhere = Object.keys(req.session ?? {}).every((key) => key === 'cookie');
  if (req.userdb?.hasEnded || leadsNowhere) await forget(req, res, ctx);
}

/** Drops what is kept of a session, and tells the browser to drop its cookie. */
async function forget(req: Request, res: Response, ctx: Context): Promise<void> {
  const { key } = ctx.config.session;
  if (!req.get('Cookie')?.includes(`${key}=`)) return;
  const { session: present } = req;
  // Without it express-session would send the cookie out again.
  if (present) await settled((done) => present.destroy(done));
  const { maxAge: _, secure, ...options } = cookieOptions(ctx);
  res.clearCookie(key, { ...options, secure: secure === 'auto' ? req.secure : secure });
}

function settled(start: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
