// req.user.has, can and canOnly.
import type { User } from '../store/store.ts';
import { enabledRoles } from '../transformers/publicUser.ts';

export interface UserHelpers {
  /** Whether the user has an enabled role of this name. */
  has(role: string): boolean;
  /** Whether the user has one of the roles, or all of them with `all`; a super-admin can do everything. */
  can(roles?: string | readonly string[], all?: boolean): boolean;
  /** The same without the exception for super-admins. */
  canOnly(roles?: string | readonly string[], all?: boolean): boolean;
}

/** Adds the helpers to a copy of what is sent of `user`. */
export function withHelpers<Sent extends object>(sent: Sent, user: User, superAdmin: string): Sent & UserHelpers {
  return addHelpers({ ...sent }, enabledRoles(user), superAdmin);
}

/**
 * Adds the helpers to `sent` itself; functions are not in its JSON.
 *
 * @param roles  those that count
 */
export function addHelpers<Sent extends object>(
  sent: Sent,
  roles: readonly { name: string }[],
  superAdmin: string,
): Sent & UserHelpers {
  const names = new Set(roles.map((role) => role.name));
  const has = (role: string) => names.has(role);
  const canOnly: UserHelpers['canOnly'] = (wantedRoles = [], all = false) => {
    const wanted = [wantedRoles].flat();
    if (wanted.length === 0) return true;
    return all ? wanted.every(has) : wanted.some(has);
  };
  const can: UserHelpers['can'] = (wantedRoles, all) => has(superAdmin) || canOnly(wantedRoles, all);
  // Not enumerable: an application that spreads or stores req.user gets data only.
  const hidden = (value: unknown) => ({ value, enumerable: false, configurable: true });
  return Object.defineProperties(sent, { has: hidden(has), can: hidden(can), canOnly: hidden(canOnly) }) as Sent &
    UserHelpers;
}
