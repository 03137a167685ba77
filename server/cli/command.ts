// What every command of the command line has: a summary, an example, --config and --json.
import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { type ConfigOption, DEFAULT_FILE, withContext } from './open.ts';

export interface CommonOptions extends ConfigOption {
  json?: boolean;
}

interface Described {
  /** The name and the arguments, as `add <name>`. */
  usage: string;
  /** The arguments as people read them, where `usage` cannot say it. */
  shown?: string;
  summary: string;
  /** A whole command line after `userdb`. */
  example: string;
}

/** Adds a command below `parent`. */
export function addCommand(parent: Command, { usage, shown, summary, example }: Described): Command {
  const command = parent.command(usage);
  if (shown !== undefined) command.usage(`[options] ${shown}`);
  return command
    .description(summary)
    .option('--config <file>', `configuration, YAML with keys of defaults.yml (${DEFAULT_FILE} unless given)`)
    .option('--json', 'print JSON')
    .addHelpText('after', `\nExample:\n  userdb ${example}`);
}

/** A command that does something with a database: `work` gets its arguments, its options, and what is opened for it. */
export function does<Options extends CommonOptions>(
  command: Command,
  work: (ctx: Context, options: Options, args: string[]) => Promise<void>,
): void {
  command.action(async () => {
    const options = command.opts<Options>();
    await withContext(options, (ctx) => work(ctx, options, command.args));
  });
}

/** For options that may be given several times. */
export const collect = (value: string, earlier: string[] = []): string[] => [...earlier, value];
