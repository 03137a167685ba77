// Examples as a user has them: copied out of the checkout, with userdb installed from a packed tarball.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { freePort } from '../setup/ports.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Packs what is built, as `npm publish` would. @returns the tarball */
export function packUserdb(): string {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-pack-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const [packed] = JSON.parse(npm(ROOT, 'pack', '--ignore-scripts', '--json', '--pack-destination', folder)) as [
    { filename: string },
  ];
  return join(folder, packed.filename);
}

/**
 * Copies an example and installs what its package.json asks for.
 *
 * @param versions  of packages, in place of those that the example names
 */
export function installExample(name: string, tarball: string, versions: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), `userdb-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(join(ROOT, 'examples', name), folder, { recursive: true });
  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as { dependencies: Record<string, string> };
  Object.assign(manifest.dependencies, { userdb: `file:${tarball}` }, versions);
  writeFileSync(file, JSON.stringify(manifest));
  npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline');
  return folder;
}

/**
 * Starts a program of an example and waits until it answers.
 *
 * @returns its address
 * @throws with what it printed, when it ends
 */
export async function startExample(folder: string, args: string[], env: NodeJS.ProcessEnv): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, PORT: String(port), ...env },
    stdio: 'pipe',
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (printed += String(part)));
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  await expect.poll(() => child.exitCode !== null || answers(url), { timeout: 20_000 }).toBe(true);
  if (child.exitCode !== null) throw new Error(printed);
  return url;
}

function answers(url: string): Promise<boolean> {
  return fetch(`${url}/login`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Runs npm, the one that runs these tests where there is one. @returns what it printed */
function npm(cwd: string, ...args: string[]): string {
  const { npm_execpath: script } = process.env;
  const [command, first] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  return execFileSync(command, [...first, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
