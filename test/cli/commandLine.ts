// The command line on a database of its own: most commands run in the process of the test, which spares a start each.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';
import { run as runCommand } from '../../server/cli/program.ts';
import type { AdminUser } from '../../server/transformers/adminUser.ts';
import { createUserdb, Userdb } from '../../server/userdb.ts';

const PROGRAM = join(import.meta.dirname, '../../server/cli/userdb.ts');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandLine {
  folder: string;
  /** The configuration file, which `run` adds to every command. */
  config: string;
  run(argv: readonly string[], input?: string): Promise<Outcome>;
  /** The same with --json; fails the test unless the exit code is 0. */
  json<T = AdminUser>(argv: readonly string[], input?: string): Promise<T>;
  /** A file in the folder. @returns its path */
  write(name: string, content: string | Buffer): string;
  /** A userdb on the same database, as the server has it. */
  server(): Promise<Userdb>;
}

export function commandLine(keys = ''): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const config = write(
    'userdb.yml',
    `database: { options: { client: better-sqlite3, connection: { filename: ${JSON.stringify(join(folder, 'users.sqlite'))} } } }
passwordHashing: { cost: 4 }
${keys}`,
  );

  async function run(argv: readonly string[], input = ''): Promise<Outcome> {
    return runHere([...argv, '--config', config], input);
  }
  return {
    folder,
    config,
    run,
    write,
    async json<T>(argv: readonly string[], input?: string) {
      const { code, stdout, stderr } = await run([...argv, '--json'], input);
      if (code !== 0) throw new Error(`userdb ${argv.join(' ')} ended with ${code}: ${stderr}`);
      return JSON.parse(stdout) as T;
    },
    async server() {
      const userdb = createUserdb({ env: { ...process.env, NODE_ENV: 'test' } });
      onTestFinished(() => userdb.close());
      userdb.initializeFrom({}, { file: config });
      await Userdb.contextOf(userdb);
      return userdb;
    },
  };
}

/** Runs a command line in this process, with its output and its input in the place of the process's own. */
async function runHere(argv: string[], input: string): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  const hear = (name: 'stdout' | 'stderr') =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      said[name] += chunk.toString();
      return true;
    });
  const spies = [hear('stdout'), hear('stderr'), vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdinWith(input))];
  try {
    return { code: await runCommand(argv), ...said };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

function stdinWith(input: string): typeof process.stdin {
  return Object.assign(Readable.from(input === '' ? [] : [Buffer.from(input)]), {
    fd: 0,
  }) as unknown as typeof process.stdin;
}

function startProgram(
  argv: readonly string[],
  { cwd, env = {} }: { cwd?: string | undefined; env?: NodeJS.ProcessEnv } = {},
) {
  return spawn(process.execPath, ['--no-warnings', PROGRAM, ...argv], {
    cwd,
    env: { ...process.env, NODE_ENV: 'test', ...env },
  });
}

/** Runs `userdb` as a program, with exactly these arguments. */
export async function runProgram(
  argv: readonly string[],
  { input = '', cwd, env = {} }: { input?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  const child = startProgram(argv, { cwd, env });
  // A program that asks for nothing may be gone before it reads.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

/** The same with a reader that closes the pipe when it has the first chunk, as `userdb … | head -1` does. */
export async function runProgramToHead(argv: readonly string[]): Promise<Outcome> {
  const child = startProgram(argv);
  child.stdin.end();
  const ended = once(child, 'close') as Promise<[number | null]>;
  const stderr = text(child.stderr);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  child.stdout.destroy();
  const [code] = await ended;
  return { code, stdout: chunk.toString(), stderr: await stderr };
}

/** Starts a server, and waits until it listens. */
export async function serving(argv: readonly string[]): Promise<{ url: string; end(): Promise<number | null> }> {
  const child = spawn(process.execPath, ['--no-warnings', PROGRAM, ...argv], {
    env: { ...process.env, NODE_ENV: 'test' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      const [found] = /http:\/\/localhost:\d+/.exec(said) ?? [];
      if (found) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
  return {
    url,
    async end() {
      const ended = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}
