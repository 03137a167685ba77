// The log: winston to standard error unless the application has a logger of its own.
import winston from 'winston';
import type { Config, Logger } from './config/schema.ts';

/** @returns the application's logger, or one that writes a line an entry */
export function openLogger({ logger, debug }: Config): Logger {
  if (logger) return logger;
  const { combine, timestamp, printf } = winston.format;
  return winston.createLogger({
    level: debug ? 'debug' : 'info',
    format: combine(timestamp(), printf(line)),
    transports: [new winston.transports.Console({ stderrLevels: ['error', 'warn', 'info', 'debug'] })],
  });
}

/** One line whatever is in it: as JSON, nobody's user agent can add a line of its own. */
function line({ timestamp, level, message, ...details }: Record<string, unknown>): string {
  const more = Object.keys(details).length > 0 ? ` ${JSON.stringify(details)}` : '';
  return `${timestamp} ${level} UserDB: ${oneLine(message)}${more}`;
}

function oneLine(message: unknown): string {
  return String(message).replace(/\p{Cc}+/gu, ' ');
}
