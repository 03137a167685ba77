// authenticated and authorized, for an application's own routes.
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { redirect } from './answer.ts';
import { askedOf } from './express.ts';
import { loginLocation, prefersHtml } from './negotiate.ts';
import { sendProblem } from './problem.ts';
import { forgetEnded } from './session.ts';

/** Lets signed-in users through; others get 401 as JSON, or the sign-in page in a browser. */
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
 */
export function authorized(roles: string | readonly string[], all = false): RequestHandler {
  return (req, res, next) => {
    const { ctx, me } = askedOf(req);
    if (!me) refuseVisitor(req, res, ctx);
    else if (req.user?.can(roles, all)) next();
    else sendProblem(res, new UserdbError('FORBIDDEN'), ctx.logger);
  };
}

export const authorizedAny = (roles: string | readonly string[]): RequestHandler => authorized(roles, false);
export const authorizedAll = (roles: string | readonly string[]): RequestHandler => authorized(roles, true);
