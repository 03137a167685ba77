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

/** Adds the helpers to what is sent of `user`; functions are not in its JSON. */
export function withHelpers<Sent extends object>(sent: Sent, user: User, superAdmin: string): Sent & UserHelpers {
  const names = new Set(enabledRoles(user).map((role) => role.name));
  const has = (role: string) => names.has(role);
  const canOnly: UserHelpers['canOnly'] = (roles = [], all = false) => {
    const wanted = [roles].flat();
    if (wanted.length === 0) return true;
    return all ? wanted.every(has) : wanted.some(has);
  };
  const can: UserHelpers['can'] = (roles, all) => has(superAdmin) || canOnly(roles, all);
  // Not enumerable: an application that spreads or stores req.user gets data only.
  const hidden = (value: unknown) => ({ value, enumerable: false });
  return Object.defineProperties(
    { ...sent },
    { has: hidden(has), can: hidden(can), canOnly: hidden(canOnly) },
  ) as Sent & UserHelpers;
}
