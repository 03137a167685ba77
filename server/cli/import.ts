// userdb users import
import { type FileHandle, open } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { openSheet, type Sheet } from '../spreadsheets/index.ts';
import { type ColumnChoice, readColumnChoice } from '../workflows/importColumns.ts';
import { hasAddress } from '../workflows/importLayout.ts';
import { type ImportProgress, type ImportResult, importUsers } from '../workflows/importUsers.ts';
import { invitingMail } from '../workflows/invitations.ts';
import { OPERATOR } from '../workflows/permissions.ts';
import { addCommand, type CommonOptions, does } from './command.ts';
import { jsonSheet } from './jsonSheet.ts';
import { UsageError } from './outcome.ts';
import { printJson, printLine, printNote, printTable, progressBar } from './output.ts';

type Format = 'csv' | 'xlsx' | 'json';

interface ImportOptions extends CommonOptions {
  from?: Format;
  columns?: string;
  dryRun?: boolean;
  partial?: boolean;
  account?: string;
  header: boolean;
  invitations: boolean;
}

export function addImportCommand(users: Command): void {
  const command = addCommand(users, {
    usage: 'import <file>',
    summary:
      'adds the users of a file: CSV or XLSX with the columns first name, last name, e-mail, role, password, account; who is there already gets the role and is otherwise left alone',
    example: 'users import users.xlsx --account acme --dry-run --config userdb.yml',
  })
    .addOption(
      new Option('--from <format>', 'csv, xlsx or json; unless given, what the file is').choices([
        'csv',
        'xlsx',
        'json',
      ]),
    )
    .option(
      '--columns <names>',
      'what each column holds, from the left: email,,surname,givenName reads the first, third and fourth; or auto: as the first row says',
    )
    .option('--dry-run', 'tells what would happen and every wrong row, and changes nothing')
    .option('--partial', 'imports the good rows; unless given, one wrong row refuses them all')
    .option('--account <name>', 'the account of all users, made when missing; unless given, the last column says it')
    .option('--no-header', 'the first row is a user, too')
    .option('--no-invitations', 'nobody is mailed: users are enabled at once, and each row needs a password');

  does<ImportOptions>(command, async (ctx, options, [path = '']) => {
    const { json, account, dryRun = false, partial = false } = options;
    const format = options.from ?? (/\.json$/i.test(path) ? 'json' : undefined);
    // A JSON file has names in place of a first row.
    const ignoreHeaders = options.header && format !== 'json';
    const columns = columnsIn(options, format);
    const file = await openFile(path);
    const bar = progressBar();
    try {
      const sheet = await sheetIn(file, path, format);
      const present = account === undefined ? null : await ctx.store.accounts.findByName(account);
      const result = await importUsers(
        ctx,
        OPERATOR,
        sheet,
        {
          accountId: present?.id ?? null,
          // Yet to be made: by the import itself, so that a refusal leaves none.
          accountName: present ? undefined : account,
          columns,
          ignoreHeaders,
          disableNewUserWorkflow: !options.invitations,
          dryRun,
          partial,
        },
        { onProgress: ({ phase, rows, of }: ImportProgress) => bar.show(phase, rows, of) },
      );
      bar.end();
      if (json) printJson(result);
      else printResult(result);
      if (ignoreHeaders && (await beginsWithAUser(sheet))) {
        printNote('the first row looks like a user, and was left out as the heading: --no-header takes it');
      }
      if (options.invitations && invitingMail(ctx.config) === null && result.created > 0) {
        printNote('mails are off, so nobody was invited: set smtp.options.host, then userdb users invite EMAIL');
      }
      if (result.refused > 0) throw new Error(`${result.refused} of ${result.rows} rows were refused`);
    } finally {
      bar.end();
      await file.close();
    }
  });
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    throw new UsageError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function sheetIn(file: FileHandle, path: string, from: Format | undefined): Promise<Sheet> {
  if (from === 'json') return jsonSheet(file);
  return openSheet(file, { name: from === undefined ? path : `.${from}`, type: '' });
}

function columnsIn({ columns }: ImportOptions, format: Format | undefined): ColumnChoice | undefined {
  if (columns === undefined) return undefined;
  if (format === 'json') throw new UsageError('--columns is for CSV and XLSX: JSON has a name for each value');
  try {
    return readColumnChoice(columns);
  } catch (error) {
    throw new UsageError(`--columns: ${(error as Error).message}`);
  }
}

async function beginsWithAUser(sheet: Sheet): Promise<boolean> {
  for await (const { cells } of sheet.rows()) return hasAddress(cells);
  return false;
}

function printResult({ dryRun, rows, created, changed, unchanged, refused, invited, wrong }: ImportResult): void {
  if (wrong.length > 0) {
    printTable(
      ['LINE', 'FIELD', 'VALUE', 'REASON'],
      wrong.map(({ line, field, value, reason }) => [String(line), field, value, reason]),
    );
  }
  const counts = `${created} new, ${changed} with a new role, ${unchanged} unchanged, ${refused} refused, ${invited} invited`;
  printLine(`${dryRun ? 'would be: ' : ''}${counts}, of ${rows} rows`);
}
