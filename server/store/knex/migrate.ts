// Brings the tables to what this version needs. Knex's own migrator keeps a lock row that a killed process leaves
// behind; here the lock is the transaction itself, which ends with the process.
import type { Knex } from 'knex';
import { users } from './migrations/001-users.ts';
import { tokensAndMail } from './migrations/002-tokens-and-mail.ts';
import { sessionsAndEvents } from './migrations/003-sessions-and-events.ts';
import { apiKeys } from './migrations/004-api-keys.ts';
import { tokenGrants } from './migrations/005-token-grants.ts';
import { auditTrail } from './migrations/006-audit-trail.ts';
import { mailLocale } from './migrations/007-mail-locale.ts';

export interface Migration {
  name: string;
  up(db: Knex): Promise<void>;
}

/** In order; never edited once released. */
const MIGRATIONS: readonly Migration[] = [
  users,
  tokensAndMail,
  sessionsAndEvents,
  apiKeys,
  tokenGrants,
  auditTrail,
  mailLocale,
];

const TABLE = 'userdb_migrations';

/** Runs what has not run yet: all of it, or nothing. Several processes may call it at once. */
export async function migrate(db: Knex): Promise<void> {
  await db.raw('create table if not exists ?? (name varchar(64) primary key, run_at integer not null)', [TABLE]);
  await db.transaction(async (trx) => {
    // A write before any read: whoever comes second waits here, and then sees what the first has done.
    await trx(TABLE).where({ name: '' }).delete();
    const done = new Set(await trx(TABLE).pluck('name'));
    for (const { name, up } of MIGRATIONS) {
      if (done.has(name)) continue;
      await up(trx);
      await trx(TABLE).insert({ name, run_at: Math.floor(Date.now() / 1000) });
    }
  });
}
