// From a login and a password to a user who may come in.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';
import { countFailedLogin, lockRule } from './lockout.ts';
import { passStages } from './stages.ts';

/**
 * Checks a password.
 *
 * @param login  user name or e-mail address
 * @throws UserdbError LOGIN_FAILED alike for an unknown login and a wrong password; to who has the right password also
 *   LOGIN_UNVERIFIED, LOGIN_DISABLED, LOGIN_LOCKED
 */
export async function signIn(ctx: Context, { login, password }: { login: string; password: string }): Promise<User> {
  const user = await ctx.store.users.findByLogin(login);
  const fits = await ctx.passwords.verify(password, user?.password);
  if (!user || !fits) {
    await countFailedLogin(ctx, user);
    throw new UserdbError('LOGIN_FAILED');
  }

  const admitted = await admit(ctx, user, 'password');
  if (ctx.passwords.isOutdated(user.password)) await improveHash(ctx, user, password);
  return admitted;
}

/** Nobody stays outside because of it: what cannot be done now is done at the next sign-in. */
async function improveHash(ctx: Context, user: User, password: string): Promise<void> {
  try {
    await ctx.store.users.improvePasswordHash(user.id, user.password, await ctx.passwords.hash(password));
  } catch (error) {
    ctx.logger.error('a hash could not be improved', { userId: user.id, error: String(error) });
  }
}

/**
 * Lets in a user who has proved who they are.
 *
 * @param user  as read when the proof was made; the session belongs to that epoch, so that a password changed meanwhile
 *   ends it before it begins
 * @param by    how: `password`, or the name of a strategy
 * @throws UserdbError LOGIN_UNVERIFIED, LOGIN_DISABLED, LOGIN_LOCKED
 */
export async function admit(ctx: Context, user: User, by: string): Promise<User> {
  try {
    passStages(ctx, user);
    // Decided by the database: while this password was checked, forty wrong ones may have locked the user.
    if (!(await ctx.store.users.noteLogin(user.id, lockRule(ctx), ctx.clock()))) {
      passStages(ctx, (await ctx.store.users.findById(user.id)) ?? user);
      throw new UserdbError('LOGIN_LOCKED');
    }
  } catch (error) {
    if (error instanceof UserdbError) await record(ctx, { type: 'login.failed', userId: user.id, reason: error.code });
    throw error;
  }
  await record(ctx, { type: 'login.succeeded', userId: user.id, by });
  const present = await ctx.store.users.findById(user.id);
  return { ...(present ?? user), sessionEpoch: user.sessionEpoch };
}
