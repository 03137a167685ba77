// Lets an API key say who is asking, within the bounds that sign-ins have.
import type { Context } from '../context.ts';
import type { User } from '../store/store.ts';
import { userOfApiKey } from '../workflows/apiKeys.ts';
import type { ChosenApiKey } from '../workflows/apiKeysInCustomData.ts';
import type { Limits } from './limits.ts';

/**
 * A key that was good a moment ago is not counted: programs send theirs with every request.
 *
 * @param countsClient  false where the client's sign-ins were counted already
 * @throws UserdbError API_KEY_INVALID, TOO_MANY_REQUESTS, BUSY
 */
export function countedApiKey(
  ctx: Context,
  limits: Limits,
  key: ChosenApiKey,
  { countsClient }: { countsClient: boolean },
): Promise<User> {
  return userOfApiKey(ctx, key, async () => {
    if (countsClient) await limits.countClient('login', ctx.client.address);
    // Apart from logins, and never forgiven: two people may have chosen one id, and neither may clear the other's count.
    await limits.countLogin(`API key ${key.keyId}`);
  });
}
