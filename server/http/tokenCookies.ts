// The cookies that access and refresh tokens travel in (wire 1.7).
import type { Request, Response } from 'express';
import type { Config } from '../config/schema.ts';
import type { Tokens } from '../workflows/tokenGrants.ts';
import { readCookie } from './readCookie.ts';

type Kind = 'accessToken' | 'refreshToken';

export interface TokenCookies {
  access: string | null;
  refresh: string | null;
}

/** What the request brought; an empty cookie is none. */
export function tokenCookiesOf(req: Request, { cookies }: Config): TokenCookies {
  return {
    access: readCookie(req, cookies.accessToken.name) || null,
    refresh: readCookie(req, cookies.refreshToken.name) || null,
  };
}

export function hasTokenCookie(req: Request, { cookies }: Config): boolean {
  return [cookies.accessToken, cookies.refreshToken].some(({ name }) => readCookie(req, name) !== undefined);
}

export function setTokenCookies(req: Request, res: Response, config: Config, tokens: Tokens): void {
  set(req, res, config, 'accessToken', tokens.accessToken, tokens.expiresAt);
  set(req, res, config, 'refreshToken', tokens.refreshToken, tokens.refreshExpiresAt);
}

/** Tells the browser to drop both, whichever it has. */
export function clearTokenCookies(req: Request, res: Response, config: Config): void {
  for (const kind of ['accessToken', 'refreshToken'] as const) {
    const { name } = config.cookies[kind];
    withdraw(res, name);
    res.clearCookie(name, optionsOf(req, config, kind));
  }
}

function set(req: Request, res: Response, config: Config, kind: Kind, value: string, expires: Date): void {
  const { name } = config.cookies[kind];
  withdraw(res, name);
  // No maxAge: Express would count both from now, and the cookie has to end in the very second that the token does.
  res.cookie(name, value, { ...optionsOf(req, config, kind), expires });
}

function optionsOf(req: Request, { cookies, basePath }: Config, kind: Kind) {
  const { httpOnly, secure, path, domain } = cookies[kind];
  return {
    path: path ?? basePath ?? '/',
    httpOnly,
    secure: secure ?? req.secure,
    sameSite: cookies.sameSite,
    ...(domain !== null && { domain }),
  };
}

/** One answer says one thing of a cookie: what it said of this one before is taken back. */
function withdraw(res: Response, name: string): void {
  const lines = [res.getHeader('Set-Cookie') ?? []].flat().map(String);
  const others = lines.filter((line) => !line.startsWith(`${name}=`));
  if (others.length > 0) res.setHeader('Set-Cookie', others);
  else res.removeHeader('Set-Cookie');
}
