// HTML or JSON (wire 1.1), and where people may be sent (wire 1.10).
import type { Request } from 'express';
import type { Config } from '../config/schema.ts';
import { pagePath } from '../mail/links.ts';

export type Mode = 'json' | 'html';

/** What the request prefers of what we produce; null when it wants something else. */
export function modeOf(req: Request, { produces }: Config): Mode | null {
  // By the Accept header alone: the old clients do not say that they are scripts.
  const type = req.accepts([...produces]);
  if (type === false) return null;
  return type === 'text/html' ? 'html' : 'json';
}

/** Whether the request prefers an HTML page, whatever we produce. */
export function prefersHtml(req: Request): boolean {
  return req.accepts(['application/json', 'text/html']) === 'text/html';
}

/** The path of `?next=`, if it leads nowhere but to this site. */
export function safeNext(req: Request): string | null {
  const { next } = req.query;
  if (typeof next !== 'string') return null;
  // One slash: browsers read // and /\ as another host, and drop control characters in between.
  return /^\/(?![/\\])/.test(next) && !/[\p{Cc}\\]/u.test(next) ? next : null;
}

/** The sign-in page, with the way back to what was asked for. */
export function loginLocation(req: Request, config: Config): string {
  return `${pagePath(config, 'login')}?next=${encodeURIComponent(req.originalUrl)}`;
}
