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
export type InstallStrategies = (host: StrategyHost, verifyPassword: StrategyPassword) => void | Promise<void>;

/** Checks a password in the way of `local`, or, as in userdb 1, that of a user whom the strategy found. */
export interface StrategyPassword extends VerifyPassword {
  (user: { id: string }, password: string, done: (error: unknown) => void): void;
  (user: { id: string }, password: string): Promise<void>;
}

/** What a strategy's passwords are checked by. */
export interface PasswordChecks {
  /** By login: everything that stands between a person and a session. */
  byLogin: VerifyPassword;
  /** By user. @throws UserdbError PASSWORD_MISMATCH */
  ofUser(user: { id: string }, password: string): Promise<void>;
}

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
  { byLogin, ofUser }: PasswordChecks,
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
    byLogin(request, login, password, (error, user) => {
      if (user) admitted.set(user, user);
      done(error, user);
    });
  };
  passport.use(DEFAULT_REALM, localStrategy(verify));
  await config.strategies?.({ log: logger, config, passport }, eitherWay(verify, ofUser));
  names.delete('session');
  return { passport, has: (realm) => names.has(realm), admitted: (found) => admitted.get(found) ?? null };
}

/** Told apart by what comes third: a password, or who wants to be told. */
function eitherWay(byLogin: VerifyPassword, ofUser: PasswordChecks['ofUser']): StrategyPassword {
  const verify = (...given: unknown[]) => {
    const [first, second, third, fourth] = given;
    if (typeof third === 'string') return byLogin(...([first, second, third, fourth] as Parameters<VerifyPassword>));
    const checked = ofUser(first as { id: string }, String(second));
    if (typeof third !== 'function') return checked;
    checked.then(
      () => process.nextTick(third as () => void, null),
      (error: unknown) => process.nextTick(third as () => void, error),
    );
    return undefined;
  };
  return verify as StrategyPassword;
}
