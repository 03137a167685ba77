// A cookie of ours beside the session's: as that one in everything but its time.
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { readCookie } from './readCookie.ts';
import { cookieOptions } from './session.ts';

export interface Cookies {
  /** Undefined when the request has none of that name. */
  read(name: string): string | undefined;
  /** @param seconds  after which the browser drops it */
  write(name: string, value: string, seconds: number): void;
  remove(name: string): void;
}

export function cookiesOf(req: Request, res: Response, ctx: Context): Cookies {
  const { maxAge: _, secure, ...others } = cookieOptions(ctx);
  const options = { ...others, httpOnly: true, secure: secure === 'auto' ? req.secure : secure };
  return {
    read: (name) => readCookie(req, name),
    write: (name, value, seconds) => void res.cookie(name, value, { ...options, maxAge: seconds * 1000 }),
    remove: (name) => void res.clearCookie(name, options),
  };
}
