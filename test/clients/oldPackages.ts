// The old clients, as npm has them: installed once, apart from the packages of today, whatever file's tests come first.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { vi } from 'vitest';

/** What the pages of that time are written in, and which packages they take. */
export const HOST = join(import.meta.dirname, 'host');
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/old-clients');
/** Milliseconds for another test file's installation, which this one then uses. */
const PATIENCE = 120_000;

/** @returns the `node_modules` that holds what test/clients/host/package-lock.json names */
export async function oldPackages(): Promise<string> {
  const lockfile = readFileSync(join(HOST, 'package-lock.json'));
  const folder = join(CACHE, createHash('sha256').update(lockfile).digest('hex').slice(0, 16));
  const installed = join(folder, 'installed');
  if (!existsSync(installed)) {
    await alone(async () => {
      if (existsSync(installed)) return;
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const file of ['package.json', 'package-lock.json']) cpSync(join(HOST, file), join(folder, file));
      // No package here needs a script, and none of that age gets to run one.
      await npm(folder, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline');
      writeFileSync(installed, '');
    });
  }
  return join(folder, 'node_modules');
}

/** Runs `work` while no other process does. SQLite's lock ends with the process that holds it, however that ends. */
async function alone(work: () => Promise<void>): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const lock = new DatabaseSync(join(CACHE, 'lock.sqlite'));
  try {
    await vi.waitFor(() => lock.exec('BEGIN EXCLUSIVE'), { timeout: PATIENCE, interval: 100 });
    await work();
  } finally {
    lock.close();
  }
}

/** Runs npm, the one that runs these tests where there is one. */
async function npm(cwd: string, ...args: string[]): Promise<void> {
  const { npm_execpath: script } = process.env;
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  await promisify(execFile)(command, [...first, ...args], { cwd });
}
