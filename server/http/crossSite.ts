// Requests from other sites: refused when they change something (wire 1.9), allowed where CORS says so (wire 1.11).
import type { NextFunction, Request, Response } from 'express';
import type { Config } from '../config/schema.ts';

/** What the old clients send, and the header that names a way to sign in. */
const PREFLIGHT_HEADERS = 'Content-Type, Authorization, X-Stormpath-Agent, Realm';
/** What ours reads of refusals, and of how long a session lives. */
const EXPOSED_HEADERS = 'Userdb-Error, Userdb-Field, Userdb-Session-Expires-In, Retry-After, X-Request-Id';
const PREFLIGHT_SECONDS = '600';

/** Whether a browser says that another site made this request. Programs, which say nothing, pass. */
export function isCrossSite(req: Request, config: Config): boolean {
  if (!config.csrf.enabled) return false;
  const origin = req.get('Origin');
  if (origin !== undefined && config.cors.allowedOrigins.includes(origin)) return false;
  if (req.get('Sec-Fetch-Site') === 'cross-site') return true;
  return origin !== undefined && !isOwnOrigin(origin, req, config);
}

/** Whether nobody says where this request came from: a file can be sent by any page's form, and browsers say whose. */
export function isOfUnknownOrigin(req: Request, { csrf }: Config): boolean {
  return csrf.enabled && req.get('Origin') === undefined;
}

/** This host by its name as the browser knows it, which the page itself cannot forge; the scheme may be a proxy's. */
function isOwnOrigin(origin: string, req: Request, { baseUrl }: Config): boolean {
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === req.get('Host')?.toLowerCase() || origin === new URL(baseUrl).origin;
}

/** Answers preflights and marks answers, for the origins of `cors.allowedOrigins`. */
export function cors({ cors: { allowedOrigins, credentials } }: Config) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const origin = req.get('Origin');
    if (allowedOrigins.length > 0) res.vary('Origin');
    if (origin === undefined || !allowedOrigins.includes(origin)) {
      next();
      return;
    }

    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    if (credentials) res.set('Access-Control-Allow-Credentials', 'true');
    if (req.method !== 'OPTIONS' || req.get('Access-Control-Request-Method') === undefined) {
      next();
      return;
    }

    res.removeHeader('X-Powered-By');
    res.set({
      'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
      'Access-Control-Allow-Headers': PREFLIGHT_HEADERS,
      'Access-Control-Max-Age': PREFLIGHT_SECONDS,
      'X-Content-Type-Options': 'nosniff',
    });
    res.status(204).end();
  };
}
