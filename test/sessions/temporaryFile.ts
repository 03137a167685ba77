import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { onTestFinished } from 'vitest';
import { connectionOptions } from '../../server/store/knex/dialects.ts';

export interface TemporaryDatabase {
  /** For `database.options`. */
  options: { client: string; connection: { filename: string } };
  /** To look into it. */
  db: Knex;
}

/** A database file that is gone when the test ends; make it before what uses it, so that it goes last. */
export async function temporaryDatabase(): Promise<TemporaryDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'userdb-test-'));
  const options = { client: 'better-sqlite3', connection: { filename: join(folder, 'userdb.sqlite') } };
  const db = knex(connectionOptions(options));
  onTestFinished(async () => {
    await db.destroy();
    await rm(folder, { recursive: true, force: true });
  });
  return { options, db };
}
