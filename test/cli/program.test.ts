// The program as a program: its exit codes, its help, and that it ends.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../server/cli/program.ts';
import { newId } from '../../server/ids.ts';
import type { NewUser } from '../../server/store/store.ts';
import { Userdb } from '../../server/userdb.ts';
import { commandLine, runProgram, runProgramToHead, serving } from './commandLine.ts';

/** Rows of 150 bytes and more: a megabyte, where a pipe holds some 200 kB. */
const MORE_THAN_A_PIPE_HOLDS = 7000;

describe('userdb', () => {
  it('ends by itself: 0 when it is done', async () => {
    const { config, folder } = commandLine();
    const outcome = await runProgram(['migrate', '--config', config], { cwd: folder });
    expect(outcome).toEqual({ code: 0, stdout: 'the database is up to date\n', stderr: '' });
  });

  it('takes userdb.yml in the present folder when no --config is given', async () => {
    const { folder } = commandLine();
    expect(await runProgram(['users', 'list', '--json'], { cwd: folder })).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  it('1, with a line, when the data refuses', async () => {
    const { config } = commandLine();
    const outcome = await runProgram(['users', 'show', 'nobody@example.com', '--config', config]);
    expect(outcome).toEqual({
      code: 1,
      stdout: '',
      stderr: 'there is no user nobody@example.com; userdb users list --search finds people\n',
    });
  });

  it('1 when the database cannot be opened', async () => {
    const line = commandLine();
    const config = line.write(
      'broken.yml',
      `database: { options: { client: better-sqlite3, connection: { filename: ${line.folder} } } }\n`,
    );
    const outcome = await runProgram(['users', 'list', '--config', config]);
    expect(outcome).toMatchObject({ code: 1, stdout: '' });
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  });

  it.each([
    ['no configuration', ['users', 'list'], '--config'],
    ['a configuration that is not there', ['users', 'list', '--config', 'nothing.yml'], 'nothing.yml is not there'],
    ['a wrong key', ['users', 'list', '--config', 'WRONG'], 'passwordPolicy.length'],
    ['an unknown command', ['users', 'fly'], 'fly'],
    ['no command', [], 'Usage'],
    ['an argument too many', ['users', 'list', 'ann', '--config', 'x'], 'too many'],
    ['a missing argument', ['users', 'show'], 'email'],
  ])('2, with a line, for %s', async (_what, argv, words) => {
    const line = commandLine();
    const wrong = line.write('wrong.yml', 'passwordPolicy: { length: many }\n');
    const elsewhere = { cwd: join(line.folder, '..') };
    const outcome = await runProgram(
      argv.map((word) => (word === 'WRONG' ? wrong : word)),
      elsewhere,
    );
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain(words);
  });

  it('serves until it is told to end, and ends with 0', async () => {
    // From the sources there are no built pages.
    const { config } = commandLine('spa: { enabled: false }');
    const { url, end } = await serving(['serve', '--config', config, '--port', '0']);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect((await fetch(`${url}/me`, { headers: { Accept: 'application/json' } })).status).toBe(401);
    expect(await end()).toBe(0);
  });

  it('2, with a line, for a port that is none', async () => {
    const { config } = commandLine();
    const outcome = await runProgram(['serve', '--config', config, '--port', 'x']);
    expect(outcome).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('from 0 to 65535') });
  });

  it('refuses the published secrets outside development, as the server does', async () => {
    const { config } = commandLine();
    const outcome = await runProgram(['users', 'list', '--config', config], { env: { NODE_ENV: 'production' } });
    expect(outcome).toMatchObject({ code: 2, stderr: expect.stringContaining('tokenSigningKey') });
  });

  it('tells its version and helps', async () => {
    expect((await runProgram(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+/);
    const { code, stdout } = await runProgram(['users', 'add', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('Example:\n  userdb users add --email ann@example.com');
  });

  it('has no colours but on a terminal', async () => {
    const { config } = commandLine();
    expect((await runProgram(['users', 'list', '--config', config])).stdout).not.toContain('\u001b');
  });

  it('ends well when its reader has seen enough, as in `users export | head -1`', async () => {
    const line = commandLine();
    const { store } = await Userdb.contextOf(await line.server());
    const { id: accountId } = await store.accounts.findOrCreate('acme', new Date());
    const name = 'x'.repeat(64);
    const names = { givenName: name, middleName: null, surname: name };
    const users = Array.from({ length: MORE_THAN_A_PIPE_HOLDS }, (): NewUser => {
      const id = newId();
      const email = `${id}@example.com`;
      return { id, accountId, email, username: id, ...names, status: 'ENABLED', customData: {}, password: '-' };
    });
    await store.users.createMany(users, new Date());

    const outcome = await runProgramToHead(['users', 'export', '--config', line.config]);
    expect(outcome).toEqual({ code: 0, stdout: expect.stringMatching(/^first name,last name,/), stderr: '' });
  });

  it('is what the package installs', () => {
    const root = join(import.meta.dirname, '../..');
    const { status, stdout } = spawnSync(join(root, 'scripts/userdb.cjs'), ['--version'], {
      cwd: root,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});

describe('the help of every command', () => {
  /** Those of userdb 1 say what is written today, and a server prints nothing. */
  const others = ['add-users', 'manage-user', 'serve'];
  const leaves = createProgram().commands.flatMap((group) => (group.commands.length > 0 ? group.commands : [group]));

  it.each(leaves.filter((leaf) => !others.includes(leaf.name())).map((leaf) => [leaf.name(), leaf] as const))(
    '%s has a summary, an example, --config and --json',
    (_name, leaf) => {
      let help = '';
      leaf.configureOutput({
        writeOut: (part) => {
          help += part;
        },
      });
      leaf.outputHelp();
      expect(leaf.description()).toMatch(/\w+ \w+/);
      expect(help).toMatch(/Example:\n {2}userdb \w/);
      expect(help).toContain('--config <file>');
      expect(help).toContain('--json');
    },
  );

  it('of roles add and roles remove shows the two forms they take', () => {
    const usages = leaves.map((leaf) => leaf.helpInformation().split('\n')[0]);
    expect(usages).toContain('Usage: userdb roles add [options] [email] <role>');
    expect(usages).toContain('Usage: userdb roles remove [options] [email] <role>');
  });
});
