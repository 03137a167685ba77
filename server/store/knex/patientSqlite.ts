// Knex's client for better-sqlite3, made to share a file with other connections: those of other processes, and those
// of this one.
import { setTimeout as pause } from 'node:timers/promises';
import BetterSqlite from 'knex/lib/dialects/better-sqlite3/index.js';

/** The part of better-sqlite3's connection that is used here. */
export interface SqliteConnection {
  readonly inTransaction: boolean;
  pragma(source: string): unknown;
  prepare(sql: string): unknown;
}

/** Milliseconds that a query waits for another connection's write. */
const PATIENCE = 5000;
const LONGEST_PAUSE = 20;

export class PatientSqlite extends BetterSqlite {
  /**
   * Waits for its turn without stopping the process: better-sqlite3's own waiting blocks the thread, and with it the
   * transaction of a neighbour that is being waited for.
   */
  override async _query(connection: SqliteConnection, query: { sql: string }): Promise<unknown> {
    // A transaction that reads before it writes would be refused when another one has written in between.
    if (query.sql === 'BEGIN;') query.sql = 'BEGIN IMMEDIATE;';
    const giveUpAt = performance.now() + PATIENCE;
    for (;;) {
      try {
        return await super._query(connection, query);
      } catch (error) {
        if (!isBusy(error) || connection.inTransaction || performance.now() >= giveUpAt) throw error;
        await pause(1 + Math.random() * LONGEST_PAUSE);
      }
    }
  }
}

/** Statements that a connection keeps compiled; there are fewer in the whole store. */
const MOST_STATEMENTS = 200;

/** Knex compiles each statement anew, which costs more than running one that reads a user. */
export function keepStatements(connection: SqliteConnection): void {
  const compile = connection.prepare.bind(connection);
  const kept = new Map<string, unknown>();
  connection.prepare = (sql) => {
    const statement = kept.get(sql) ?? compile(sql);
    if (kept.size < MOST_STATEMENTS) kept.set(sql, statement);
    return statement;
  };
}

function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}
