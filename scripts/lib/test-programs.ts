/** The two programs that the tests run and npm does not bring: a browser, and Redis. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installForAll, wordsToBeRoot } from '../bootstrap/debian.cjs';
import { fail, say } from '../bootstrap/say.cjs';
import { root } from './root.ts';
import { unpackPrograms } from './unpacked-programs.ts';

interface Program {
  /** Tells the tests where the program is; set beforehand, it names one of the user's own. */
  readonly variable: 'CHROMIUM' | 'REDIS_SERVER';
  readonly commands: readonly string[];
  readonly packages: readonly string[];
  /** What the package calls the program, relative to the root of the file system. */
  readonly installedAs: string;
}

const PROGRAMS: readonly Program[] = [
  {
    variable: 'CHROMIUM',
    // First the one without the parts that draw windows: it opens a page in a third of the time.
    commands: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
    packages: ['chromium-headless-shell', 'chromium-common'],
    installedAs: 'usr/lib/chromium/chromium-headless-shell',
  },
  {
    variable: 'REDIS_SERVER',
    commands: ['redis-server'],
    // Not the package redis-server: it starts a service, and its program is only this one under another name.
    packages: ['redis-tools'],
    installedAs: 'usr/bin/redis-check-rdb',
  },
];

const cache = join(root, 'node_modules', '.cache', 'userdb-debian');

/** Finds the programs, installing what is missing, and returns the variables that tell the tests where they are. */
export function provideTestPrograms(): Record<string, string> {
  const missing = PROGRAMS.filter((program) => !find(program));
  if (missing.length > 0) install(missing);

  return Object.fromEntries(
    PROGRAMS.map((program) => [program.variable, find(program) ?? giveUp([program], 'it does not run')]),
  );
}

function find({ variable, commands }: Program): string | undefined {
  const own = process.env[variable];
  if (own) return own;
  // The second way of installing is for machines that have none of this, and is tested on one that has.
  const system = process.env.USERDB_TEST_IGNORE_SYSTEM ? [] : (process.env.PATH ?? '').split(delimiter);
  const places = [...system, join(cache, 'bin')];
  return places.flatMap((place) => commands.map((command) => join(place, command))).find(runs);
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
  } catch {
    return false;
  }
  // Ubuntu's chromium is a stub that only says how to get the real one.
  return spawnSync(file, ['--version']).status === 0;
}

function install(programs: readonly Program[]): void {
  const packages = programs.flatMap((program) => program.packages);
  const asRoot = process.env.USERDB_TEST_IGNORE_SYSTEM ? undefined : wordsToBeRoot();
  if (asRoot) {
    say(`installing ${packages.join(', ')} from Debian's packages, which the tests need`);
    check(programs, installForAll(asRoot, packages));
    for (const program of programs) linkUnderItsName(program);
  } else {
    say(`unpacking ${packages.join(', ')} from Debian's packages into node_modules/.cache, which the tests need`);
    const wanted = programs.map(({ commands, installedAs }) => ({ command: String(commands[0]), installedAs }));
    check(programs, unpackPrograms(cache, packages, wanted));
  }
}

/** Redis asks by what name it was called: as redis-server it serves. */
function linkUnderItsName({ commands, installedAs }: Program): void {
  const [command] = commands;
  if (!command || installedAs.endsWith(`/${command}`)) return;
  mkdirSync(join(cache, 'bin'), { recursive: true });
  rmSync(join(cache, 'bin', command), { force: true });
  symlinkSync(`/${installedAs}`, join(cache, 'bin', command));
}

function check(programs: readonly Program[], problem: string | undefined): void {
  if (problem) giveUp(programs, problem);
}

function giveUp(programs: readonly Program[], reason: string): never {
  const names = programs.map(({ commands }) => commands[0]).join(' and ');
  const packages = programs.flatMap((program) => program.packages).join(' ');
  const variables = programs.map(({ variable }) => `${variable}=/path/to/it`).join(' ');
  return fail(
    `the tests need ${names}, and it could not be installed (${reason}); ` +
      `by hand: "apt-get install ${packages}" as root, or name your own: ${variables} npm test`,
  );
}
