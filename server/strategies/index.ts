// Passport strategies by realm: `local` is ours, the application may add more.

import type { Config, Logger } from '../config/schema.ts';
import type { User } from '../store/store.ts';
import { localStrategy, type VerifyPassword } from './local.ts';
import { Passport, type PassportInstance, type Strategy } from './passport.ts';

/** What a `strategies` function gets: `passport.use(name, strategy)` makes `name` a realm. */
export interface StrategyHost {
  log: Logger;
  config: Config;
  passport: PassportInstance;
}

/** Adds passport strategies; called once, when userdb starts. */
export type InstallStrategies = (host: StrategyHost, verifyPassword: VerifyPassword) => void | Promise<void>;

export interface Realms {
  passport: PassportInstance;
  has(realm: string): boolean;
  /** The user, if a strategy found somebody by `verifyPassword`: who passed everything already. */
  admitted(found: object): User | null;
}

export const DEFAULT_REALM = 'local';

export async function installStrategies(
  config: Config,
  logger: Logger,
  verifyPassword: VerifyPassword,
): Promise<Realms> {
  const passport = new Passport();
  const names = new Set<string>();
  const use = passport.use.bind(passport);
  // Passport does not tell which strategies it has, and its own `session` must never be chosen by a header.
  passport.use = (nameOrStrategy: string | Strategy, strategy?: Strategy) => {
    const name = typeof nameOrStrategy === 'string' ? nameOrStrategy : nameOrStrategy.name;
    const added = typeof nameOrStrategy === 'string' ? strategy : nameOrStrategy;
    if (!name || !added) throw new Error('a strategy takes a name: passport.use(name, strategy)');
    names.add(name);
    use(name, added);
    return passport;
  };
  const admitted = new WeakMap<object, User>();
  const verify: VerifyPassword = (request, login, password, done) => {
    verifyPassword(request, login, password, (error, user) => {
      if (user) admitted.set(user, user);
      done(error, user);
    });
  };
  passport.use(DEFAULT_REALM, localStrategy(verify));
  await config.strategies?.({ log: logger, config, passport }, verify);
  names.delete('session');
  return { passport, has: (realm) => names.has(realm), admitted: (found) => admitted.get(found) ?? null };
}
