// Administrators look after accounts (tenants): a super-admin after all of them, an admin after the own one.
import { record } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import { newId } from '../ids.ts';
import type { Account, DescribedOrder, Found, Store } from '../store/store.ts';
import { type DescribedFields, readDescribed, readNewDescribed } from './describedFields.ts';
import { type ListQuery, pageOf, patternOf } from './pages.ts';
import { type Actor, ADMIN, assertEverywhere, idOf } from './permissions.ts';
import { accountWithin } from './reach.ts';
import { keepingASuperAdmin } from './superAdmins.ts';

/** @throws UserdbError FIELD_UNREADABLE, FIELD_TOO_LONG */
export async function listAccounts(
  ctx: Context,
  { accountId }: Actor,
  query: ListQuery<DescribedOrder>,
): Promise<Found<Account>> {
  return ctx.store.accounts.search({ id: accountId ?? undefined, pattern: patternOf(query) }, pageOf(query, 'name'));
}

/**
 * Makes an account, with a role `admin` in it.
 *
 * @throws UserdbError SUPER_ADMIN_ONLY, NAME_TAKEN, STATUS_UNKNOWN, and those of a form's fields
 */
export async function createAccount(ctx: Context, actor: Actor, fields: DescribedFields): Promise<Account> {
  assertEverywhere(actor);
  const described = readNewDescribed(fields);
  return ctx.store.transaction(async (store) => {
    await assertFree(ctx, store, actor, described.name);
    const account = await store.accounts.create({ id: newId(), ...described }, ctx.clock());
    await store.roles.findOrCreate(account.id, ADMIN, ctx.clock());
    await record(ctx, { type: 'account.created', userId: null, by: idOf(actor), accountId: account.id }, store);
    return account;
  });
}

/** @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN, SUPER_ADMIN_ONLY, LAST_SUPER_ADMIN, NAME_TAKEN, STATUS_UNKNOWN, and those of a form's fields */
export async function updateAccount(ctx: Context, actor: Actor, id: string, fields: DescribedFields): Promise<Account> {
  const { status, ...changes } = readDescribed(fields);
  return keepingASuperAdmin(ctx, async (store) => {
    const account = await accountWithin(store, actor, id);
    if (changes.name !== undefined && changes.name !== account.name) {
      await assertFree(ctx, store, actor, changes.name);
    }
    const isNewStatus = status !== undefined && status !== account.status;
    if (isNewStatus) await assertMayClose(ctx, store, actor, account);
    const updated = await store.accounts.update(id, { ...changes, ...(isNewStatus && { status }) }, ctx.clock());
    await record(ctx, { type: 'account.changed', userId: null, by: idOf(actor), accountId: id }, store);
    return updated ?? account;
  });
}

/**
 * Lets the account's users in, or keeps them all out. How each of them stands is not touched.
 *
 * @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN, SUPER_ADMIN_ONLY, LAST_SUPER_ADMIN, STATUS_UNKNOWN
 */
export async function setAccountStatus(ctx: Context, actor: Actor, id: string, status: string): Promise<Account> {
  return updateAccount(ctx, actor, id, { status });
}

/**
 * Removes an account with its users and roles.
 *
 * @throws UserdbError FORBIDDEN, ACCOUNT_UNKNOWN, SUPER_ADMIN_ONLY, LAST_SUPER_ADMIN
 */
export async function removeAccount(ctx: Context, actor: Actor, id: string): Promise<void> {
  await keepingASuperAdmin(ctx, async (store) => {
    const account = await accountWithin(store, actor, id);
    await assertMayClose(ctx, store, actor, account);
    await store.accounts.remove(id);
    await record(ctx, { type: 'account.removed', userId: null, by: idOf(actor), accountId: id }, store);
  });
}

/** Where super-admins live, only they close the door. @throws UserdbError SUPER_ADMIN_ONLY */
async function assertMayClose({ config }: Context, store: Store, actor: Actor, account: Account): Promise<void> {
  if (await store.roles.findByName(account.id, config['super-admin'])) assertEverywhere(actor);
}

/** @throws UserdbError NAME_TAKEN */
async function assertFree({ config }: Context, store: Store, actor: Actor, name: string): Promise<void> {
  // Whoever's account has this name gets everybody who registers.
  const isKept = name === config.endpoints.register.account && actor.accountId !== null;
  if (isKept || (await store.accounts.findByName(name))) throw new UserdbError('NAME_TAKEN', { field: 'name' });
}
