// Who is asking: the one place that decides it, by header, session or token cookies (wire 1.7, 2.10).
import type { NextFunction, Request, Response } from 'express';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { readLocale } from '../mail/languages.ts';
import type { Answerable } from '../transformers/publicUser.ts';
import { LONG_AGO, type Resumed, resumeSession } from '../workflows/sessions.ts';
import { isCurrent, refreshAccess, resumeByAccessToken } from '../workflows/tokenGrants.ts';
import { apiKeyOf, bearerTokenOf, type Scheme, schemeOf } from './authorization.ts';
import { countedApiKey } from './clientAuthentication.ts';
import './express.ts';
import type { Limits } from './limits.ts';
import { readCookie } from './readCookie.ts';
import { dropDeadSession, publicUserOf } from './session.ts';
import { setTokenCookies, tokenCookiesOf } from './tokenCookies.ts';
import { withHelpers } from './userHelpers.ts';

/** The language that somebody chose, for the mails to this person. Pages set it. */
const LOCALE_COOKIE = 'userdb_locale';

/** What was found, and the kind of Authorization header that decided it; null where cookies did. */
interface Found {
  me: Resumed | null;
  header: Scheme | null;
}

/** Finds out who is asking, for the endpoints and for the application: req.userdb, req.user. */
export function identify(ctx: Context, limits: Limits) {
  return async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    try {
      const own = contextFor(req, ctx);
      const signedIn = req.session?.userdb !== undefined;
      const bySession = signedIn ? await resumeSession(own, req.sessionID) : null;
      const hasEnded = signedIn && !bySession;
      if (hasEnded) await dropDeadSession(req);

      const { me, header } = ctx.config.endpoints.oauth.enabled
        ? await find(own, limits, req, res, bySession)
        : { me: bySession, header: null };
      req.userdb = { ctx: own, me, hasEnded, header };
      // Typed as what the shipped transformers send; an application with its own adds to Express.User.
      const sent = me && (publicUserOf(own, me.user) as Answerable);
      if (sent) req.user = withHelpers(sent, me.user, ctx.config['super-admin']);
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** For addresses at which nobody is signed in, whatever the request brings along. */
export function asVisitor(ctx: Context) {
  return (req: Request, _res: Response, next: NextFunction): void => {
    req.userdb = { ctx: contextFor(req, ctx), me: null, hasEnded: false, header: null };
    next();
  };
}

function contextFor(req: Request, ctx: Context): Context {
  const client = { address: req.ip ?? null, agent: req.get('User-Agent') ?? null };
  const locale = readLocale(readCookie(req, LOCALE_COOKIE));
  return { ...ctx, client, mailer: locale === null ? ctx.mailer : ctx.mailer.inLocale(locale) };
}

/** In the order of `oauth2.tokenLocations`. A header decides, good or bad; cookies that are no good leave it to the next. */
async function find(
  ctx: Context,
  limits: Limits,
  req: Request,
  res: Response,
  bySession: Resumed | null,
): Promise<Found> {
  const header = schemeOf(req);
  for (const place of ctx.config.oauth2.tokenLocations) {
    if (place === 'header' && header) return { me: await byHeader(ctx, limits, req), header };
    const me = place === 'cookie' ? await byCookies(ctx, req, res, bySession) : null;
    if (me) return { me, header: null };
  }
  return { me: bySession, header: null };
}

async function byHeader(ctx: Context, limits: Limits, req: Request): Promise<Resumed | null> {
  const token = bearerTokenOf(req);
  if (token) return resumeByAccessToken(ctx, token);
  const key = apiKeyOf(req);
  if (!key) return null;
  try {
    return { user: await countedApiKey(ctx, limits, key, { countsClient: true }), beganAt: LONG_AGO };
  } catch (error) {
    if (error instanceof UserdbError && error.code === 'API_KEY_INVALID') return null;
    throw error;
  }
}

/** By session, access token, or refresh token; the last brings new cookies, also to who has a session. */
async function byCookies(
  ctx: Context,
  req: Request,
  res: Response,
  bySession: Resumed | null,
): Promise<Resumed | null> {
  const { access, refresh } = tokenCookiesOf(req, ctx.config);
  if (bySession && (await isCurrent(ctx, access))) return bySession;
  const byAccess = !bySession && access ? await resumeByAccessToken(ctx, access) : null;
  if (byAccess) return byAccess;

  const refreshed = refresh ? await refreshAccess(ctx, refresh) : null;
  // A browser that has one person's session keeps no tokens of another.
  const isSame = !bySession || bySession.user.id === refreshed?.me.user.id;
  if (refreshed && isSame) setTokenCookies(req, res, ctx.config, refreshed.tokens);
  return bySession ?? refreshed?.me ?? null;
}
