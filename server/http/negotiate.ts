// HTML or JSON (wire 1.1), and where people may be sent (wire 1.10).
import type { Request } from 'express';
import type { Config } from '../config/schema.ts';
import { pagePath } from '../mail/links.ts';

export type Mode = 'json' | 'html';

const TYPES = ['application/json', 'text/html'] as const;

/** What the request prefers of what we produce; null when it wants something else. */
export function modeOf(req: Request, { produces }: Config): Mode | null {
  // By the Accept header alone: the old clients do not say that they are scripts. Asked with both types, or the */* at
  // the end of a browser's header would get it JSON where no HTML is produced.
  const type = req.accepts([...new Set([...produces, ...TYPES])]);
  const produced = produces.find((one) => one === type);
  if (produced === undefined) return null;
  return produced === 'text/html' ? 'html' : 'json';
}

/** Whether the request prefers an HTML page, whatever we produce. */
export function prefersHtml(req: Request): boolean {
  return req.accepts([...TYPES]) === 'text/html';
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
