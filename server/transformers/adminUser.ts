// What administrators get to see of users, accounts and roles: picked by name like everything that is sent. The admin
// pages, userdb 1's too, rely on these shapes, so a `transformer` of the application does not change them.
import type { Config } from '../config/schema.ts';
import type { Account, Role, Status, User } from '../store/store.ts';
import { toEpoch } from '../time.ts';
import { enabledRoles, modifiedAt, type PublicAccount, type PublicRole, publicCustomData } from './publicUser.ts';
import { type Groups, groupsOf, hrefOf } from './stormpath.ts';

export interface AdminRole extends PublicRole {
  customData: Record<string, unknown>;
}

/** An account as it is part of a user. */
export interface AdminUsersAccount extends PublicAccount {
  description: string | null;
  customData: Record<string, unknown>;
}

export interface AdminAccount extends AdminUsersAccount {
  /** Epoch seconds. */
  created_date: number;
  updated_date: number | null;
}

export interface AdminUser {
  href: string;
  id: string;
  username: string;
  email: string;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  fullName: string;
  /** As stored. */
  status: Status;
  /** ISO 8601, in UTC, with milliseconds. */
  createdAt: string;
  modifiedAt: string;
  /** Null for who never signed in. */
  lastLoginAt: string | null;
  /** The same in epoch seconds; null for a user who was never changed. */
  created_date: number;
  updated_date: number | null;
  account_id: string;
  /** The one account of the user. */
  accounts: AdminUsersAccount[];
  /** All of them, disabled ones too. */
  roles: AdminRole[];
  /** Those that are ENABLED, in Stormpath's shape. */
  groups: Groups;
  customData: Record<string, unknown>;
}

export function adminUser(config: Config, user: User): AdminUser {
  const { id, username, email, givenName, middleName, surname, fullName, status, account, createdAt, updatedAt } = user;
  const href = hrefOf(config, id);
  return {
    href,
    id,
    username,
    email,
    givenName,
    middleName,
    surname,
    fullName,
    status,
    createdAt: createdAt.toISOString(),
    modifiedAt: modifiedAt(user),
    lastLoginAt: user.lastLoginAt?.toISOString() ?? null,
    created_date: toEpoch(createdAt),
    updated_date: updatedAt && toEpoch(updatedAt),
    account_id: account.id,
    accounts: [usersAccount(account)],
    roles: user.roles.map(adminRole),
    groups: groupsOf(config, href, enabledRoles(user)),
    customData: publicCustomData(user),
  };
}

export function adminAccount(account: Account): AdminAccount {
  const { createdAt, updatedAt } = account;
  return {
    ...usersAccount(account),
    created_date: toEpoch(createdAt),
    updated_date: updatedAt && toEpoch(updatedAt),
  };
}

export function adminRole({ id, name, description, status, customData, accountId }: Role): AdminRole {
  return { id, name, description, status, customData, account_id: accountId };
}

function usersAccount({ id, name, description, status, customData }: Account): AdminUsersAccount {
  return { id, name, description, status, customData };
}
