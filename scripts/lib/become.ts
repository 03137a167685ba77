import { runInForeground } from '../bootstrap/foreground.cjs';

/**
 * Lets another script take this process's place: same process id, so a signal sent here reaches it, and its exit code
 * is ours. Where the system cannot do that, it runs as a child and signals are handed on.
 */
export async function become(script: string, args: string[]): Promise<never> {
  const { execPath } = process;
  if (process.platform !== 'win32' && process.execve) {
    process.execve(execPath, [execPath, script, ...args], process.env);
  }
  process.exit(await runInForeground(execPath, [script, ...args]));
}
