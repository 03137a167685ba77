// What the tests of this folder share: a database to look into, bytes that no browser would send, and stop-watches.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { Reply } from '../support/browser.ts';

/** The part of better-sqlite3 that is used here, which comes without types. */
interface Connection {
  prepare(sql: string): { all(...values: Value[]): Row[]; run(...values: Value[]): unknown };
  close(): void;
}
type Value = string | number | null;
type Row = Record<string, unknown>;

// The server's own copy of SQLite: two copies in one process do not see each other's locks, and break the file.
const BetterSqlite = createRequire(import.meta.url)('better-sqlite3') as new (filename: string) => Connection;

export interface DatabaseFile {
  filename: string;
  /** For startUserdb. */
  options: Options;
  rows(sql: string, ...values: Value[]): Row[];
  run(sql: string, ...values: Value[]): void;
  /** Everything that is in it, as text. */
  dump(): string;
}

/** A database file in a folder that goes with the test; a thief's or an operator's second connection to it. */
export function databaseFile(): DatabaseFile {
  const filename = join(temporaryFolder(), 'userdb.sqlite');

  function using<T>(work: (db: Connection) => T): T {
    const db = new BetterSqlite(filename);
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
  const rows: DatabaseFile['rows'] = (sql, ...values) => using((db) => db.prepare(sql).all(...values));

  return {
    filename,
    options: { database: { options: { client: 'better-sqlite3', connection: { filename } } } },
    rows,
    run: (sql, ...values) => using((db) => void db.prepare(sql).run(...values)),
    dump: () =>
      rows("select name from sqlite_master where type = 'table'")
        .map(({ name }) => JSON.stringify(rows(`select * from "${name}"`)))
        .join('\n'),
  };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Sends bytes as they are, and no more. @returns what came back until the connection closed or one answer was there */
export async function sendRaw(url: string, bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    if (Buffer.concat(chunks).includes('\r\n\r\n')) socket.end();
  });
  // A server that cuts the connection while we still write is one of the right answers.
  socket.on('error', () => {});
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** Sends bytes and is gone, in the middle of a sentence. */
export async function sendAndLeave(url: string, bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(bytes, () => socket.resetAndDestroy());
  await new Promise((resolve) => socket.once('close', resolve));
}

export function atOnce<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => work(index)));
}

/** Everything of an answer that a stranger can compare, but for the time of day. */
export function seen({ status, headers, text }: Reply) {
  return { status, headers: [...headers].filter(([name]) => name !== 'date'), text };
}

export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** Times several kinds of request in turns, so that a busy moment of the machine hits them alike. @returns medians */
export async function compareTimes<Kind extends string>(
  rounds: number,
  kinds: Record<Kind, () => Promise<unknown>>,
): Promise<Record<Kind, number>> {
  const names = Object.keys(kinds) as Kind[];
  const times = new Map<Kind, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    // Each kind comes first, second, … as often as the others.
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      times.get(name)?.push(await milliseconds(kinds[name]));
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<Kind, number>;
}
