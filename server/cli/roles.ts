// userdb roles add, remove, list
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Role } from '../store/store.ts';
import { adminRole, adminUser } from '../transformers/adminUser.ts';
import { createRole, removeRole } from '../workflows/manageRoles.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { giveRole, takeRole } from '../workflows/roleAssignment.ts';
import { addCommand, type CommonOptions, does } from './command.ts';
import { accountNamed, accountToUse, userNamed } from './find.ts';
import { UsageError } from './outcome.ts';
import { printJson, printLine, printTable } from './output.ts';
import { everyPage } from './pages.ts';
import { confirm } from './secrets.ts';

interface RoleOptions extends CommonOptions {
  account?: string;
  description?: string;
  yes?: boolean;
}

export function addRolesCommands(roles: Command): void {
  const add = addCommand(roles, {
    usage: 'add <role...>',
    shown: '[email] <role>',
    summary: 'gives a user a role, made when missing: roles add EMAIL ROLE; or makes a role: roles add ROLE',
    example:
      'roles add ann@example.com doctor --config userdb.yml\n  userdb roles add doctor --account acme --config userdb.yml',
  })
    .option('--account <name>', 'where a role is made; made when missing (endpoints.register.account unless given)')
    .option('--description <text>', 'what a role that is made is for');
  does<RoleOptions>(add, async (ctx, { json, account, description }, words) => {
    const { login, name } = read(words);
    if (login !== undefined) {
      const user = await giveRole(ctx, OPERATOR, (await userNamed(ctx, login)).id, name);
      if (json) printJson(adminUser(ctx.config, user));
      else printLine(`${user.email} has the role ${name}`);
      return;
    }
    const { id: accountId } = await accountToUse(ctx, account ?? ctx.config.endpoints.register.account);
    const role = await createRole(ctx, OPERATOR, { name, description, accountId });
    if (json) printJson(adminRole(role));
    else printLine(`${role.name} was made (${role.id})`);
  });

  const remove = addCommand(roles, {
    usage: 'remove <role...>',
    shown: '[email] <role>',
    summary: 'takes a role from a user: roles remove EMAIL ROLE; or from everybody, for good: roles remove ROLE',
    example: 'roles remove ann@example.com doctor --config userdb.yml',
  })
    .option('--account <name>', 'where the role is (endpoints.register.account unless given)')
    .option('--yes', 'without asking');
  does<RoleOptions>(remove, async (ctx, { json, account, yes }, words) => {
    const { login, name } = read(words);
    if (login !== undefined) {
      const had = await userNamed(ctx, login);
      if (!had.roles.some((role) => role.name === name)) throw new UserdbError('ROLE_UNKNOWN');
      const user = await takeRole(ctx, OPERATOR, had.id, name);
      if (json) printJson(adminUser(ctx.config, user));
      else printLine(`${user.email} has the role ${name} no more`);
      return;
    }
    const role = await roleNamed(ctx, name, account);
    await confirm(`Remove the role ${name}, from everybody who has it?`, { yes });
    await removeRole(ctx, OPERATOR, role.id);
    if (json) printJson(adminRole(role));
    else printLine(`${name} was removed`);
  });

  const list = addCommand(roles, {
    usage: 'list',
    summary: 'lists the roles',
    example: 'roles list --account acme --config userdb.yml',
  }).option('--account <name>', 'only of this account');
  does<RoleOptions>(list, async (ctx, { json, account }) => {
    const accounts = account
      ? [await accountNamed(ctx, account)]
      : await everyPage((page) => ctx.store.accounts.search({}, { ...page, orderBy: 'name' }));
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    const all = await ctx.store.roles.ofAccounts([...names.keys()]);
    if (json) printJson(all.map(adminRole));
    else {
      const rows = all.map((role) => [role.name, names.get(role.accountId) ?? '', role.status, role.description]);
      printTable(['NAME', 'ACCOUNT', 'STATUS', 'DESCRIPTION'], rows);
    }
  });
}

/** One word is a role; two are a user and a role. @throws UsageError */
function read(words: readonly string[]): { login?: string; name: string } {
  const [first = '', second, ...rest] = words;
  if (rest.length > 0) throw new UsageError('takes a role, or a user and a role');
  return second === undefined ? { name: first } : { login: first, name: second };
}

/** @throws UserdbError ACCOUNT_UNKNOWN, ROLE_UNKNOWN */
async function roleNamed(ctx: Context, name: string, account: string | undefined): Promise<Role> {
  const { id: accountId } = await accountNamed(ctx, account ?? ctx.config.endpoints.register.account);
  const role = await ctx.store.roles.findByName(accountId, name);
  if (!role) throw new UserdbError('ROLE_UNKNOWN');
  return role;
}
