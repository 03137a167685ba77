// authenticated and authorized, for an application's own routes.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { redirect } from './answer.ts';
import { askedOf } from './express.ts';
import { loginLocation, prefersHtml } from './negotiate.ts';
import { sendProblem } from './problem.ts';
import { forgetEnded } from './session.ts';

/**
 * Lets signed-in users through; others get 401 as JSON, or the sign-in page in a browser. What a request carries in
 * `login` and `password` counts at `POST /login` only.
 *
 * @example
 * app.get('/patients', userdb.authenticated, (req, res) => res.json(['Ann']));
 * const server = app.listen(0);
 * const answer = await fetch(`http://localhost:${server.address().port}/patients`);
 * console.log(answer.status); // → 401
 * server.close();
 */
export function authenticated(req: Request, res: Response, next: NextFunction): void {
  const { ctx, me } = askedOf(req);
  if (me) next();
  else refuseVisitor(req, res, ctx);
}

/** 401 as JSON, or the way to the sign-in page and back in a browser. */
export function refuseVisitor(req: Request, res: Response, ctx: Context): void {
  res.vary('Accept');
  forgetEnded(req, res, ctx)
    .catch((error: unknown) => ctx.logger.error('a dead session cannot be dropped', { error: String(error) }))
    .then(() => {
      if (prefersHtml(req)) redirect(res, loginLocation(req, ctx.config));
      else sendProblem(res, new UserdbError('UNAUTHENTICATED'), ctx.logger);
    });
}

/**
 * Lets users with a role through; others get 403, visitors 401.
 *
 * @param roles  names; a super-admin needs none of them
 * @param all    true: the user needs every one; false (the default): one is enough
 * @throws TypeError when there is no role to ask for
 * @example
 * app.get('/records', userdb.authenticated, userdb.authorized(['admin', 'doctor']), (req, res) => res.json([]));
 * const server = app.listen(0);
 * const answer = await fetch(`http://localhost:${server.address().port}/records`);
 * console.log(answer.status); // → 401
 * server.close();
 */
export function authorized(roles: string | readonly string[], all = false): RequestHandler {
  const names = [roles].flat();
  // A name that was spelt wrong in the application is undefined here, and would open the route to everybody.
  if (names.length === 0 || names.some((name) => typeof name !== 'string' || name === '')) {
    throw new TypeError('authorized takes a role or a list of roles; to ask for a sign-in only, use authenticated');
  }
  return (req, res, next) => {
    const { ctx, me } = askedOf(req);
    if (!me) refuseVisitor(req, res, ctx);
    else if (req.user?.can(roles, all)) next();
    else sendProblem(res, new UserdbError('FORBIDDEN'), ctx.logger);
  };
}

/** `authorized(roles)`, by a name that says what it does. */
export const authorizedAny = (roles: string | readonly string[]): RequestHandler => authorized(roles, false);

/** `authorized(roles, true)`, by a name that says what it does. */
export const authorizedAll = (roles: string | readonly string[]): RequestHandler => authorized(roles, true);
