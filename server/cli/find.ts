// Finds what a command names.
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Account, User } from '../store/store.ts';
import { createAccount } from '../workflows/manageAccounts.ts';
import { OPERATOR } from '../workflows/permissions.ts';

/** @param login  e-mail address or user name @throws UserdbError USER_UNKNOWN */
export async function userNamed(ctx: Context, login: string): Promise<User> {
  const user = await ctx.store.users.findByLogin(login);
  if (!user) throw new UserdbError('USER_UNKNOWN');
  return user;
}

/** @throws UserdbError ACCOUNT_UNKNOWN */
export async function accountNamed(ctx: Context, name: string): Promise<Account> {
  const account = await ctx.store.accounts.findByName(name);
  if (!account) throw new UserdbError('ACCOUNT_UNKNOWN');
  return account;
}

/** The account of that name, made when missing. */
export async function accountToUse(ctx: Context, name: string): Promise<Account> {
  return (await ctx.store.accounts.findByName(name)) ?? createAccount(ctx, OPERATOR, { name });
}
