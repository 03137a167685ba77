// userdb migrate
import type { Command } from 'commander';
import { addCommand, does } from './command.ts';
import { printJson, printLine } from './output.ts';

export function addMigrateCommand(program: Command): void {
  const migrate = addCommand(program, {
    usage: 'migrate',
    summary: 'brings the tables of the database to what this version needs; the server does so too when it starts',
    example: 'migrate --config userdb.yml',
  });
  // Opening the database is what migrates it.
  does(migrate, async (_ctx, { json }) =>
    json ? printJson({ migrated: true }) : printLine('the database is up to date'),
  );
}
