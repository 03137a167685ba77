// What the lists of accounts and roles in forms are made of.
import type { Context } from '../context.ts';
import type { Account, Role } from '../store/store.ts';
import { type Actor, accountIn } from './permissions.ts';

export interface AccountWithRoles extends Account {
  roles: Role[];
}

/** Accounts that are read at a time. */
const AT_ONCE = 500;

/**
 * Accounts with their roles, sorted by name.
 *
 * @param part  of the names that are wanted, in upper or lower case; all of them when it is empty
 */
export async function accountChoices(
  { store }: Context,
  { accountId }: Actor,
  part: string,
): Promise<AccountWithRoles[]> {
  const wanted = part.toLowerCase();
  const found: AccountWithRoles[] = [];
  for (let offset = 0; ; offset += AT_ONCE) {
    const page = { offset, limit: AT_ONCE, orderBy: 'name', descending: false } as const;
    const { items } = await store.accounts.search({ id: accountId ?? undefined }, page);
    const accounts = items.filter(({ name }) => name.toLowerCase().includes(wanted));
    const roles = Map.groupBy(await store.roles.ofAccounts(accounts.map(({ id }) => id)), (role) => role.accountId);
    found.push(...accounts.map((account) => ({ ...account, roles: roles.get(account.id) ?? [] })));
    if (items.length < AT_ONCE) break;
  }
  return found.sort((a, b) => a.name.localeCompare(b.name));
}

/** Sorted by name. @throws UserdbError FORBIDDEN for another account than the actor's */
export async function rolesOfAccount({ store }: Context, actor: Actor, accountId: string): Promise<Role[]> {
  return store.roles.ofAccounts([accountIn(actor, accountId) ?? accountId]);
}
