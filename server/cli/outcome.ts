// How a command ends: 0 done, 1 refused by the data, 2 wrong usage.
import { CommanderError } from 'commander';
import { ConfigError } from '../config/load.ts';
import { printNote } from './output.ts';

export const DONE = 0;
export const REFUSED = 1;
export const WRONG_USAGE = 2;

/** The command line asks for something that cannot be. */
export class UsageError extends Error {}

/** The exit code; why, is said in a line on standard error. */
export function outcomeOf(error: unknown): number {
  if (error instanceof CommanderError) return codeOf(error);
  if (error instanceof ConfigError || error instanceof UsageError) {
    printNote(error.message);
    return WRONG_USAGE;
  }
  printNote((error as Error).message.split('\n')[0] ?? '');
  return REFUSED;
}

/** Commander has said what there is to say. Help that was asked for is no mistake. */
function codeOf({ code, exitCode }: CommanderError): number {
  const asked = code === 'commander.helpDisplayed' || code === 'commander.version' || exitCode === 0;
  return asked ? DONE : WRONG_USAGE;
}
