// A line a request, for `debugEndpoints`. It says which fields came, and never what was in them.
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from '../config/schema.ts';

/** Names that may be printed: a password that was sent as a name must not be. */
const KNOWN = new Set([
  ...['login', 'username', 'email', 'password', 'existingPassword', 'confirmPassword', 'passwordAgain', 'sptoken'],
  ...['givenName', 'middleName', 'surname', 'customData', 'next', 'status'],
]);

export function tracer(logger: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const began = performance.now();
    res.once('close', () => {
      logger.info('request', {
        method: req.method,
        path: req.originalUrl.split('?')[0],
        status: res.statusCode,
        milliseconds: Math.round(performance.now() - began),
        query: names(req.query),
        body: names(req.body),
      });
    });
    next();
  };
}

function names(fields: unknown): string[] {
  if (typeof fields !== 'object' || fields === null) return [];
  return Object.keys(fields).map((name) => (KNOWN.has(name) ? name : '(another)'));
}
