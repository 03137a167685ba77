// The demo as `npm start` runs it, in a folder of its own. It is ended when the test ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const PROGRAM = join(import.meta.dirname, '../../dist/server/demo.js');

export interface Demo {
  url: string;
  /** What it printed. */
  printed(): string;
  /** Ends it as Ctrl+C does, and waits for that. */
  stop(): Promise<void>;
}

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function startDemo(folder = temporaryFolder()): Promise<Demo> {
  const { child, output } = spawnDemo(folder, { PORT: '0' });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  };
  onTestFinished(stop);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /http:\/\/localhost:\d+/.exec(output())?.[0];
      if (found && output().includes('sign in as')) resolve(found);
    });
    child.once('exit', () => reject(new Error(`the demo ended: ${output()}`)));
  });
  return { url, printed: output, stop };
}

/** Runs the demo where it cannot start. */
export async function failingDemo(
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; printed: string }> {
  const { child, output } = spawnDemo(folder, env);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, printed: output() };
}

function spawnDemo(cwd: string, env: NodeJS.ProcessEnv): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [PROGRAM], { cwd, env: { ...process.env, NODE_ENV: undefined, ...env } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  return { child, output: () => text };
}
