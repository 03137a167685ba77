// The options of userdb 1's two scripts, understood: each becomes commands of today, which are shown and run.
import type { Command } from 'commander';
import { namesIn } from '../workflows/fullName.ts';
import { UsageError } from './outcome.ts';
import { printNote } from './output.ts';

interface AddUsersOptions {
  config?: string;
  fullname?: string;
  firstname?: string;
  lastname?: string;
  email?: string;
  account?: string;
  role?: string;
  password?: string;
  disableWorkflow?: boolean;
  json?: string;
  csv?: string;
  csvNoHeader?: boolean;
}

interface ManageUserOptions {
  config?: string;
  email?: string;
  operation?: string;
  firstname?: string;
  middlename?: string;
  lastname?: string;
  newEmail?: string;
  role?: string;
}

/** Runs a command line of today. */
type Run = (argv: string[]) => Promise<void>;

export function addVersion1Commands(program: Command, run: Run): void {
  const addUsers = program
    .command('add-users')
    .description("userdb 1's add-users.js: see users add and users import")
    .option('--config <file>', 'configuration')
    .option('--fullname <name>', 'whole name')
    .option('--firstname <name>', 'first name')
    .option('--lastname <name>', 'last name')
    .option('--email <email>', 'e-mail address')
    .option('--account <name>', 'account')
    .option('--role <name>', 'role')
    .option('--password <password>', 'password')
    .option('--disableWorkflow', 'enabled at once, no invitation')
    .option('--json <file>', 'users from a JSON file')
    .option('--csv <file>', 'users from a CSV file')
    .option('--csvNoHeader', 'the CSV file has no header row');
  addUsers.action(() => instead(run, today(addUsers.opts<AddUsersOptions>())));

  const manageUser = program
    .command('manage-user')
    .description("userdb 1's manage-user.js: see users and roles")
    .option('--config <file>', 'configuration')
    .option('--email <email>', 'whose')
    .option('--operation <operation>', Object.keys(OPERATIONS).join(', '))
    .option('--firstname <name>', 'first name')
    .option('--middlename <name>', 'middle name')
    .option('--lastname <name>', 'last name')
    .option('--new-email <email>', 'new e-mail address')
    .option('--role <name>', 'role');
  manageUser.action(() => {
    const options = manageUser.opts<ManageUserOptions>();
    return instead(run, managed(options));
  });
}

/** Shows the command of today, without a password in it, and runs it. */
async function instead(run: Run, argv: string[]): Promise<void> {
  const masked = argv.map((word, i) => (argv[i - 1] === '--password' ? '…' : word));
  printNote(`today: userdb ${masked.map(quoted).join(' ')}`);
  await run(argv);
}

function quoted(word: string): string {
  return /^[\w@%+=:,./…-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** An option with its value, or nothing where there is none. */
const given = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);

function today(options: AddUsersOptions): string[] {
  const { config, email, account, role, password, disableWorkflow, json, csv, csvNoHeader } = options;
  const { fullname = '', firstname, lastname } = options;
  if (email !== undefined && (fullname !== '' || (firstname !== undefined && lastname !== undefined))) {
    const { givenName, surname } = namesIn(fullname);
    return [
      ...['users', 'add', '--email', email],
      ...given('--given-name', firstname ?? givenName),
      ...given('--surname', lastname ?? (surname || undefined)),
      ...given('--account', account),
      ...given('--role', role),
      ...given('--password', password),
      ...(disableWorkflow ? ['--status', 'ENABLED'] : ['--invite']),
      ...given('--config', config),
    ];
  }
  const file = json ?? csv;
  if (file === undefined) {
    throw new UsageError('add-users takes --email with --fullname or --firstname and --lastname, or --csv, or --json');
  }
  return [
    ...['users', 'import', file, '--from', json === undefined ? 'csv' : 'json'],
    ...given('--account', account),
    ...(csvNoHeader ? ['--no-header'] : []),
    ...(disableWorkflow ? ['--no-invitations'] : []),
    ...given('--config', config),
  ];
}

const OPERATIONS: Record<string, (options: ManageUserOptions & { email: string }) => string[]> = {
  profile: ({ email, firstname, middlename, lastname, newEmail }) => [
    ...['users', 'set', email],
    ...given('--given-name', firstname),
    ...given('--middle-name', middlename),
    ...given('--surname', lastname),
    ...given('--email', newEmail),
  ],
  'reset-password': ({ email }) => ['users', 'reset-password', email],
  disable: ({ email }) => ['users', 'set', email, '--status', 'DISABLED'],
  enable: ({ email }) => ['users', 'set', email, '--status', 'ENABLED'],
  unlock: ({ email }) => ['users', 'unlock', email],
  unlockall: () => ['users', 'unlock-all'],
  'add-role': ({ email, role }) => ['roles', 'add', email, needed('--role', role)],
  'remove-role': ({ email, role }) => ['roles', 'remove', email, needed('--role', role)],
};

function managed(options: ManageUserOptions): string[] {
  const { operation = '', email, config } = options;
  const translate = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (!translate) throw new UsageError(`--operation takes one of ${Object.keys(OPERATIONS).join(', ')}`);
  const whose = operation === 'unlockall' ? '' : needed('--email', email);
  return [...translate({ ...options, email: whose }), ...given('--config', config)];
}

function needed(name: string, value: string | undefined): string {
  if (value === undefined) throw new UsageError(`this operation takes ${name}`);
  return value;
}
