// The file of a new database.
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openKnexStore } from '../../server/store/knex/index.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-file-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
const options = (filename: string) => ({ client: 'better-sqlite3', connection: { filename } });

test('a new database, its log, and the folder made for it are for their owner alone', async () => {
  const folder = join(temporaryFolder(), 'data');
  const filename = join(folder, 'userdb.sqlite');
  const store = openKnexStore(options(filename));
  onTestFinished(() => store.close());
  await store.migrate();

  expect(modeOf(folder)).toBe('700');
  for (const path of [filename, `${filename}-wal`, `${filename}-shm`]) expect(modeOf(path)).toBe('600');
});

test('a file that is there keeps the mode that somebody gave it', async () => {
  const filename = join(temporaryFolder(), 'userdb.sqlite');
  writeFileSync(filename, '');
  chmodSync(filename, 0o640);
  const store = openKnexStore(options(filename));
  onTestFinished(() => store.close());
  await store.migrate();
  expect(modeOf(filename)).toBe('640');
});

test('a file that cannot be made is refused by the key that names it', () => {
  const filename = join(temporaryFolder(), 'no-folder');
  writeFileSync(filename, '');
  expect(() => openKnexStore(options(join(filename, 'userdb.sqlite')))).toThrow(
    /^database\.options: .*userdb\.sqlite cannot be used as a database \(E[A-Z]+\)$/,
  );
});
