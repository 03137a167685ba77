// The configuration of a userdb that is used without requests.
import type { Logger, Options } from '../../server/config/schema.ts';

const SILENT: Logger = { error() {}, warn() {}, info() {}, debug() {} };

/** A database of its own, the cheapest hash, no words. */
export const TEST_OPTIONS: Options = {
  database: { options: { client: 'better-sqlite3', connection: ':memory:' } },
  passwordHashing: { cost: 4 },
  logger: SILENT,
};

/** Key by key, the second over the first. */
export function merged(base: object, over: object): object {
  const entries = Object.entries(over).map(([key, value]) => {
    const below = (base as Record<string, unknown>)[key];
    return [key, isPlain(below) && isPlain(value) ? merged(below, value) : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
