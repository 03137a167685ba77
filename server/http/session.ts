// Who is asking: express-session's cookie, the living session behind it, and req.user.
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import type { Context } from '../context.ts';
import { unavailable } from '../errors.ts';
import type { OpenSessions } from '../sessions/index.ts';
import type { User } from '../store/store.ts';
import { transform } from '../transformers/index.ts';
import { beginSession, endSession, removeSession } from '../workflows/sessions.ts';
import { beginSessionWithTokens, revokeToken, revokeTokensOf } from '../workflows/tokenGrants.ts';
import { bearerTokenOf } from './authorization.ts';
import './express.ts';
import { tellSessionEnd } from './sessionEnd.ts';
import { clearTokenCookies, hasTokenCookie, setTokenCookies, tokenCookiesOf } from './tokenCookies.ts';

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

/** What every cookie of ours has in common; `maxAge` in milliseconds is the session's own. */
export function cookieOptions({ config }: Context) {
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

/** What the application kept for somebody who may not be here any more is out of reach too. */
export async function dropDeadSession(req: Request): Promise<void> {
  await settled((done) => req.session.regenerate(done));
}

/** What is sent of a user who is, or has just, signed in. */
export function publicUserOf(ctx: Context, user: User): object {
  return transform(ctx.config, user, { passwordExpired: ctx.passwords.isExpired(user, ctx.clock()) });
}

/** Begins a session under a new id, with tokens where there are such; the one before, anybody's, ends with its own. */
export async function begin(req: Request, res: Response, ctx: Context, user: User): Promise<void> {
  const { session: present, sessionID } = req;
  // express-session steps aside while its store is away.
  if (!present) throw unavailable();
  if (present.userdb) await removeSession(ctx, sessionID);
  await settled((done) => present.regenerate(done));
  req.session.userdb = { signedIn: true };
  if (hasTokens(ctx)) {
    const { access, refresh } = tokenCookiesOf(req, ctx.config);
    for (const replaced of [access, refresh]) if (replaced) await revokeToken(ctx, replaced, { withSession: true });
    setTokenCookies(req, res, ctx.config, await beginSessionWithTokens(ctx, req.sessionID, user));
  } else {
    await beginSession(ctx, req.sessionID, user);
  }
  await settled((done) => req.session.save(done));
  tellSessionEnd(res, ctx, ctx.clock());
}

/** Ends the session, if there is one, and every token of who is signed in; takes the cookies back. */
export async function end(req: Request, res: Response, ctx: Context): Promise<void> {
  // First what decides who is asking: a request in flight may still save the other record.
  if (req.session?.userdb) await endSession(ctx, req.sessionID);
  if (hasTokens(ctx)) {
    const { access, refresh } = tokenCookiesOf(req, ctx.config);
    for (const token of [bearerTokenOf(req), access, refresh]) {
      if (token) await revokeToken(ctx, token, { withSession: true });
    }
    // Only for who is in: an old cookie or token, found somewhere, throws nobody out.
    if (req.userdb?.me) await revokeTokensOf(ctx, req.userdb.me.user);
    clearTokenCookies(req, res, ctx.config);
  }
  await forget(req, res, ctx);
}

/** Takes back the cookies that are no good: of a session that has ended, and of tokens; a visitor's own session stays. */
export async function forgetEnded(req: Request, res: Response, ctx: Context): Promise<void> {
  // Where a header was refused, nobody asked the cookies.
  const areTokensBad = hasTokens(ctx) && !req.userdb?.header && hasTokenCookie(req, ctx.config);
  if (areTokensBad) clearTokenCookies(req, res, ctx.config);
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

function hasTokens({ config }: Context): boolean {
  return config.endpoints.oauth.enabled;
}

function settled(start: (done: (error?: unknown) => void) => unknown): Promise<void> {
  return new Promise((resolve, reject) => start((error) => (error ? reject(error) : resolve())));
}
