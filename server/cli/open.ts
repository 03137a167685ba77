// A userdb for one command: opened with the configuration file, closed when the command is done.
import { existsSync } from 'node:fs';
import { ConfigError } from '../config/load.ts';
import type { Logger } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { createUserdb, Userdb } from '../userdb.ts';

/** Taken where no --config is given. */
export const DEFAULT_FILE = 'userdb.yml';

export interface ConfigOption {
  config?: string;
}

/** The file that --config names, or the one in this folder. @throws ConfigError where there is neither */
export function configFile({ config }: ConfigOption): string {
  if (config !== undefined) return config;
  if (existsSync(DEFAULT_FILE)) return DEFAULT_FILE;
  throw new ConfigError([
    `--config: takes the path of a configuration file (there is no ${DEFAULT_FILE} in this folder)`,
  ]);
}

/**
 * Opens the database, brings it up to date, runs `work`, and waits for the mails that are under way.
 *
 * @throws ConfigError; what the database has to say; what `work` throws
 */
export async function withContext<T>({ config }: ConfigOption, work: (ctx: Context) => Promise<T>): Promise<T> {
  const file = configFile({ config });
  const userdb = createUserdb();
  try {
    userdb.initializeFrom({}, { file, options: { logger: QUIET } });
    return await work(await Userdb.contextOf(userdb));
  } finally {
    await userdb.close();
  }
}

/** What a command has to say is said by the command; only what went wrong behind its back is the log's. */
const QUIET: Logger = {
  info() {},
  debug() {},
  error: (message, details) => console.error(`userdb: ${message}`, details ?? ''),
};
