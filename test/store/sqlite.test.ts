import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, watch } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import knex, { type Knex } from 'knex';
import { describe, expect, it, onTestFinished } from 'vitest';
import { connectionOptions } from '../../server/store/knex/dialects.ts';
import { openKnexStore, openStoreOn } from '../../server/store/knex/index.ts';
import { storeContract, type TestStore } from './contract.ts';
import { managingContract } from './managingContract.ts';

const NOW = new Date('2026-03-04T05:06:07Z');

const MIGRATIONS = readdirSync(new URL('../../server/store/knex/migrations', import.meta.url));

const optionsOf = (filename: string) => ({ client: 'better-sqlite3', connection: { filename } });

async function inMemory(): Promise<TestStore> {
  const db = knex(connectionOptions(optionsOf(':memory:')));
  const store = openStoreOn(db);
  return { stores: [store, store], ...pastTheStore(db), close: () => store.close() };
}

async function inAFile(): Promise<TestStore> {
  const filename = await freshFile();
  const stores = [openKnexStore(optionsOf(filename)), openKnexStore(optionsOf(filename))] as const;
  const db = knex(connectionOptions(optionsOf(filename)));
  return {
    stores,
    ...pastTheStore(db),
    async close() {
      await Promise.all([...stores.map((store) => store.close()), db.destroy()]);
      await rm(dirname(filename), { recursive: true, force: true });
    },
  };
}

for (const contract of [storeContract, managingContract]) {
  contract('SQLite in memory', inMemory);
  contract('SQLite in a file, over two connections', inAFile);
}

function pastTheStore(db: Knex) {
  return {
    write: async (statement: string, values: readonly string[] = []) => void (await db.raw(statement, [...values])),
    read: async (statement: string): Promise<Record<string, unknown>[]> => await db.raw(statement),
  };
}

describe('a SQLite connection', () => {
  it.each([
    ['journal_mode', 'wal'],
    ['foreign_keys', 1],
    // FULL: what was answered must still be there when the power goes.
    ['synchronous', 2],
  ])('has %s %s', async (pragma, value) => {
    const db = knex(connectionOptions(optionsOf(await temporaryFile())));
    onTestFinished(() => db.destroy());
    expect(Object.values((await db.raw(`pragma ${pragma}`))[0])).toEqual([value]);
  });

  it.each(['better-sqlite3', 'sqlite3', 'sqlite'])('is the same under the name %s', async (client) => {
    const filename = await temporaryFile();
    const store = openKnexStore({ client, connection: { filename } });
    onTestFinished(() => store.close());
    await store.migrate();
    expect(existsSync(filename)).toBe(true);
  });

  it('takes the file as a text, makes the folder, and leaves the options as they were', async () => {
    const filename = join(dirname(await temporaryFile()), 'deep', 'down', 'userdb.sqlite');
    const options = Object.freeze({ client: 'better-sqlite3', connection: filename });
    const store = openKnexStore(options);
    onTestFinished(() => store.close());
    await store.ping();
    expect(existsSync(filename)).toBe(true);
    expect(options).toEqual({ client: 'better-sqlite3', connection: filename });
  });

  it('closes the file, so that nothing but the database is left', async () => {
    const filename = await temporaryFile();
    const store = openKnexStore(optionsOf(filename));
    await store.migrate();
    await store.close();
    expect(existsSync(`${filename}-wal`)).toBe(false);
  });

  it('tells of a failed statement without the values in it', async () => {
    const db = knex(connectionOptions(optionsOf(':memory:')));
    const store = openStoreOn(db);
    onTestFinished(() => store.close());
    await store.migrate();
    const user = {
      id: 'one',
      accountId: 'nowhere',
      email: 'ann@example.com',
      username: 'ann',
      givenName: null,
      middleName: null,
      surname: null,
      status: 'ENABLED' as const,
      customData: { card: '4111' },
      password: '$2b$secret',
    };
    const failure: unknown = await store.users.create(user, NOW).catch((error: unknown) => error);
    expect(String((failure as Error).stack)).toContain('insert into `users`');
    expect(String((failure as Error).stack)).not.toMatch(/secret|4111|ann@/);
  });
});

describe('a write that somebody else is busy with', () => {
  it('is waited for, while this process goes on', async () => {
    const filename = await temporaryFile();
    const [store, holder] = [openKnexStore(optionsOf(filename)), openKnexStore(optionsOf(filename))];
    onTestFinished(async () => void (await Promise.all([store.close(), holder.close()])));
    await store.migrate();
    const held = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const holding = holder.transaction(async (inside) => {
      await inside.counters.hit('key', 60, NOW);
      held.resolve();
      await release.promise;
    });
    await held.promise;

    const waiting = store.counters.hit('key', 60, NOW);
    // With a wait that blocks the thread, this turn of the event loop would come seconds later.
    const before = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(performance.now() - before).toBeLessThan(1000);
    release.resolve();

    await holding;
    expect((await waiting).count).toBe(2);
  });
});

describe('several processes on one file', () => {
  it('migrate it once, and lose none of their transactions', async () => {
    const filename = await temporaryFile();
    await Promise.all(Array.from({ length: 4 }, () => migrateProcess(filename, 25)));

    const count = await counterOf(filename);
    expect(await count('userdb_migrations')).toBe(MIGRATIONS.length);
    expect(await count('accounts')).toBe(1);
    expect(await count('roles')).toBe(100);
  });

  it('find nothing half done where one was killed in the middle', async () => {
    const filename = await temporaryFile();
    const killed = spawnMigration(filename, 100_000);
    const ended = once(killed, 'exit');
    const watcher = watch(dirname(filename));
    await once(watcher, 'change');
    watcher.close();
    killed.kill('SIGKILL');
    await ended;

    await migrateProcess(filename, 1);
    const count = await counterOf(filename);
    expect(await count('userdb_migrations')).toBe(MIGRATIONS.length);
    expect(await count('accounts')).toBe(1);
  });
});

async function counterOf(filename: string) {
  const db = knex(connectionOptions(optionsOf(filename)));
  onTestFinished(() => db.destroy());
  expect(await db.raw('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  return async (table: string): Promise<number> => (await db(table).count('* as n'))[0]?.n as number;
}

function spawnMigration(filename: string, transactions: number) {
  const program = fileURLToPath(new URL('./migrateProcess.ts', import.meta.url));
  return spawn(process.execPath, ['--no-warnings', program, filename, String(transactions)], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
}

async function migrateProcess(filename: string, transactions: number): Promise<void> {
  const child = spawnMigration(filename, transactions);
  const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  if (code !== 0) throw new Error(`ended with ${code}: ${said}`);
}

async function freshFile(): Promise<string> {
  return join(await mkdtemp(join(tmpdir(), 'userdb-store-')), 'userdb.sqlite');
}

/** Its folder goes with the test. */
async function temporaryFile(): Promise<string> {
  const filename = await freshFile();
  onTestFinished(() => rm(dirname(filename), { recursive: true, force: true }));
  return filename;
}
