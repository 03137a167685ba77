// Passwords for commands: from the option, from standard input, or from a prompt that shows nothing.
import { text } from 'node:stream/consumers';
import { read } from 'read';
import { UsageError } from './outcome.ts';
import { printNote } from './output.ts';

export interface PasswordOptions {
  password?: string;
  passwordStdin?: boolean;
}

/** The password that was given; undefined when none was. @throws UsageError when it was given twice, or is empty */
export async function givenPassword({ password, passwordStdin }: PasswordOptions): Promise<string | undefined> {
  if (password !== undefined && passwordStdin) throw new UsageError('--password-stdin: leave --password out');
  if (!passwordStdin) return password;
  // The line end belongs to the shell's echo, not to the password.
  const line = (await text(process.stdin)).replace(/\r?\n$/, '');
  if (line === '') throw new UsageError('--password-stdin: nothing came on standard input');
  return line;
}

/** Asks twice, on a terminal. @throws UsageError where nobody can answer, or the answers differ */
export async function askPassword(): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError('takes --password-stdin, --password or --invite');
  const ask = async (prompt: string) => {
    const answer = await untilEnd(read({ prompt, silent: true, output: process.stderr }));
    // What was typed is not shown, nor is the end of the line.
    printNote('');
    return answer;
  };
  const password = await ask('Password: ');
  if ((await ask('Again: ')) !== password) throw new UsageError('the two passwords differ');
  return password;
}

/** At the end of its input (Ctrl-D) the library never answers, and nothing else is left to wait for. */
async function untilEnd(answer: Promise<string>): Promise<string> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const give = () => reject(new Error('nothing was done'));
  process.once('beforeExit', give);
  try {
    return await Promise.race([answer, ended]);
  } finally {
    process.off('beforeExit', give);
  }
}

/** Asks before something that cannot be undone. @throws UsageError without --yes where nobody can answer; Error for a no */
export async function confirm(question: string, { yes }: { yes?: boolean }): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new UsageError('takes --yes, since it cannot be undone');
  const answer = await untilEnd(read({ prompt: `${question} [y/N] `, output: process.stderr }));
  if (!/^y(es)?$/i.test(answer.trim())) throw new Error('nothing was done');
}
