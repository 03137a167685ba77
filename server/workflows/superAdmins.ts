// What protects those who may do everything: nobody else makes one, touches one, or leaves the system without one.
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Store, User } from '../store/store.ts';
import { type Actor, assertEverywhere } from './permissions.ts';

/** Whether a role's name is, or could be taken for, that of super-admins. */
export function isSuperAdminName(config: Config, name: string): boolean {
  return skeleton(name) === skeleton(config['super-admin']);
}

/** Letters and digits alone: databases, too, may take "Súper Admin" for the same name. */
function skeleton(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * Only a super-admin gives, makes or changes a role of this name.
 *
 * @throws UserdbError SUPER_ADMIN_ONLY
 */
export function assertMayUseRole({ config }: Context, actor: Actor, name: string): void {
  if (isSuperAdminName(config, name)) assertEverywhere(actor);
}

/**
 * Only a super-admin changes a super-admin.
 *
 * @throws UserdbError SUPER_ADMIN_ONLY
 */
export function assertMayChange({ config }: Context, actor: Actor, user: User): void {
  // A role that is disabled now may be enabled again.
  if (user.roles.some(({ name }) => name === config['super-admin'])) assertEverywhere(actor);
}

/**
 * Runs `work` in a transaction, which is rolled back if there was a super-admin before it and there is none after it.
 *
 * @throws UserdbError LAST_SUPER_ADMIN
 */
export async function keepingASuperAdmin<T>(ctx: Context, work: (store: Store) => Promise<T>): Promise<T> {
  return ctx.store.transaction(async (store) => {
    const count = () => store.users.countWithRole(ctx.config['super-admin']);
    const before = await count();
    const result = await work(store);
    if (before > 0 && (await count()) === 0) throw new UserdbError('LAST_SUPER_ADMIN');
    return result;
  });
}
