// The user in Stormpath's words, where "account" means the user and groups are roles.
import type { Config } from '../config/schema.ts';
import type { Role, Status } from '../store/store.ts';
import type { Answerable } from './publicUser.ts';

interface Group {
  href: string;
  name: string;
  description: string | null;
  status: Status;
  customData: Record<string, unknown>;
}

export interface StormpathAccount extends Omit<Answerable, 'status'> {
  /** Absolute; what other systems know this user by. */
  href: string;
  status: Exclude<Status, 'PENDING'> | 'UNVERIFIED';
  groups?: { href: string; size: number; items: Group[] };
}

/**
 * @param roles  the user's enabled roles, whose customData a group shows
 */
export function stormpath(config: Config, user: Answerable, roles: readonly Role[]): StormpathAccount {
  const { id, status } = user;
  const base = config.baseUrl.replace(/\/+$/, '');
  const href = `${config.accounts_href ?? `${base}/accounts`}/${id}`;
  const groupsHref = config.groups_href ?? `${base}/groups`;
  const items = roles.map(({ id: roleId, name, description, status: roleStatus, customData }) => ({
    href: `${groupsHref}/${roleId}`,
    name,
    description,
    status: roleStatus,
    customData,
  }));
  return {
    href,
    ...user,
    status: status === 'PENDING' ? 'UNVERIFIED' : status,
    ...(config.endpoints.me.expand.groups && { groups: { href: `${href}/groups`, size: items.length, items } }),
  };
}
