// The log of userdb, for the application's own lines.
import { format } from 'node:util';
import type { Logger } from '../config/schema.ts';
import { refuseArgument } from './arguments.ts';
import type { Parts } from './parts.ts';

/** The severities that every logger has. */
export type LogLevel = 'error' | 'warn' | 'info' | 'debug';

const LEVELS: readonly LogLevel[] = ['error', 'warn', 'info', 'debug'];

export function loggingFunctions({ logger }: Parts) {
  const at = (level: LogLevel) => (message: string, details?: object) => write(logger(), level, message, details);

  return {
    /**
     * Writes a line to the log of userdb: winston with the prefix `UserDB:`, or the `logger` of the configuration. What
     * happens in userdb itself is heard with `on`.
     *
     * @param level  `error`, `warn`, `info` or `debug`
     * @param parts  what to write, put together as `console.log` does
     * @throws UserdbError ARGUMENT_INVALID for another level
     * @example
     * userdb.logEvent('info', 'imported %d users', 12);
     * console.log('written'); // → written
     */
    logEvent(level: LogLevel, ...parts: unknown[]): void {
      if (!LEVELS.includes(level)) refuseArgument('level', LEVELS.join(', '));
      write(logger(), level, format(...parts));
    },

    /**
     * The log of userdb itself, in the manner of winston: `error`, `warn`, `info` and `debug`, each with a message and
     * an object of details.
     *
     * @example
     * userdb.log.info('import begins', { users: 12 });
     * console.log('written'); // → written
     */
    log: { error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug') } as Required<Logger>,
  };
}

function write(logger: Logger, level: LogLevel, message: string, details?: object): void {
  // A logger need not tell warnings from news.
  const line = logger[level] ?? logger.info;
  line.call(logger, message, details);
}
