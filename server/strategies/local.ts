// Signing in with a login and a password.
import type { IncomingMessage } from 'node:http';
import { Strategy as LocalStrategy } from 'passport-local';
import type { User } from '../store/store.ts';
import type { Strategy } from './passport.ts';

type Done = (error: unknown, user?: User | false) => void;

/** Checks a login and a password in the way of `local`, for strategies that ask for these too. */
export type VerifyPassword = (request: IncomingMessage, login: string, password: string, done: Done) => void;

export function localStrategy(verifyPassword: VerifyPassword): Strategy {
  return new LocalStrategy({ usernameField: 'login', passReqToCallback: true }, (request, login, password, done) =>
    // Passport's types know the user as req.user has it; between strategy and workflow it is the stored one.
    verifyPassword(request, login, password, done as Done),
  );
}
