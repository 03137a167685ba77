// The front door of the package: what an application may rely on.
import './runtime.ts';
// For its types: req.user has has, can and canOnly wherever userdb is imported.
import './http/express.ts';
import { ConfigError } from './config/load.ts';
import { UserdbError } from './errors.ts';
import { createUserdb } from './userdb.ts';

export type { ApiAccount } from './api/accounts.ts';
export type { Callback } from './api/callback.ts';
export type { FoundUsers, UserConditions, UserListOptions } from './api/search.ts';
export type { ApiRole, ApiUser, RawUser } from './api/shapes.ts';
export type { UserToCreate, UserToSave } from './api/users.ts';
export type { UserdbEvent, UserdbEventType } from './audit/events.ts';
export { ConfigError } from './config/load.ts';
export type { Config, Logger, Options } from './config/schema.ts';
export { type ErrorCode, UserdbError } from './errors.ts';
export { authenticated, authorized, authorizedAll, authorizedAny } from './http/guards.ts';
export type { UserHelpers } from './http/userHelpers.ts';
export type { InstallStrategies, StrategyHost } from './strategies/index.ts';
export type { AdminAccount } from './transformers/adminUser.ts';
export type { TransformUser } from './transformers/index.ts';
export type { Answerable } from './transformers/publicUser.ts';
export type { StormpathAccount } from './transformers/stormpath.ts';
export { createUserdb, type UserdbWithApi as Userdb } from './userdb.ts';

/** The userdb that most applications need; `createUserdb()` makes others. */
const userdb = Object.assign(createUserdb(), { createUserdb, ConfigError, UserdbError });
export default userdb;
// What `require('userdb')` gives, as it did in userdb 1.
export { userdb as 'module.exports' };
