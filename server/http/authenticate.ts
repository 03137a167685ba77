// Lets a passport strategy decide who is asking.
import type { Request, Response } from 'express';
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';
import { DEFAULT_REALM, type Realms } from '../strategies/index.ts';
import { admit } from '../workflows/signIn.ts';

/** The realm that the request asks for. @throws UserdbError REALM_UNKNOWN */
export function realmOf(req: Request, realms: Realms): string {
  const realm = req.get('realm') ?? DEFAULT_REALM;
  if (!realms.has(realm)) throw new UserdbError('REALM_UNKNOWN');
  return realm;
}

/**
 * @throws UserdbError LOGIN_FAILED when the strategy knows nobody, and what stands between this user and a session
 */
export async function authenticate(req: Request, res: Response, ctx: Context, realms: Realms): Promise<User> {
  const realm = realmOf(req, realms);
  const found = await byStrategy(req, res, realms, realm);
  const admitted = found && realms.admitted(found);
  if (admitted) return admitted;

  const { id } = (found ?? {}) as { id?: unknown };
  const user = typeof id === 'string' ? await ctx.store.users.findById(id) : null;
  if (user) return admit(ctx, user, realm);
  await record(ctx, { type: 'login.failed', userId: null, reason: realm });
  throw new UserdbError('LOGIN_FAILED');
}

/** Whom the strategy found; null when nobody. */
function byStrategy(req: Request, res: Response, { passport }: Realms, realm: string): Promise<object | null> {
  return new Promise((resolve, reject) => {
    const decide = (error: unknown, user?: object | false | null) => {
      if (error) reject(asLocalSays(error));
      else resolve(user || null);
    };
    const handler = passport.authenticate(realm, { session: false }, decide) as (
      req: Request,
      res: Response,
      next: (error?: unknown) => void,
    ) => void;
    handler(req, res, (error) => (error ? reject(error) : resolve(null)));
  });
}

/** A wrong password at a user whom the strategy found tells nobody that there is such a user. */
function asLocalSays(error: unknown): unknown {
  const isWrong = error instanceof UserdbError && error.code === 'PASSWORD_MISMATCH';
  return isWrong ? new UserdbError('LOGIN_FAILED') : error;
}
