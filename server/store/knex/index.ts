// Opens a Store on a Knex connection.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import knex, { type Knex } from 'knex';
import type { OpenStore, Store } from '../store.ts';
import { accountsIn } from './accounts.ts';
import { apiKeysIn } from './apiKeys.ts';
import { countersIn } from './counters.ts';
import { connectionOptions } from './dialects.ts';
import { eventsIn } from './events.ts';
import { mailboxIn, outboxIn } from './mail.ts';
import { migrate } from './migrate.ts';
import { sessionRecordsIn, userSessionsIn } from './sessions.ts';
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
  if (filename !== ':memory:') mkdirSync(dirname(filename), { recursive: true });
  return openStoreOn(knex(config));
}

/** The store on a connection that somebody made with `connectionOptions`. */
export function openStoreOn(db: Knex): OpenStore {
  return {
    ...storeOn(db),
    migrate: () => migrate(db),
    async ping() {
      await db.raw('select 1');
    },
    close: () => db.destroy(),
  };
}

/** @param waiting  what runs when the transaction of `db` has been committed; null outside of one */
function storeOn(db: Knex, waiting: (() => void)[] | null = null): Store {
  const store: Store = {
    users: usersIn(db),
    accounts: accountsIn(db),
    tokens: tokensIn(db),
    apiKeys: apiKeysIn(db),
    outbox: outboxIn(db),
    mailbox: mailboxIn(db),
    userSessions: userSessionsIn(db),
    sessionRecords: sessionRecordsIn(db),
    events: eventsIn(db),
    counters: countersIn(db),

    async transaction(work) {
      // Inside a transaction the work joins it: a workflow may be a step of a larger one.
      if (waiting) return work(store);
      const afterwards: (() => void)[] = [];
      const result = await db.transaction((trx) => work(storeOn(trx, afterwards)));
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
