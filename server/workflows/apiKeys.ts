// Programs prove who they are by an API key.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';
import type { ChosenApiKey } from './apiKeysInCustomData.ts';
import { mayStay } from './sessions.ts';

/**
 * Whose API key this is. An id may belong to several keys: the newest that the secret fits counts. A lock by wrong
 * passwords does not shut programs out.
 *
 * @param beforeHashing  runs when the secret was not seen lately and is hashed: counts the guess, and may refuse it
 * @throws UserdbError API_KEY_INVALID alike for an unknown id and a wrong secret; BUSY; what `beforeHashing` throws
 */
export async function userOfApiKey(
  ctx: Context,
  { keyId, secret }: ChosenApiKey,
  beforeHashing: () => Promise<void>,
): Promise<User> {
  const keys = await ctx.store.apiKeys.findAll(keyId);
  const hashes = keys.map((key) => key.secret);
  const recalled = ctx.passwords.secrets.recall(secret, hashes);
  if (recalled === null) await beforeHashing();
  const index = recalled ?? (await ctx.passwords.secrets.find(secret, hashes));

  const key = index === null ? undefined : keys[index];
  const user = key ? await ctx.store.users.findById(key.userId) : null;
  if (user && mayStay(user)) return user;
  // Once a minute is enough for a program that goes on asking after its user was disabled.
  if (recalled === null) await record(ctx, { type: 'login.failed', userId: user?.id ?? null, reason: 'api key' });
  throw new UserdbError('API_KEY_INVALID');
}
