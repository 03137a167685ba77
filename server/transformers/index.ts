// From a user to what is sent of one, as `transformer` in the configuration says.
import type { Config } from '../config/schema.ts';
import type { User } from '../store/store.ts';
import { type Answerable, enabledRoles, publicUser } from './publicUser.ts';
import { type StormpathAccount, stormpath } from './stormpath.ts';

/** An application's own transformer: gets the object that would be sent, returns what is sent instead. */
export type TransformUser = (user: StormpathAccount) => object;

export interface TransformContext {
  /** The password has to be replaced. */
  passwordExpired?: boolean;
}

/** What is sent of `user`, and what applications find in `req.user`. */
export function transform(config: Config, user: User, { passwordExpired = false }: TransformContext = {}): object {
  const picked: Answerable = {
    ...publicUser(config, user),
    ...(passwordExpired && { password_expired: true as const }),
  };
  if (config.transformer === null) return picked;
  const account = stormpath(config, picked, enabledRoles(user));
  return config.transformer === 'stormpath' ? account : applied(config.transformer, account);
}

/** What an application's transformer makes of a user. @throws TypeError when it is no object, or a promise */
export function applied(transformer: TransformUser, user: StormpathAccount): object {
  const sent = transformer(user);
  // A promise would be sent as an empty object, and nobody would know why.
  if (typeof sent === 'object' && sent !== null && !('then' in sent)) return sent;
  throw new TypeError('transformer has to return an object, and no promise');
}
