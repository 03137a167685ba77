// The header by which a page can tell somebody in time that the session is about to end.
import type { Response } from 'express';
import type { Context } from '../context.ts';
import { secondsLeft } from '../sessions/life.ts';
import { LONG_AGO } from '../workflows/sessions.ts';

export const SESSION_END = 'Userdb-Session-Expires-In';

/**
 * Says in how many seconds the session ends if nothing more is asked; nothing where sessions do not end by themselves.
 *
 * @param beganAt  when the user signed in; `LONG_AGO` for who came with a token, and has no session
 */
export function tellSessionEnd(res: Response, { config, clock }: Context, beganAt: Date): void {
  const seconds = beganAt > LONG_AGO ? secondsLeft(config, beganAt, clock()) : null;
  if (seconds !== null) res.set(SESSION_END, String(seconds));
}
