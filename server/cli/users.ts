// userdb users list, show, remove, unlock, unlock-all, reset-password, invite; add and set are beside this file
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import type { Status, User } from '../store/store.ts';
import { adminUser } from '../transformers/adminUser.ts';
import { invite, sendReset } from '../workflows/invitations.ts';
import { removeUser } from '../workflows/manageUsers.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { STATUSES } from '../workflows/statuses.ts';
import { unlockUser, unlockUsers } from '../workflows/userStatus.ts';
import { addCommand, type CommonOptions, does } from './command.ts';
import { accountNamed, userNamed } from './find.ts';
import { printFields, printJson, printLine, printTable } from './output.ts';
import { everyPage } from './pages.ts';
import { confirm } from './secrets.ts';
import { addWriteCommands } from './userWrites.ts';

interface ListOptions extends CommonOptions {
  account?: string;
  status?: Status;
  search?: string;
}

export function addUsersCommands(users: Command): void {
  addWriteCommands(users);
  addListCommand(users);
  addShowCommand(users);
  addRemoveCommand(users);
  addUnlockCommands(users);

  const reset = addCommand(users, {
    usage: 'reset-password <email>',
    summary: 'mails a link for choosing a new password; the present one works until then',
    example: 'users reset-password ann@example.com --config userdb.yml',
  });
  does(reset, (ctx, options, [login = '']) =>
    changed(ctx, options, login, (id) => sendReset(ctx, OPERATOR, id), 'is mailed a link for a new password'),
  );

  const again = addCommand(users, {
    usage: 'invite <email>',
    summary: 'mails the invitation again, to a user who has not come in yet; the link of the earlier one ends',
    example: 'users invite ann@example.com --config userdb.yml',
  });
  does(again, (ctx, options, [login = '']) =>
    changed(ctx, options, login, (id) => invite(ctx, OPERATOR, id), 'is invited once more'),
  );
}

function addListCommand(users: Command): void {
  const list = addCommand(users, {
    usage: 'list',
    summary: 'lists users, in the order of their addresses',
    example: 'users list --account acme --status LOCKED --config userdb.yml',
  })
    .option('--account <name>', 'only of this account')
    .addOption(new Option('--status <status>', 'only with this status').choices(STATUSES))
    .option('--search <text>', 'only with this text in a name, the user name or the address');
  does<ListOptions>(list, async (ctx, { json, account, status, search }) => {
    const accountId = account === undefined ? undefined : (await accountNamed(ctx, account)).id;
    const filter = { accountId, status, pattern: search === undefined ? undefined : `%${search}%` };
    const found = await everyPage((page) => ctx.store.users.search(filter, { ...page, orderBy: 'email' }));
    if (json) printJson(found.map((user) => adminUser(ctx.config, user)));
    else printTable(['EMAIL', 'NAME', 'STATUS', 'ACCOUNT', 'ROLES'], found.map(row));
  });
}

function row({ email, fullName, status, account, roles }: User): string[] {
  return [email, fullName, status, account.name, roles.map(({ name }) => name).join(', ')];
}

function addShowCommand(users: Command): void {
  const show = addCommand(users, {
    usage: 'show <email>',
    summary: 'shows all there is of a user, but no secret',
    example: 'users show ann@example.com --config userdb.yml',
  });
  does(show, async (ctx, { json }, [login = '']) => {
    const user = await userNamed(ctx, login);
    if (json) printJson(adminUser(ctx.config, user));
    else printUser(user);
  });
}

function printUser(user: User): void {
  const at = (moment: Date | null) => moment?.toISOString() ?? 'never';
  printFields([
    ['id', user.id],
    ['e-mail', user.email],
    ['user name', user.username],
    ['name', user.fullName],
    ['status', user.status],
    [
      'account',
      user.account.status === 'ENABLED' ? user.account.name : `${user.account.name} (${user.account.status})`,
    ],
    ['roles', user.roles.map(({ name }) => name).join(', ')],
    ['custom data', JSON.stringify(user.customData)],
    ['made', at(user.createdAt)],
    ['changed', at(user.updatedAt)],
    ['last sign-in', at(user.lastLoginAt)],
    ['last wrong password', at(user.lastFailedLoginAt)],
    ['wrong passwords in a row', String(user.failedLoginCount)],
    ['password set', at(user.passwordUpdatedAt)],
  ]);
}

function addRemoveCommand(users: Command): void {
  const remove = addCommand(users, {
    usage: 'remove <email>',
    summary: 'removes a user for good',
    example: 'users remove ann@example.com --yes --config userdb.yml',
  }).option('--yes', 'without asking');
  does<CommonOptions & { yes?: boolean }>(remove, async (ctx, { json, yes }, [login = '']) => {
    const user = await userNamed(ctx, login);
    await confirm(`Remove ${user.email} (${user.fullName}) of ${user.account.name}?`, { yes });
    await removeUser(ctx, OPERATOR, user.id);
    if (json) printJson(adminUser(ctx.config, user));
    else printLine(`${user.email} was removed`);
  });
}

function addUnlockCommands(users: Command): void {
  const unlock = addCommand(users, {
    usage: 'unlock <email>',
    summary: 'ends a lock, whoever caused it',
    example: 'users unlock ann@example.com --config userdb.yml',
  });
  does(unlock, (ctx, options, [login = '']) =>
    changed(ctx, options, login, (id) => unlockUser(ctx, OPERATOR, id), 'is unlocked'),
  );

  const all = addCommand(users, {
    usage: 'unlock-all',
    summary: 'ends every lock by wrong passwords that is older than reenableLockedAccountsAfterSeconds',
    example: 'users unlock-all --config userdb.yml',
  });
  does(all, async (ctx, { json }) => {
    const unlocked = await unlockUsers(ctx, OPERATOR);
    if (json) printJson(unlocked.map((user) => adminUser(ctx.config, user)));
    else printLine(unlocked.length === 0 ? 'nobody was unlocked' : unlocked.map(({ email }) => email).join('\n'));
  });
}

/** Does something with a user, and says how the user stands now. */
async function changed(
  ctx: Context,
  { json }: CommonOptions,
  login: string,
  work: (id: string) => Promise<unknown>,
  outcome: string,
): Promise<void> {
  const { id, email } = await userNamed(ctx, login);
  await work(id);
  if (json) printJson(adminUser(ctx.config, await userNamed(ctx, email)));
  else printLine(`${email} ${outcome}`);
}
