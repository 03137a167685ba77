import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AdminAccount, AdminUser } from '../../server/transformers/adminUser.ts';
import type { ImportResult } from '../../server/workflows/importUsers.ts';
import { type CommandLine, commandLine } from './commandLine.ts';

const HEADS = 'first name,last name,e-mail,role,password,account\n';
const GOOD = `${HEADS}Ann,Lee,ann@example.com,doctor,,acme\nBen,Bright,ben@example.com,,,acme\n`;
const WRONG = `${GOOD}Carl,,carl@example.com,,,acme\nDora,Dee,nowhere,,,acme\n`;

const everybody = async (line: CommandLine) =>
  (await line.json<AdminUser[]>(['users', 'list'])).map(({ email }) => email);

const accounts = async (line: CommandLine) =>
  (await line.json<AdminAccount[]>(['accounts', 'list'])).map(({ name }) => name);

describe('userdb users import', () => {
  it('adds everybody, and the same file again adds nobody', async () => {
    const line = commandLine();
    const file = line.write('users.csv', GOOD);
    expect(await line.json<ImportResult>(['users', 'import', file])).toMatchObject({ rows: 2, created: 2, invited: 2 });
    expect(await line.json<ImportResult>(['users', 'import', file])).toMatchObject({ created: 0, unchanged: 2 });
    expect(await everybody(line)).toEqual(['ann@example.com', 'ben@example.com']);
  });

  it('--dry-run tells every wrong row with its line, and changes nothing', async () => {
    const line = commandLine();
    const outcome = await line.run(['users', 'import', line.write('users.csv', WRONG), '--dry-run']);
    expect(outcome.code).toBe(1);
    expect(outcome.stdout).toMatch(/^4 +surname +Last Name is required\.$/m);
    expect(outcome.stdout).toMatch(/^5 +email +nowhere +/m);
    expect(outcome.stdout).toContain(
      'would be: 2 new, 0 with a new role, 0 unchanged, 2 refused, 2 invited, of 4 rows',
    );
    expect(await everybody(line)).toEqual([]);
  });

  it('refuses a file with a wrong row, and takes the good ones with --partial', async () => {
    const line = commandLine();
    const file = line.write('users.csv', WRONG);
    const refused = await line.run(['users', 'import', file]);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('Line 4, surname') });
    expect(refused.stderr.trim().split('\n')).toHaveLength(1);
    expect(await everybody(line)).toEqual([]);

    expect((await line.run(['users', 'import', file, '--partial'])).stdout).toContain('2 new');
    expect(await everybody(line)).toEqual(['ann@example.com', 'ben@example.com']);
  });

  it('--no-header, --account and --no-invitations do what they say', async () => {
    const line = commandLine();
    const file = line.write('users.csv', 'Ann,Lee,ann@example.com,,correct horse battery,elsewhere\n');
    await line.json(['users', 'import', file, '--no-header', '--account', 'zoo', '--no-invitations']);
    expect(await line.json<AdminUser[]>(['users', 'list'])).toMatchObject([
      { email: 'ann@example.com', status: 'ENABLED', accounts: [{ name: 'zoo' }] },
    ]);
  });

  it.each([{ argv: [] }, { argv: ['--dry-run'] }, { argv: ['--partial'] }])(
    '--account makes nothing where no user joins it: $argv',
    async ({ argv }) => {
      const line = commandLine();
      const file = line.write('users.csv', `${HEADS}Carl,,carl@example.com,,,\nDora,Dee,nowhere,,,\n`);
      const outcome = await line.run(['users', 'import', file, '--account', 'zoo', ...argv]);
      expect(outcome).toMatchObject({ code: 1, stderr: expect.not.stringContaining('account') });
      expect(await accounts(line)).toEqual([]);
    },
  );

  it('--dry-run foretells what an import into an account that is not there yet does', async () => {
    const line = commandLine();
    const argv = ['users', 'import', line.write('users.csv', `${GOOD},,,,,\n`), '--account', 'zoo'];
    const counts = { rows: 2, created: 2, refused: 0 };
    expect(await line.json<ImportResult>([...argv, '--dry-run'])).toMatchObject(counts);
    expect(await accounts(line)).toEqual([]);
    expect(await line.json<ImportResult>(argv)).toMatchObject(counts);
    expect(await accounts(line)).toEqual(['zoo']);
    expect(await line.json<ImportResult>(argv)).toMatchObject({ created: 0, unchanged: 2 });
  });

  it('--columns says what each column holds, also with an account that is yet to be made', async () => {
    const line = commandLine();
    const file = line.write('staff.csv', 'mail,town,last name,first name\nann@example.com,Ulm,Lee,Ann\n,,,\n');
    const users = [{ email: 'ann@example.com', givenName: 'Ann', surname: 'Lee', accounts: [{ name: 'zoo' }] }];
    for (const columns of ['email,,surname,givenName', 'auto']) {
      await line.json(['users', 'import', file, '--columns', columns, '--account', 'zoo']);
      expect(await line.json<AdminUser[]>(['users', 'list'])).toMatchObject(users);
    }
    expect(await line.run(['users', 'import', file, '--columns', 'email,surname'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('givenName has no column'),
    });
  });

  it('reads a file as JSON by its name', async () => {
    const line = commandLine();
    const people = [{ firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com', account: 'acme' }];
    await line.json(['users', 'import', line.write('users.JSON', JSON.stringify(people))]);
    expect(await everybody(line)).toEqual(['ann@example.com']);
  });

  it.each([
    ['a file that is not there', ['nothing.csv'], 2],
    ['an unknown format', ['users.csv', '--from', 'pdf'], 2],
    ['JSON that is no list of people', ['users.json'], 2],
    ['an old Excel file', ['users.xls'], 1],
  ])('refuses %s in a line', async (_what, [name = '', ...argv], code) => {
    const line = commandLine();
    line.write('users.csv', GOOD);
    line.write('users.json', '{"email": 1}');
    line.write('users.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'));
    const outcome = await line.run(['users', 'import', join(line.folder, name), ...argv]);
    expect(outcome).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(/\S/) });
  });
});

describe('what an import says besides', () => {
  it('that the first row looks like a user', async () => {
    const line = commandLine();
    const file = line.write('users.csv', 'Ann,Lee,ann@example.com,,,acme\n');
    expect(await line.run(['users', 'import', file])).toMatchObject({ stderr: expect.stringContaining('--no-header') });
    expect((await line.run(['users', 'import', line.write('good.csv', GOOD)])).stderr).toBe('');
  });

  it('that nobody was invited where no mail can go out', async () => {
    const line = commandLine(
      'email: { accountInvitation: { enabled: false }, accountVerification: { enabled: false } }',
    );
    const outcome = await line.run(['users', 'import', line.write('users.csv', GOOD)]);
    expect(outcome).toMatchObject({ code: 0, stderr: expect.stringContaining('nobody was invited') });
  });
});

describe('userdb users export', () => {
  it('prints what import takes: a row a role', async () => {
    const line = commandLine();
    await line.json(['users', 'import', line.write('users.csv', GOOD)]);
    await line.json(['roles', 'add', 'ann@example.com', 'boss']);
    const { stdout } = await line.run(['users', 'export']);
    const [heads, ...rows] = stdout.trim().split('\n');
    expect(heads).toBe('first name,last name,e-mail,role,password,account');
    expect(rows.toSorted()).toEqual([
      'Ann,Lee,ann@example.com,boss,,acme',
      'Ann,Lee,ann@example.com,doctor,,acme',
      'Ben,Bright,ben@example.com,,,acme',
    ]);

    const other = commandLine();
    expect(await other.json(['users', 'import', other.write('again.csv', stdout)])).toMatchObject({ refused: 0 });
    expect((await other.json(['users', 'show', 'ann@example.com'])).roles.map(({ name }) => name)).toEqual([
      'boss',
      'doctor',
    ]);
  });

  it('makes formulas harmless', async () => {
    const line = commandLine();
    const argv = ['--email', 'eve@example.com', '--given-name', '=HYPERLINK("http://evil.example")', '--surname', '+1'];
    await line.json(['users', 'add', ...argv, '--invite']);
    const { stdout } = await line.run(['users', 'export']);
    expect(stdout).toContain(`"'=HYPERLINK(""http://evil.example"")",'+1,eve@example.com`);
  });

  it('of what looks like formulas is imported as it was', async () => {
    const line = commandLine();
    const argv = ['--email', '+ab@example.com', '--given-name', '=1+1', '--surname=-Lee', '--role', '@home'];
    await line.json(['users', 'add', ...argv, '--account', '＋acme', '--invite']);
    const { stdout } = await line.run(['users', 'export']);
    expect(stdout).toContain("'=1+1,'-Lee,'+ab@example.com,'@home,,'＋acme");

    const other = commandLine();
    await other.json(['users', 'import', other.write('users.csv', stdout)]);
    expect(await other.json(['users', 'show', '+ab@example.com'])).toMatchObject({
      email: '+ab@example.com',
      givenName: '=1+1',
      surname: '-Lee',
      roles: [{ name: '@home' }],
      accounts: [{ name: '＋acme' }],
    });
    expect((await other.run(['users', 'export'])).stdout).toBe(stdout);
  });

  it('writes a new file that its owner alone can read, and over an old one only with --force', async () => {
    const line = commandLine();
    await line.json(['users', 'import', line.write('users.csv', GOOD)]);
    const file = join(line.folder, 'out.json');
    const argv = ['users', 'export', '--format', 'json', '--account', 'acme', '--output', file];
    expect(await line.run(argv)).toMatchObject({ code: 0, stdout: '', stderr: `2 users in ${file}\n` });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const users = JSON.parse(readFileSync(file, 'utf8')) as AdminUser[];
    expect(users.map(({ email }) => email).toSorted()).toEqual(['ann@example.com', 'ben@example.com']);
    expect(await line.run(argv)).toMatchObject({ code: 2, stderr: expect.stringContaining('--force') });

    chmodSync(file, 0o644);
    expect((await line.run([...argv, '--force'])).code).toBe(0);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(users);
  });

  it('of nobody is an empty list', async () => {
    const line = commandLine();
    expect(await line.json(['users', 'export'])).toEqual([]);
  });
});
