// Opens a Store on a Knex connection.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import type { OpenStore, Store } from '../store.ts';
import { accountsIn } from './accounts.ts';
import { apiKeysIn } from './apiKeys.ts';
import { countersIn } from './counters.ts';
import { connectionOptions } from './dialects.ts';
import { eventsIn } from './events.ts';
import { letProcessEnd } from './idlePool.ts';
import { mailboxIn, outboxIn } from './mail.ts';
import { migrate } from './migrate.ts';
import { rolesIn } from './roles.ts';
import { sessionRecordsIn, userSessionsIn } from './sessions.ts';
import { tokenGrantsIn } from './tokenGrants.ts';
import { tokensIn } from './tokens.ts';
import { usersIn } from './users.ts';

const EMBEDDED = { client: 'better-sqlite3', connection: { filename: '.data/userdb.sqlite' } };

/**
 * Opens the database of `database.options`; the file and its folder are made when missing.
 *
 * @param options  a Knex configuration, or null for the embedded default
 */
export function openKnexStore(options: Record<string, unknown> | null): OpenStore {
  const config = connectionOptions(options ?? EMBEDDED);
  const { filename } = config.connection as { filename: string };
  if (filename !== ':memory:') makeFile(filename);
  // Who reads must not queue behind somebody who waits to write; a database in memory is one connection's alone.
  const store = filename === ':memory:' ? openStoreOn(knex(config)) : openStoreOn(knex(config), knex(config));
  return { ...store, migrate: () => store.migrate().catch((error: unknown) => refuse(filename, error)) };
}

/** A new file, and a folder that had to be made for it, are for the owner of this process alone: hashes are in it. */
function makeFile(filename: string): void {
  try {
    mkdirSync(dirname(filename), { recursive: true, mode: 0o700 });
    closeSync(openSync(filename, 'a', 0o600));
  } catch (error) {
    refuse(filename, error);
  }
}

function refuse(filename: string, error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  throw new Error(`database.options: ${filename} cannot be used as a database (${code ?? message})`, { cause: error });
}

/**
 * The store on connections that somebody made with `connectionOptions`.
 *
 * @param reader  answers who is asking, with every request; `db` unless given
 */
export function openStoreOn(db: Knex, reader: Knex = db): OpenStore {
  for (const one of new Set([db, reader])) letProcessEnd(one);
  return {
    ...storeOn(db, reader),
    migrate: () => migrate(db),
    async ping() {
      await reader.raw('select 1');
    },
    async close() {
      await Promise.all([db.destroy(), reader.destroy()]);
    },
  };
}

/** @param waiting  what runs when the transaction of `db` has been committed; null outside of one */
function storeOn(db: Knex, reader: Knex, waiting: (() => void)[] | null = null): Store {
  const store: Store = {
    users: usersIn(db, reader),
    accounts: accountsIn(db),
    roles: rolesIn(db),
    tokens: tokensIn(db),
    apiKeys: apiKeysIn(db),
    tokenGrants: tokenGrantsIn(db, reader),
    outbox: outboxIn(db),
    mailbox: mailboxIn(db),
    userSessions: userSessionsIn(db, reader),
    sessionRecords: sessionRecordsIn(db, reader),
    events: eventsIn(db),
    counters: countersIn(db),

    async transaction(work) {
      // Inside a transaction the work joins it: a workflow may be a step of a larger one.
      if (waiting) return work(store);
      const afterwards: (() => void)[] = [];
      const result = await db.transaction((trx) => work(storeOn(trx, trx, afterwards)));
      for (const run of afterwards) run();
      return result;
    },

    afterCommit(work) {
      if (waiting) waiting.push(work);
      else work();
    },
  };
  return store;
}
