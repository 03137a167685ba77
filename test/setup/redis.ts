/** A redis-server of the test's own: private, empty, on a free port, and gone with the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from './ports.ts';

export interface Redis {
  readonly url: string;
  /** Stops answering, connections stay open: a server that hangs. */
  pause(): void;
  resume(): void;
  /** Drops every connection and all data, and serves on the same port again. */
  restart(): Promise<void>;
  /** Drops every connection; only `restart` brings the server back. */
  stop(): Promise<void>;
}

export async function startRedis(): Promise<Redis> {
  const port = await freePort();
  let server = await launch(port);

  return {
    url: `redis://127.0.0.1:${port}`,
    pause: () => void server.kill('SIGSTOP'),
    resume: () => void server.kill('SIGCONT'),
    stop: () => end(server),
    async restart() {
      await end(server);
      server = await launch(port);
    },
  };
}

async function launch(port: number): Promise<ChildProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'userdb-redis-'));
  const program = process.env.REDIS_SERVER ?? 'redis-server';
  const persistNothing = ['--save', '', '--appendonly', 'no'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, ...persistNothing];
  const server = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });

  // A test run that is ended in the middle takes its server along.
  const endNow = () => void server.kill('SIGKILL');
  process.on('exit', endNow);
  server.on('exit', () => {
    process.off('exit', endNow);
    rmSync(folder, { recursive: true, force: true });
  });

  await ready(server);
  return server;
}

async function ready(server: ChildProcess): Promise<void> {
  const said: string[] = [];
  const lines = createInterface({ input: server.stdout as NodeJS.ReadableStream });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${said.join('\n')}`)));
    lines.on('line', (line) => {
      said.push(line);
      if (line.includes('Ready to accept connections')) resolve();
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  // Not SIGTERM: a paused server would wait for SIGCONT, and there is nothing to save.
  server.kill('SIGKILL');
  await ended;
}
