// The functions of a userdb, as an application and its scripts call them.
import { accountFunctions } from './accounts.ts';
import { takesCallback, withCallbacks } from './callback.ts';
import { loggingFunctions } from './logging.ts';
import { mailFunctions } from './mails.ts';
import type { Parts } from './parts.ts';
import { passwordFunctions, plainPasswordFunctions } from './passwords.ts';
import { requestFunctions, tracerFunctions } from './requests.ts';
import { roleFunctions } from './roles.ts';
import { type SearchForUsers, searchFunctions, streamFunctions } from './search.ts';
import { tokenFunctions } from './tokens.ts';
import { userFunctions } from './users.ts';
import { workflowFunctions } from './workflowFunctions.ts';

/** Every function but those of a userdb's own life: `initialize`, `ready`, `close` and so on. */
export type Api = ReturnType<typeof createApi>;

export function createApi(parts: Parts) {
  const { searchForUsers, ...search } = searchFunctions(parts);
  return {
    ...withCallbacks({
      ...userFunctions(parts),
      ...search,
      ...passwordFunctions(parts),
      ...workflowFunctions(parts),
      ...roleFunctions(parts),
      ...accountFunctions(parts),
      ...mailFunctions(parts),
    }),
    // What it gives back depends on whether there are options, which is more than a rule for all functions can say.
    searchForUsers: takesCallback(searchForUsers) as SearchForUsers,
    users: streamFunctions(parts),
    ...plainPasswordFunctions(parts),
    ...loggingFunctions(parts),
    ...requestFunctions(parts),
    utils: { ...tokenFunctions(parts), ...tracerFunctions(parts) },
  };
}
