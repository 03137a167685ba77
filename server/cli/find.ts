// Finds what a command names.
import type { Context } from '../context.ts';
import type { Account, User } from '../store/store.ts';
import { createAccount } from '../workflows/manageAccounts.ts';
import { OPERATOR } from '../workflows/permissions.ts';

/** @param login  e-mail address or user name @throws Error that says who is not there */
export async function userNamed(ctx: Context, login: string): Promise<User> {
  const user = await ctx.store.users.findByLogin(login);
  if (!user) throw new Error(`there is no user ${login}; userdb users list --search finds people`);
  return user;
}

/** @throws Error that says which account is not there */
export async function accountNamed(ctx: Context, name: string): Promise<Account> {
  const account = await ctx.store.accounts.findByName(name);
  if (!account) throw new Error(`there is no account ${name}; userdb accounts list has them all`);
  return account;
}

/** The account of that name, made when missing. */
export async function accountToUse(ctx: Context, name: string): Promise<Account> {
  return (await ctx.store.accounts.findByName(name)) ?? createAccount(ctx, OPERATOR, { name });
}
