// The front door of the package: what an application may rely on.
import './runtime.ts';
// For its types: req.user has has, can and canOnly wherever userdb is imported.
import './http/express.ts';
import { authenticated, authorized, authorizedAll, authorizedAny } from './http/guards.ts';
import { createUserdb, type Userdb } from './userdb.ts';

export type { UserdbEvent, UserdbEventType } from './audit/events.ts';
export { ConfigError } from './config/load.ts';
export type { Config, Logger, Options } from './config/schema.ts';
export { type ErrorCode, UserdbError } from './errors.ts';
export { authenticated, authorized, authorizedAll, authorizedAny } from './http/guards.ts';
export type { UserHelpers } from './http/userHelpers.ts';
export type { InstallStrategies, StrategyHost } from './strategies/index.ts';
export type { TransformUser } from './transformers/index.ts';
export type { Answerable } from './transformers/publicUser.ts';
export type { StormpathAccount } from './transformers/stormpath.ts';
export { createUserdb, type Userdb } from './userdb.ts';

/** A userdb with the guards on it, as `import userdb from 'userdb'` gives the one that most applications need. */
type SharedUserdb = Userdb & {
  authenticated: typeof authenticated;
  authorized: typeof authorized;
  authorizedAny: typeof authorizedAny;
  authorizedAll: typeof authorizedAll;
};

const userdb: SharedUserdb = Object.assign(createUserdb(), { authenticated, authorized, authorizedAny, authorizedAll });
export default userdb;
