// What an application puts in front of its own routes, and on users that it found itself.
import type { RequestHandler } from 'express';
import { authenticated, authorized, authorizedAll, authorizedAny } from '../http/guards.ts';
import { tracer } from '../http/tracer.ts';
import { addHelpers, type UserHelpers } from '../http/userHelpers.ts';
import { objectOf } from './arguments.ts';
import type { Parts } from './parts.ts';
import { type ApiUser, picked, type RawUser, transformed } from './shapes.ts';

/** A user of the API, or one of the application's own with roles. */
export interface HasRoles {
  roles?: readonly { name: string; status?: string }[];
}

export function requestFunctions({ config }: Parts) {
  return {
    authenticated,
    authorized,
    authorizedAny,
    authorizedAll,

    /**
     * Puts `has`, `can` and `canOnly` on a user that a function gave back, as they are on `req.user`. They go by the
     * ENABLED roles of the object, and are neither in its JSON nor in copies of it.
     *
     * @throws UserdbError ARGUMENT_INVALID when it is no object
     * @example
     * const user = await userdb.findUserById(ann.id);
     * userdb.addUserHelpers(user);
     * console.log(user.has('doctor'), user.can(['doctor', 'nurse']), user.canOnly(['nurse'])); // → true true false
     */
    addUserHelpers<User extends HasRoles>(user: User): asserts user is User & UserHelpers {
      objectOf('user', user);
      const enabled = (user.roles ?? []).filter(({ status = 'ENABLED' }) => status === 'ENABLED');
      addHelpers(user, enabled, config()['super-admin']);
    },

    /**
     * What the configured `transformer` makes of a user that was given back without it (by `findOrCreateUser`,
     * `getAccountUsers` or `verifyPasswordResetToken`). The keys of userdb are taken, whatever else the object has.
     *
     * @returns a new object; `user` stays as it is
     * @throws UserdbError ARGUMENT_INVALID when it is no object
     * @example
     * const [user] = await userdb.getAccountUsers(acme);
     * console.log(user.href, userdb.transformer(user).href === `http://localhost:3000/accounts/${user.id}`);
     * // → undefined true
     */
    transformer(user: RawUser): ApiUser {
      objectOf('user', user);
      return transformed(config(), picked({ ...user, roles: user.roles ?? [] }));
    },
  };
}

export function tracerFunctions({ logger }: Parts) {
  return {
    /**
     * Middleware that writes a line to the log for each request, as `debugEndpoints` does for those of userdb: method,
     * path, status, milliseconds and the names of the fields, never what was in them.
     *
     * @example
     * const trace = userdb.utils.tracer(); // app.use(trace)
     * console.log(trace.length); // → 3
     */
    tracer(): RequestHandler {
      return (req, res, next) => tracer(logger())(req, res, next);
    },
  };
}
