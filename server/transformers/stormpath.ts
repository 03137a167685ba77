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

/** What a group shows of a role. */
type GroupRole = Pick<Role, 'id' | 'name' | 'description' | 'status' | 'customData'>;

export interface Groups {
  href: string;
  size: number;
  items: Group[];
}

export interface StormpathAccount extends Omit<Answerable, 'status'> {
  /** Absolute; what other systems know this user by. */
  href: string;
  status: Exclude<Status, 'PENDING'> | 'UNVERIFIED';
  groups?: Groups;
}

/** What other systems, and access tokens, know a user by: an absolute URL. */
export function hrefOf(config: Config, userId: string): string {
  return `${config.accounts_href ?? `${baseOf(config)}/accounts`}/${userId}`;
}

/**
 * @param roles  the user's enabled roles, whose customData a group shows
 */
export function stormpath(config: Config, user: Answerable, roles: readonly Role[]): StormpathAccount {
  const { id, status } = user;
  const href = hrefOf(config, id);
  return {
    href,
    ...user,
    status: status === 'PENDING' ? 'UNVERIFIED' : status,
    ...(config.endpoints.me.expand.groups && { groups: groupsOf(config, href, roles) }),
  };
}

export function groupsOf(config: Config, href: string, roles: readonly GroupRole[]): Groups {
  const groupsHref = config.groups_href ?? `${baseOf(config)}/groups`;
  const items = roles.map(({ id, name, description, status, customData }) => ({
    href: `${groupsHref}/${id}`,
    name,
    description,
    status,
    customData,
  }));
  return { href: `${href}/groups`, size: items.length, items };
}

function baseOf({ baseUrl }: Config): string {
  return baseUrl.replace(/\/+$/, '');
}
