// All commands of `userdb`, and how a command line is run.
import { Command } from 'commander';
import { VERSION } from '../version.ts';
import { addAccountsCommands } from './accounts.ts';
import { addExportCommand } from './export.ts';
import { addImportCommand } from './import.ts';
import { addMigrateCommand } from './migrate.ts';
import { DONE, outcomeOf } from './outcome.ts';
import { addRolesCommands } from './roles.ts';
import { addServeCommand } from './serve.ts';
import { addUsersCommands } from './users.ts';
import { addVersion1Commands } from './version1.ts';

/** The commands, as they are run and as docs/cli.md shows them. */
export function createProgram(): Command {
  const program = new Command('userdb')
    .description('Manages users, their roles and their accounts (tenants) from the command line.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(add --help for help)');
  const users = program.command('users').description('users');
  addUsersCommands(users);
  addImportCommand(users);
  addExportCommand(users);
  addRolesCommands(program.command('roles').description('roles, and who has them'));
  addAccountsCommands(program.command('accounts').description('accounts (tenants)'));
  addMigrateCommand(program);
  addServeCommand(program);
  addVersion1Commands(program, async (argv) => void (await createProgram().parseAsync(argv, { from: 'user' })));
  return program;
}

/** Runs a command line. @returns the exit code: 0 done, 1 refused by the data, 2 wrong usage */
export async function run(argv: string[]): Promise<number> {
  try {
    await createProgram().parseAsync(argv, { from: 'user' });
    return DONE;
  } catch (error) {
    return outcomeOf(error);
  }
}
