// userdb users add and set
import { type Command, Option } from 'commander';
import type { Context } from '../context.ts';
import { UserdbError } from '../errors.ts';
import type { Status, User } from '../store/store.ts';
import { adminUser } from '../transformers/adminUser.ts';
import { mergeCustomData, readCustomData } from '../workflows/customData.ts';
import { invite, invitingMail } from '../workflows/invitations.ts';
import { moveToAccount } from '../workflows/moveToAccount.ts';
import { setPassword } from '../workflows/passwordChange.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { STATUSES } from '../workflows/statuses.ts';
import { makeUser, type UserUpdate, updateUser } from '../workflows/userChanges.ts';
import { addCommand, type CommonOptions, collect, does } from './command.ts';
import { accountToUse, userNamed } from './find.ts';
import { UsageError } from './outcome.ts';
import { printJson, printLine } from './output.ts';
import { askPassword, givenPassword, type PasswordOptions } from './secrets.ts';

interface WriteOptions extends CommonOptions, PasswordOptions {
  email?: string;
  invite?: boolean;
  username?: string;
  givenName?: string;
  middleName?: string;
  surname?: string;
  account?: string;
  role?: string[];
  status?: Status;
  customData?: string;
}

export function addWriteCommands(users: Command): void {
  const add = addCommand(users, {
    usage: 'add',
    summary: 'adds a user; the account and the roles are made when missing',
    example:
      'users add --email ann@example.com --given-name Ann --surname Lee --role doctor --invite --config userdb.yml',
  }).requiredOption('--email <email>', 'e-mail address');
  withFields(add).option('--invite', 'the user chooses the password, by a mailed link');
  does<WriteOptions>(add, async (ctx, options) => {
    const user = await addUser(ctx, options);
    report(ctx, options, user, user.status === 'PENDING' ? 'was added, and is mailed a link' : 'was added');
  });

  const set = addCommand(users, {
    usage: 'set <email>',
    summary: 'changes a user: what is given, and nothing else',
    example: 'users set ann@example.com --surname Lee-Brown --role doctor --role admin --config userdb.yml',
  }).option('--email <email>', 'the new address; taken without proof, and the old one is told');
  withFields(set).option('--invite', 'mails the invitation again');
  does<WriteOptions>(set, async (ctx, options, [login = '']) => {
    report(ctx, options, await changeUser(ctx, options, await userNamed(ctx, login)), 'was changed');
  });
}

function withFields(command: Command): Command {
  return command
    .option('--username <name>', 'user name; the address unless given')
    .option('--given-name <name>', 'first name')
    .option('--middle-name <name>', 'middle name')
    .option('--surname <name>', 'last name')
    .option('--account <name>', 'account; a user who moves to another one leaves the roles behind')
    .option(
      '--role <name>',
      'a role in the account; several --role for several roles, which replace the old ones',
      collect,
    )
    .addOption(new Option('--status <status>', STATUSES.join(', ')).choices(STATUSES))
    .option('--custom-data <json>', 'an object; its keys are set, null removes one')
    .option('--password <password>', 'better from standard input: here it stays in the shell’s history')
    .option('--password-stdin', 'reads the password from standard input');
}

async function addUser(ctx: Context, options: WriteOptions): Promise<User> {
  const { account = ctx.config.endpoints.register.account } = options;
  if (options.invite && invitingMail(ctx.config) === null) throw new UserdbError('MAIL_OFF');
  const fields = fieldsOf(options);
  const password = await passwordFor(options);
  const status = options.status ?? (password === undefined ? 'PENDING' : 'ENABLED');
  const { id: accountId } = await accountToUse(ctx, account);
  return makeUser(ctx, OPERATOR, { ...fields, customData: readCustom(options), accountId, status, password });
}

/** Undefined for who is invited. @throws UsageError */
async function passwordFor(options: WriteOptions): Promise<string | undefined> {
  const given = await givenPassword(options);
  if (options.invite && given !== undefined)
    throw new UsageError('--invite: leave the password out, the user chooses it');
  if (options.invite && options.status !== undefined && options.status !== 'PENDING') {
    throw new UsageError('--invite: leave --status out, an invited user is PENDING');
  }
  if (options.invite || given !== undefined || options.status === 'PENDING') return given;
  return askPassword();
}

async function changeUser(ctx: Context, options: WriteOptions, user: User): Promise<User> {
  const { config: _, json: __, ...given } = options;
  if (Object.keys(given).length === 0) throw new UsageError('nothing to change: give --surname, --role, --status …');
  const password = await givenPassword(options);
  const sent = readCustom(options);
  const fields = { ...fieldsOf(options), ...(sent && { customData: mergeCustomData(user.customData, sent) }) };
  // Before anything is changed: a password that is refused later would leave the rest done.
  if (password !== undefined) ctx.passwords.assertAllowed(password, { ...user, ...fields });

  if (options.account !== undefined) {
    await moveToAccount(ctx, OPERATOR, user.id, (await accountToUse(ctx, options.account)).id);
  }
  const { status } = options;
  const changed = await updateUser(ctx, OPERATOR, user.id, { ...fields, ...(status && { status }) });
  if (password !== undefined) await setPassword(ctx, changed, password, 'password.changed');
  if (options.invite) await invite(ctx, OPERATOR, user.id);
  return (await ctx.store.users.findById(user.id)) ?? changed;
}

/** What was given, and nothing for what was not. */
function fieldsOf({
  email,
  username,
  givenName,
  middleName,
  surname,
  role,
}: WriteOptions): UserUpdate & { email?: string } {
  return {
    ...(email !== undefined && { email }),
    ...(username !== undefined && { username }),
    ...(givenName !== undefined && { givenName }),
    ...(middleName !== undefined && { middleName }),
    ...(surname !== undefined && { surname }),
    ...(role !== undefined && { roles: role }),
  };
}

/** @throws UsageError for what is no JSON; UserdbError for what is no object */
function readCustom({ customData }: WriteOptions): Record<string, unknown> | undefined {
  if (customData === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(customData);
  } catch {
    throw new UsageError(`--custom-data: takes an object in JSON, like '{"color":"blue"}'`);
  }
  return readCustomData(value);
}

function report({ config }: Context, { json }: CommonOptions, user: User, outcome: string): void {
  if (json) printJson(adminUser(config, user));
  else printLine(`${user.email} ${outcome} (${user.id})`);
}
