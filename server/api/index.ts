// The functions of a userdb, as an application and its scripts call them.
import { accountFunctions } from './accounts.ts';
import { takesCallback, type WithCallbacks, withCallbacks } from './callback.ts';
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

type Of<Make extends (parts: Parts) => unknown> = ReturnType<Make>;

type Asynchronous = Of<typeof userFunctions> &
  Omit<Of<typeof searchFunctions>, 'searchForUsers'> &
  Of<typeof passwordFunctions> &
  Of<typeof workflowFunctions> &
  Of<typeof roleFunctions> &
  Of<typeof accountFunctions> &
  Of<typeof mailFunctions>;

type AtOnce = Of<typeof plainPasswordFunctions> & Of<typeof loggingFunctions> & Of<typeof requestFunctions>;

/**
 * Every function but those of a userdb's own life: `initialize`, `ready`, `close` and so on. Written out, so that editors
 * show the docstrings.
 */
export type Api = WithCallbacks<Asynchronous> &
  AtOnce & {
    searchForUsers: SearchForUsers;
    users: Of<typeof streamFunctions>;
    utils: Of<typeof tokenFunctions> & Of<typeof tracerFunctions>;
  };

export function createApi(parts: Parts): Api {
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
