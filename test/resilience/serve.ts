// The server as people run it: a process of its own, with a configuration file in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STANDALONE = join(ROOT, 'server/standalone.ts');
const LATER = fileURLToPath(new URL('./later.ts', import.meta.url));

export const SECRETS = {
  session: { secret: 'a session secret of the operator, long' },
  tokenSigningKey: 'a token signing key of the operator, long',
};

type Keys = Record<string, unknown>;

export interface Setting {
  /** The folder with the database; a new one unless given. */
  folder?: string;
  port?: number;
  /** Seconds by which the process takes the time to be later than it is. */
  later?: number;
  env?: NodeJS.ProcessEnv;
}

export interface ServerProcess {
  folder: string;
  /** Of the database. */
  filename: string;
  url: string;
  pid: number;
  stderr(): string;
  stdout(): string;
  /** The exit code, or the signal that ended it. */
  exit: Promise<number | NodeJS.Signals>;
  /** Ends it well, by SIGTERM. */
  stop(): Promise<number | NodeJS.Signals>;
  /** Ends it at once, by SIGKILL. */
  kill(): Promise<void>;
  /** Resolves once the standard error is as wanted; when the process has ended, anyway. */
  said(isWanted: (stderr: string) => boolean): Promise<void>;
}

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-serve-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Starts a server and waits until it listens. @throws what it said, when it ends instead */
export async function serve(config: Keys = {}, setting: Setting = {}): Promise<ServerProcess> {
  const { process: server, ...running } = launch(config, setting);
  const portIn = (stderr: string) => /^userdb listens on http:\/\/localhost:(\d+)$/m.exec(stderr)?.[1];
  await running.said((stderr) => portIn(stderr) !== undefined);
  const port = portIn(running.stderr());
  if (port === undefined || server.pid === undefined) throw new Error(`the server ended: ${running.stderr()}`);
  return { ...running, url: `http://127.0.0.1:${port}`, pid: server.pid };
}

/** Starts a server that is expected to refuse. @param config  keys, or the text of the file, or null for no file */
export async function serveInVain(config: Keys | string | null, setting: Setting = {}) {
  const running = launch(config, setting);
  const code = await running.exit;
  return { code, lines: running.stderr().trimEnd().split('\n'), stdout: running.stdout(), folder: running.folder };
}

function launch(config: Keys | string | null, { folder = newFolder(), port = 0, later = 0, env = {} }: Setting) {
  const filename = join(folder, 'userdb.sqlite');
  const file = join(folder, 'userdb.yml');
  const standard = {
    ...SECRETS,
    passwordHashing: { cost: 10 },
    spa: { enabled: false },
    rateLimits: { enabled: false },
    database: { options: { client: 'better-sqlite3', connection: { filename } } },
  };
  if (typeof config === 'string') writeFileSync(file, config);
  else if (config) writeFileSync(file, JSON.stringify({ ...standard, ...config }));

  const { NODE_ENV: _, VITEST: __, NODE_OPTIONS: ___, ...inherited } = process.env;
  const own = join(ROOT, 'node_modules/.bin/node');
  const node = existsSync(own) ? own : process.execPath;
  const clock = later ? ['--import', LATER] : [];
  const child = spawn(node, [...clock, STANDALONE, '--config', file, '--port', String(port)], {
    cwd: folder,
    env: { ...inherited, ...env, ...(later && { USERDB_TEST_LATER: String(later) }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { process: child, folder, filename, ...watch(child) };
}

function watch(child: ChildProcess) {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text;
    });
  }
  const exit = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exit;
  };
  onTestFinished(async () => void (await end('SIGKILL')));

  return {
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    exit,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    said: async (isWanted: (stderr: string) => boolean) => {
      while (child.exitCode === null && child.signalCode === null && !isWanted(said.stderr)) {
        await Promise.race([new Promise((resolve) => child.stderr?.once('data', resolve)), exit]);
      }
    },
  };
}
