// Whether a password is that of a user whom somebody has found already.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { countFailedLogin } from './lockout.ts';

/**
 * Checks the password of a user by id. Nobody and a wrong password take the same time, and read the same.
 *
 * @param counted  a wrong one counts, as at the other doors
 * @throws UserdbError PASSWORD_MISMATCH, BUSY
 */
export async function verifyPasswordOf(
  ctx: Context,
  id: string,
  password: string,
  { counted }: { counted: boolean },
): Promise<void> {
  const user = await ctx.store.users.findById(id);
  if (await ctx.passwords.verify(password, user?.password)) return;
  if (counted) await countFailedLogin(ctx, user);
  throw new UserdbError('PASSWORD_MISMATCH', { field: 'password' });
}
