// Who may do what to whom: one table, from which the endpoints, the tests and the documentation are made.
import type { Config } from '../config/schema.ts';
import { UserdbError } from '../errors.ts';
import type { User } from '../store/store.ts';

/** `own`: to what belongs to the account (tenant) of who asks; `all`: to everything. */
type Scope = 'own' | 'all';

/** What each action takes; a super-admin may do all of it everywhere. */
export const PERMISSIONS = {
  'users.list': { admin: 'own' },
  'users.create': { admin: 'own' },
  'users.update': { admin: 'own' },
  'users.remove': { admin: 'own' },
  'users.set-status': { admin: 'own' },
  'users.sign-out': { admin: 'own' },
  'users.reset-password': { admin: 'own' },
  'users.invite': { admin: 'own' },
  'users.import': { admin: 'own' },
  'accounts.list': { admin: 'own' },
  'accounts.create': {},
  'accounts.update': { admin: 'own' },
  'accounts.remove': { admin: 'own' },
  'accounts.set-status': { admin: 'own' },
  'accounts.select': {},
  'accounts.roles': { admin: 'own' },
  'roles.list': { admin: 'own' },
  'roles.update': { admin: 'own' },
  'roles.remove': { admin: 'own' },
  'events.list': { admin: 'own' },
} as const satisfies Record<string, { admin?: Scope }>;

export type Permission = keyof typeof PERMISSIONS;

/** The role by which a user administers the own account. */
export const ADMIN = 'admin';

/** Who does something, and to what: to one account, or (null) to all of them. */
export interface Actor {
  /** Null for who runs the server: the command line and the functions of the library. */
  user: User | null;
  accountId: string | null;
}

/** Who runs the server, and so may do everything. */
export const OPERATOR: Actor = { user: null, accountId: null };

/** The id that events name as `by`. */
export function idOf({ user }: Actor): string | null {
  return user?.id ?? null;
}

/** Whether these are the actor's own: nobody may be shut out by oneself. */
export function isOneself(actor: Actor, user: Pick<User, 'id'>): boolean {
  return actor.user?.id === user.id;
}

/** @throws UserdbError SUPER_ADMIN_ONLY for who acts in one account only */
export function assertEverywhere({ accountId }: Actor): void {
  if (accountId !== null) throw new UserdbError('SUPER_ADMIN_ONLY');
}

/**
 * The account that a list is about: the one asked for, the actor's own, or (undefined) all of them.
 *
 * @throws UserdbError FORBIDDEN for another account than the actor's
 */
export function accountIn({ accountId: own }: Actor, accountId: string | undefined): string | undefined {
  if (own !== null && accountId !== undefined && accountId !== own) throw new UserdbError('FORBIDDEN');
  return own ?? accountId;
}

/** @throws UserdbError FORBIDDEN when the user has no role for it */
export function actorFor(config: Config, user: User, permission: Permission): Actor {
  const has = (role: string) => user.roles.some(({ name, status }) => name === role && status === 'ENABLED');
  if (has(config['super-admin'])) return { user, accountId: null };
  const allowed: { admin?: Scope } = PERMISSIONS[permission];
  if (allowed.admin === undefined || !has(ADMIN)) throw new UserdbError('FORBIDDEN');
  return { user, accountId: user.account.id };
}

/**
 * Refuses what is another account's: in the very words in which an unknown id is refused to who may not see all.
 *
 * @throws UserdbError FORBIDDEN; for who may do it everywhere, `unknown` when there is nothing of that id
 */
export function within<Thing>(
  { accountId }: Actor,
  thing: Thing | null,
  accountOf: (thing: Thing) => string,
  unknown: 'USER_UNKNOWN' | 'ACCOUNT_UNKNOWN' | 'ROLE_UNKNOWN',
): Thing {
  if (thing !== null && (accountId === null || accountOf(thing) === accountId)) return thing;
  throw new UserdbError(accountId === null ? unknown : 'FORBIDDEN');
}
