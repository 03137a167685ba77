// userdb accounts add, list, remove
import type { Command } from 'commander';
import { adminAccount } from '../transformers/adminUser.ts';
import { createAccount, removeAccount } from '../workflows/manageAccounts.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { addCommand, type CommonOptions, does } from './command.ts';
import { accountNamed } from './find.ts';
import { printJson, printLine, printTable } from './output.ts';
import { everyPage } from './pages.ts';
import { confirm } from './secrets.ts';

export function addAccountsCommands(accounts: Command): void {
  const add = addCommand(accounts, {
    usage: 'add <name>',
    summary: 'makes an account, with a role admin in it',
    example: 'accounts add acme --description "The Acme company" --config userdb.yml',
  }).option('--description <text>', 'what it is');
  does<CommonOptions & { description?: string }>(add, async (ctx, { json, description }, [name = '']) => {
    const account = await createAccount(ctx, OPERATOR, { name, description });
    if (json) printJson(adminAccount(account));
    else printLine(`${account.name} was made (${account.id})`);
  });

  const list = addCommand(accounts, {
    usage: 'list',
    summary: 'lists the accounts',
    example: 'accounts list --config userdb.yml',
  });
  does(list, async (ctx, { json }) => {
    const all = await everyPage((page) => ctx.store.accounts.search({}, { ...page, orderBy: 'name' }));
    if (json) printJson(all.map(adminAccount));
    else {
      const rows = all.map(({ name, status, description, id }) => [name, status, id, description]);
      printTable(['NAME', 'STATUS', 'ID', 'DESCRIPTION'], rows);
    }
  });

  const remove = addCommand(accounts, {
    usage: 'remove <name>',
    summary: 'removes an account with all its users and roles',
    example: 'accounts remove acme --yes --config userdb.yml',
  }).option('--yes', 'without asking');
  does<CommonOptions & { yes?: boolean }>(remove, async (ctx, { json, yes }, [name = '']) => {
    const account = await accountNamed(ctx, name);
    const page = { offset: 0, limit: 1, orderBy: 'email', descending: false } as const;
    const { total } = await ctx.store.users.search({ accountId: account.id }, page);
    await confirm(`Remove the account ${account.name} with its ${total} users?`, { yes });
    await removeAccount(ctx, OPERATOR, account.id);
    if (json) printJson(adminAccount(account));
    else printLine(`${account.name} was removed, with ${total} users`);
  });
}
