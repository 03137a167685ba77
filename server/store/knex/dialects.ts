// What one database does differently from another, by name.
import type { Knex } from 'knex';
import { keepStatements, PatientSqlite, type SqliteConnection } from './patientSqlite.ts';

/** Milliseconds that opening a file waits for another process's hold on it; queries wait in PatientSqlite. */
const BUSY_TIMEOUT = 5000;

/** Completes the application's Knex configuration; a copy, since Knex writes into its own. */
export function connectionOptions(options: Record<string, unknown>): Knex.Config {
  return {
    ...options,
    client: PatientSqlite,
    connection:
      typeof options.connection === 'object' ? { ...options.connection } : { filename: String(options.connection) },
    useNullAsDefault: true,
    // What goes wrong is thrown; Knex would print it besides, past every logger.
    log: { warn() {}, error() {}, debug() {}, deprecate() {} },
    // An error's text goes into the log: it shows the statement, without the hashes and addresses in it.
    compileSqlOnError: false,
    pool: {
      // SQLite has one writer; with one connection transactions queue here instead of failing there.
      min: 1,
      max: 1,
      afterCreate(connection: SqliteConnection, done: (error: Error | null, connection: SqliteConnection) => void) {
        connection.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
        connection.pragma('journal_mode = WAL');
        // WAL's default forgets the last commits when the power goes; what was answered must stay.
        connection.pragma('synchronous = FULL');
        connection.pragma('foreign_keys = ON');
        connection.pragma('busy_timeout = 0');
        keepStatements(connection);
        done(null, connection);
      },
    },
  };
}

/** The column that a unique index refused, or null if the error is another one. */
export function refusedColumn(error: unknown): string | null {
  if ((error as { code?: unknown }).code !== 'SQLITE_CONSTRAINT_UNIQUE') return null;
  return /\w+\.(\w+)$/.exec((error as Error).message)?.[1] ?? null;
}
