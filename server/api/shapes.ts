// What the functions of the API give back of users: userdb 1's keys, without what must not leave.
import type { Config } from '../config/schema.ts';
import type { User } from '../store/store.ts';
import { type AdminRole, type AdminUser, adminUser } from '../transformers/adminUser.ts';
import { applied } from '../transformers/index.ts';
import { groupsOf, hrefOf } from '../transformers/stormpath.ts';

/** A user before the transformer, as the database has it; there is no hash in it, and no token. */
export type RawUser = Omit<AdminUser, 'href' | 'groups'>;

/** A user as the functions give it back: `href` and `groups` are what the transformer `stormpath` adds. */
export type ApiUser = RawUser & Partial<Pick<AdminUser, 'href' | 'groups'>>;

export type ApiRole = AdminRole;

/** Keys of userdb 1's rows that are given back; whatever else an object has, is not. */
const KEYS = [
  ...(['id', 'account_id', 'username', 'email', 'givenName', 'middleName', 'surname', 'fullName', 'status'] as const),
  ...(['createdAt', 'modifiedAt', 'created_date', 'updated_date', 'customData', 'accounts', 'roles'] as const),
] satisfies (keyof RawUser)[];

export function rawUser(config: Config, user: User): RawUser {
  return picked(adminUser(config, user));
}

export function picked(user: RawUser): RawUser {
  return Object.fromEntries(KEYS.map((key) => [key, user[key]])) as unknown as RawUser;
}

export function sentUser(config: Config, user: User): ApiUser {
  return transformed(config, rawUser(config, user));
}

/** The transformer's work. Typed as what the shipped transformers make; a function may make anything. */
export function transformed(config: Config, raw: RawUser): ApiUser {
  if (config.transformer === null) return raw;
  const href = hrefOf(config, raw.id);
  const roles = raw.roles.filter(({ status }) => status === 'ENABLED');
  const account = { href, ...raw, groups: groupsOf(config, href, roles) };
  if (config.transformer === 'stormpath') return account;
  // In the words in which it gets users on every other way.
  const status = raw.status === 'PENDING' ? 'UNVERIFIED' : raw.status;
  return applied(config.transformer, { ...account, status }) as ApiUser;
}
