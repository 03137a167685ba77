// What may leave of a user: picked by name, never pruned, so that a new column stays inside until somebody names it.
import type { Config } from '../config/schema.ts';
import type { Account, Role, Status, User } from '../store/store.ts';

export interface PublicAccount {
  id: string;
  name: string;
  status: Status;
}

export interface PublicRole {
  id: string;
  name: string;
  description: string | null;
  status: Status;
  account_id: string;
}

/** The user as answers, mails and `req.user` have it, before a transformer. */
export interface Answerable {
  id: string;
  username: string;
  email: string;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  fullName: string;
  status: Status;
  /** ISO 8601, in UTC, with milliseconds. */
  createdAt: string;
  modifiedAt: string;
  account_id: string;
  accounts: PublicAccount[];
  /** Those that are ENABLED. */
  roles: PublicRole[];
  customData?: Record<string, unknown>;
  /** True when a new password is due, else absent. */
  password_expired?: true;
}

export function publicUser(config: Config, user: User): Answerable {
  const { id, username, email, givenName, middleName, surname, fullName, status, account } = user;
  return {
    id,
    username,
    email,
    givenName,
    middleName,
    surname,
    fullName,
    status,
    createdAt: user.createdAt.toISOString(),
    modifiedAt: modifiedAt(user),
    account_id: account.id,
    accounts: [publicAccount(account)],
    roles: enabledRoles(user).map(publicRole),
    ...(config.endpoints.me.expand.customData && { customData: publicCustomData(user) }),
  };
}

/** When a user was changed last, or made: ISO 8601, in UTC, with milliseconds. */
export function modifiedAt({ createdAt, updatedAt }: Pick<User, 'createdAt' | 'updatedAt'>): string {
  return (updatedAt ?? createdAt).toISOString();
}

/** Stormpath kept API keys among it: imported ones are as secret as any. */
export function publicCustomData({ customData }: Pick<User, 'customData'>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(customData).filter(([name]) => !isHidden(name)));
}

/** Whether a key of customData is never sent. */
export function isHidden(name: string): boolean {
  return name.startsWith('stormpathApiKey_');
}

/** A disabled role is as good as none. */
export function enabledRoles(user: User): Role[] {
  return user.roles.filter((role) => role.status === 'ENABLED');
}

function publicAccount({ id, name, status }: Account): PublicAccount {
  return { id, name, status };
}

function publicRole({ id, name, description, status, accountId }: Role): PublicRole {
  return { id, name, description, status, account_id: accountId };
}
