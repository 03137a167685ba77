// userdb users export: everybody, as the CSV that users import reads, or as JSON.
import { createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { stringify } from 'csv-stringify';
import type { Context } from '../context.ts';
import type { User } from '../store/store.ts';
import { adminUser } from '../transformers/adminUser.ts';
import { everyUser } from '../workflows/everyUser.ts';
import { addCommand, type CommonOptions, does } from './command.ts';
import { accountNamed } from './find.ts';
import { UsageError } from './outcome.ts';
import { printNote } from './output.ts';

interface ExportOptions extends CommonOptions {
  format: 'csv' | 'json';
  output?: string;
  force?: boolean;
  account?: string;
}

const COLUMNS = ['first name', 'last name', 'e-mail', 'role', 'password', 'account'];

export function addExportCommand(users: Command): void {
  const command = addCommand(users, {
    usage: 'export',
    summary: 'prints all users: as CSV, a row a role, which users import takes; or as JSON',
    example: 'users export --output users.csv --account acme --config userdb.yml',
  })
    .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
    .option('--output <file>', 'a new file, readable by its owner, in place of standard output')
    .option('--force', 'write over a file that is there')
    .option('--account <name>', 'only of this account');

  does<ExportOptions>(command, async (ctx, { format, json, output, force, account }) => {
    const accountId = account === undefined ? undefined : (await accountNamed(ctx, account)).id;
    const target = output === undefined ? process.stdout : await fileFor(output, force === true);
    let count = 0;
    const everybody = async function* () {
      for await (const user of everyUser(ctx.store, { accountId })) {
        count += 1;
        yield user;
      }
    };
    const end = { end: output !== undefined };
    if (json || format === 'json') await pipeline(Readable.from(jsonOf(ctx, everybody())), target, end);
    else await pipeline(Readable.from(rowsOf(everybody())), csv(), target, end);
    if (output !== undefined) printNote(`${count} users in ${output}`);
  });
}

/** A spreadsheet would run a cell that begins like a formula. */
const csv = () => stringify({ header: true, columns: COLUMNS, escape_formulas: true });

async function* rowsOf(users: AsyncIterable<User>): AsyncGenerator<(string | null)[]> {
  for await (const { givenName, surname, email, roles, account } of users) {
    const names = roles.length === 0 ? [null] : roles.map(({ name }) => name);
    for (const role of names) yield [givenName, surname, email, role, null, account.name];
  }
}

async function* jsonOf({ config }: Context, users: AsyncIterable<User>): AsyncGenerator<string> {
  let before = '[';
  for await (const user of users) {
    yield `${before}\n${JSON.stringify(adminUser(config, user))}`;
    before = ',';
  }
  yield before === '[' ? '[]\n' : '\n]\n';
}

async function fileFor(path: string, force: boolean) {
  try {
    await keptPrivate(await open(path, force ? 'w' : 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      code === 'EEXIST' ? `--output: ${path} is there already; --force writes over it` : `--output: ${path} (${code})`,
    );
  }
  return createWriteStream(path);
}

/** Names and addresses of everybody will be in it; a file that was there keeps its mode when it is opened. */
async function keptPrivate(file: FileHandle): Promise<void> {
  try {
    // A device, like /dev/null, stays everybody's.
    if ((await file.stat()).isFile()) await file.chmod(0o600);
  } finally {
    await file.close();
  }
}
