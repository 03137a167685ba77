// The ways to a first super-admin that docs/admin.md gives, as they stand there.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runProgram } from '../cli/commandLine.ts';
import { ROOT } from '../house/imports.ts';

const PASSWORD = 'seven grey herons';
const DEVELOPMENT = { NODE_ENV: 'development' };
const [, SECTION = ''] = /^## The first super-admin\n([\s\S]*?)^## /m.exec(
  readFileSync(join(ROOT, 'docs/admin.md'), 'utf8'),
) ?? [''];

function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-admin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** The arguments of each `userdb …` on the page. */
function commands(): string[][] {
  return [...SECTION.matchAll(/npx userdb ([^\n`]+)/g)].map(([, line = '']) => line.split(' '));
}

async function users(cwd: string) {
  const { stdout } = await runProgram(['users', 'list', '--json'], { cwd, env: DEVELOPMENT });
  return (JSON.parse(stdout) as { email: string; status: string; roles: { name: string }[] }[]).map(
    ({ email, status, roles }) => ({ email, status, roles: roles.map(({ name }) => name) }),
  );
}

// Each command is a program of its own, which takes seconds on a busy machine.
const LONG = 120_000;

const ANN = { email: 'ann@example.com', status: 'ENABLED', roles: ['super-admin'] };

test.each([
  ['a file with the configuration', 'endpoints: { register: { enabled: true } }\n'],
  ['an empty file, where the options are in JavaScript', ''],
])('by the command line, with %s', { timeout: LONG }, async (_, yml) => {
  const cwd = project({ 'userdb.yml': yml });
  const [add = []] = commands();
  expect(SECTION).toContain(`NODE_ENV=development npx userdb ${add.join(' ')}`);
  const asked = await runProgram(add, { cwd, env: DEVELOPMENT });
  expect(asked).toMatchObject({ code: 2, stderr: 'takes --password-stdin, --password or --invite\n' });

  const { code } = await runProgram([...add, '--password-stdin'], { cwd, env: DEVELOPMENT, input: PASSWORD });
  expect(code).toBe(0);
  expect(await users(cwd)).toEqual([ANN]);
});

test('by the script, and the role for somebody who is there', { timeout: LONG }, async () => {
  const [, script = ''] = /```js\n([\s\S]*?)```/.exec(SECTION) ?? [];
  const source = script.replace(`'userdb'`, JSON.stringify(join(ROOT, 'server/index.ts')));
  const cwd = project({ 'userdb.yml': '', 'first-admin.mjs': source });
  execFileSync(process.execPath, ['--no-warnings', 'first-admin.mjs', ANN.email], {
    cwd,
    env: { ...process.env, ...DEVELOPMENT, PASSWORD },
    stdio: 'pipe',
  });
  expect(await users(cwd)).toEqual([ANN]);

  const bob = ['users', 'add', '--email', 'bob@example.com', '--password-stdin'];
  await runProgram(bob, { cwd, env: DEVELOPMENT, input: PASSWORD });
  const give =
    commands()
      .at(-1)
      ?.map((word) => word.replace('ann@', 'bob@')) ?? [];
  expect(await runProgram(give, { cwd, env: DEVELOPMENT })).toMatchObject({ code: 0 });
  expect(await users(cwd)).toEqual([ANN, { ...ANN, email: 'bob@example.com' }]);
});
