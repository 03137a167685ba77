/**
 * What is built from what, and whether that is still true.
 *
 * Each output folder holds the digest of the sources it was made from. Contents are compared, not times: a checkout
 * or a copy gives every file a new time.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../bootstrap/lock.cjs';
import { fail, say } from '../bootstrap/say.cjs';
import { root } from './root.ts';

export interface Target {
  /** Files and folders whose contents decide whether the output is up to date. */
  readonly sources: readonly string[];
  readonly output: string;
  /** A package's command and its arguments. */
  readonly tool: readonly [packageName: string, command: string, ...args: string[]];
  /** Sources that belong into `dist` as they are, so that compiled code finds them as its source does. */
  readonly copied?: readonly string[];
}

/** Also part of every target: the compiler settings, and the versions of the tools. */
const COMMON_SOURCES = ['tsconfig.json', 'package-lock.json'];

export const TARGETS: Readonly<Record<string, Target>> = {
  server: {
    sources: ['server', 'defaults.yml', 'email-templates'],
    output: 'dist/server',
    tool: ['typescript', 'tsc', '-p', 'server/tsconfig.json'],
    copied: ['defaults.yml', 'email-templates'],
  },
  ui: {
    sources: ['client', 'server/passwords/rules.ts', 'vite.config.ts'],
    output: 'dist/ui',
    tool: ['vite', 'vite', 'build', '--logLevel', 'warn'],
  },
  lib: {
    sources: ['client', 'server/passwords/rules.ts', 'vite.config.ts'],
    output: 'dist/client',
    tool: ['vite', 'vite', 'build', '--mode', 'lib', '--logLevel', 'warn'],
  },
  types: {
    sources: ['client', 'server'],
    output: 'dist/types',
    tool: ['typescript', 'tsc', '-p', 'client/tsconfig.json'],
  },
};

const STAMP = '.built-from';

/** Builds those of the named targets whose sources changed since; says one line for each, and nothing otherwise. */
export function buildStale(names: readonly string[]): void {
  if (names.every((name) => isFresh(root, targetNamed(name)))) return;
  withLock(root, () => {
    for (const name of names) {
      if (!isFresh(root, targetNamed(name))) build(name);
    }
  });
}

export function buildAll(): void {
  withLock(root, () => {
    for (const name of Object.keys(TARGETS)) build(name);
  });
}

function targetNamed(name: string): Target {
  const target = TARGETS[name];
  if (!target) throw new Error(`no such target: ${name}`);
  return target;
}

export function isFresh(base: string, target: Target): boolean {
  const stamp = join(base, target.output, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOf(base, target);
}

function build(name: string): void {
  const target = targetNamed(name);
  say(`building ${target.output}`);
  const digest = digestOf(root, target);
  // Neither compiler removes what it no longer makes, and half an output must not look like a whole one.
  rmSync(join(root, target.output), { recursive: true, force: true });

  const [packageName, command, ...args] = target.tool;
  const { status } = spawnSync(process.execPath, [commandOf(packageName, command), ...args], {
    cwd: root,
    // Standard output is the program's own: `npm pack --json` and `serve` are read by other programs.
    stdio: ['ignore', 2, 2],
    // Built for production whatever the shell says, or React comes out in its slow form.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (status !== 0) fail(`${target.output} could not be built: "${command} ${args.join(' ')}" says above why`);

  for (const place of target.copied ?? []) copyToDist(place);
  stamp(root, target, digest);
}

function copyToDist(place: string): void {
  rmSync(join(root, 'dist', place), { recursive: true, force: true });
  cpSync(join(root, place), join(root, 'dist', place), { recursive: true });
}

export function stamp(base: string, target: Target, digest = digestOf(base, target)): void {
  writeFileSync(join(base, target.output, STAMP), digest);
}

export function commandOf(packageName: string, command: string): string {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  return join(folder, bin[command] ?? fail(`${packageName} has no command ${command}`));
}

function digestOf(base: string, target: Target): string {
  const hash = createHash('sha256').update(JSON.stringify(target));
  for (const source of [...target.sources, ...COMMON_SOURCES]) {
    for (const file of filesUnder(base, source)) {
      hash.update(`\0${file}\0`).update(readFileSync(join(base, file)));
    }
  }
  return hash.digest('hex');
}

function filesUnder(base: string, place: string): string[] {
  const stat = statSync(join(base, place), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [place];
  return readdirSync(join(base, place))
    .sort()
    .flatMap((name) => filesUnder(base, `${place}/${name}`));
}
