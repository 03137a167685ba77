import { describe, expect, it } from 'vitest';
import type { AdminUser } from '../../server/transformers/adminUser.ts';
import { Userdb } from '../../server/userdb.ts';
import { signIn } from '../../server/workflows/signIn.ts';
import { type CommandLine, commandLine } from './commandLine.ts';

const PASSWORD = 'correct horse battery';
const ANN = ['--email', 'ann@example.com', '--given-name', 'Ann', '--surname', 'Lee'];

/** Whom the server lets in with these. */
async function signedIn(line: CommandLine, login: string, password: string): Promise<string> {
  const ctx = await Userdb.contextOf(await line.server());
  return (await signIn(ctx, { login, password })).email;
}

/** The mails that wait in the outbox or lie in the mailbox, as a userdb on the same database has them. */
async function mailsTo(line: CommandLine, email: string): Promise<string[]> {
  const { store } = await Userdb.contextOf(await line.server());
  return (await store.mailbox.latest(100)).filter((mail) => mail.to === email).map((mail) => mail.subject);
}

describe('userdb users add', () => {
  it('adds somebody who can sign in at once; the account and the roles are made', async () => {
    const line = commandLine();
    const argv = ['users', 'add', ...ANN, '--middle-name', 'B.', '--username', 'annie', '--account', 'acme'];
    const user = await line.json([
      ...argv,
      '--role',
      'doctor',
      '--role',
      'boss',
      '--custom-data',
      '{"color":"blue"}',
      '--password',
      PASSWORD,
    ]);
    expect(user).toMatchObject({
      email: 'ann@example.com',
      username: 'annie',
      fullName: 'Ann B. Lee',
      status: 'ENABLED',
      customData: { color: 'blue' },
      accounts: [{ name: 'acme' }],
    });
    expect(user.roles.map(({ name }) => name)).toEqual(['boss', 'doctor']);
    expect(JSON.stringify(user)).not.toMatch(/bcrypt|\$2b/);
    expect(await signedIn(line, 'annie', PASSWORD)).toBe('ann@example.com');
  });

  it('takes the password from standard input, as it came but for the line end', async () => {
    const line = commandLine();
    await line.json(['users', 'add', ...ANN, '--password-stdin'], ' two words \r\n');
    expect(await signedIn(line, 'ann@example.com', ' two words ')).toBe('ann@example.com');
  });

  it('takes an address alone', async () => {
    const user = await commandLine().json(['users', 'add', '--email', 'ann@example.com', '--password', PASSWORD]);
    expect(user).toMatchObject({ givenName: null, surname: null, fullName: 'ann@example.com', status: 'ENABLED' });
  });

  it('--invite mails a link, and nobody knows a password', async () => {
    const line = commandLine();
    const { code, stdout } = await line.run(['users', 'add', ...ANN, '--invite']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('is mailed a link') });
    expect(await mailsTo(line, 'ann@example.com')).toEqual(['You have been invited']);
    expect(await line.json(['users', 'show', 'ann@example.com'])).toMatchObject({ status: 'PENDING' });
  });

  it('--invite says so where no mail can go out, and adds nobody', async () => {
    const line = commandLine(
      'email: { accountInvitation: { enabled: false }, accountVerification: { enabled: false } }',
    );
    const outcome = await line.run(['users', 'add', ...ANN, '--invite']);
    expect(outcome).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/mail/i) });
    expect(await line.json<AdminUser[]>(['users', 'list'])).toEqual([]);
  });

  it('keeps a password for somebody who has to verify the address first', async () => {
    const line = commandLine();
    await line.json(['users', 'add', ...ANN, '--status', 'PENDING', '--password', PASSWORD]);
    expect(await mailsTo(line, 'ann@example.com')).toEqual(['Please verify your account']);
    await line.json(['users', 'set', 'ann@example.com', '--status', 'ENABLED']);
    expect(await signedIn(line, 'ann@example.com', PASSWORD)).toBe('ann@example.com');
  });

  it.each([
    ['a taken address', ['--password', PASSWORD], 1, 'There is already an account'],
    ['a weak password', ['--email', 'ben@example.com', '--password', 'short'], 1, 'at least 8 characters'],
    ['no address', ['--email', 'nobody', '--password', PASSWORD], 1, 'name@example.com'],
    ['no password', ['--email', 'ben@example.com'], 2, '--password-stdin'],
    [
      'two passwords',
      ['--email', 'ben@example.com', '--password', PASSWORD, '--password-stdin'],
      2,
      'leave --password out',
    ],
    ['an empty one', ['--email', 'ben@example.com', '--password-stdin'], 2, 'nothing came'],
    [
      'an invitation with a password',
      ['--email', 'ben@example.com', '--password', PASSWORD, '--invite'],
      2,
      '--invite',
    ],
    ['an unknown status', ['--email', 'ben@example.com', '--status', 'GONE'], 2, 'PENDING'],
    [
      'custom data that is no JSON',
      ['--email', 'ben@example.com', '--custom-data', '{', '--password', PASSWORD],
      2,
      'JSON',
    ],
    [
      'custom data that is no object',
      ['--email', 'ben@example.com', '--custom-data', '[1]', '--password', PASSWORD],
      1,
      'customData',
    ],
    ['an unknown option', ['--email', 'ben@example.com', '--nickname', 'B'], 2, '--nickname'],
  ])('refuses %s in a line', async (_what, argv, code, words) => {
    const line = commandLine();
    await line.json(['users', 'add', ...ANN, '--password', PASSWORD]);
    const outcome = await line.run(['users', 'add', ...(argv.includes('--email') ? [] : ANN), ...argv]);
    expect(outcome.stderr).toContain(words);
    expect(outcome).toMatchObject({ code, stdout: '' });
    expect(outcome.stderr).not.toContain(PASSWORD);
    expect(await line.json<AdminUser[]>(['users', 'list'])).toHaveLength(1);
  });
});

describe('userdb users', () => {
  async function withAnn(keys = ''): Promise<CommandLine> {
    const line = commandLine(keys);
    await line.json(['users', 'add', ...ANN, '--account', 'acme', '--role', 'doctor', '--password', PASSWORD]);
    return line;
  }

  it('set changes what is given, and nothing else', async () => {
    const line = await withAnn();
    const set = (...argv: string[]) => line.json(['users', 'set', 'ann@example.com', ...argv]);
    expect(await set('--surname', 'Brown', '--custom-data', '{"a":1,"b":2}')).toMatchObject({
      givenName: 'Ann',
      fullName: 'Ann Brown',
      customData: { a: 1, b: 2 },
      status: 'ENABLED',
    });
    expect(await set('--custom-data', '{"a":null}')).toMatchObject({ customData: { b: 2 } });
    expect((await set('--role', 'nurse')).roles.map(({ name }) => name)).toEqual(['nurse']);
    expect(await set('--status', 'DISABLED')).toMatchObject({ status: 'DISABLED' });
    await expect(signedIn(line, 'ann@example.com', PASSWORD)).rejects.toThrow('disabled');
  });

  it('set takes something to change', async () => {
    const line = await withAnn();
    expect(await line.run(['users', 'set', 'ann@example.com'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nothing to change'),
    });
  });

  it('set --email moves the address and tells the old one', async () => {
    const line = await withAnn();
    const moved = await line.json(['users', 'set', 'ann@example.com', '--email', 'ann@new.example']);
    expect(moved).toMatchObject({ email: 'ann@new.example', username: 'ann@new.example' });
    expect(await mailsTo(line, 'ann@example.com')).toEqual(['Your e-mail address is being changed']);
    expect((await line.run(['users', 'show', 'ann@example.com'])).code).toBe(1);
  });

  it('set --password-stdin gives a new password; a weak one changes nothing at all', async () => {
    const line = await withAnn();
    const weak = await line.run(['users', 'set', 'ann@example.com', '--surname', 'Brown', '--password-stdin'], 'x\n');
    expect(weak.code).toBe(1);
    expect(await line.json(['users', 'show', 'ann@example.com'])).toMatchObject({ surname: 'Lee' });
    await line.json(['users', 'set', 'ann@example.com', '--password-stdin'], 'new horse new battery\n');
    expect(await signedIn(line, 'ann@example.com', 'new horse new battery')).toBe('ann@example.com');
  });

  it('set --account moves to another account, and leaves the roles behind', async () => {
    const line = await withAnn();
    const moved = await line.json(['users', 'set', 'ann@example.com', '--account', 'zoo']);
    expect(moved).toMatchObject({ accounts: [{ name: 'zoo' }], roles: [] });
  });

  it('list shows a table, and finds by account, status and text', async () => {
    const line = await withAnn();
    await line.json(['users', 'add', '--email', 'ben@example.com', '--account', 'zoo', '--invite']);
    const { stdout } = await line.run(['users', 'list']);
    expect(stdout.split('\n')).toEqual([
      'EMAIL            NAME             STATUS   ACCOUNT  ROLES',
      'ann@example.com  Ann Lee          ENABLED  acme     doctor',
      'ben@example.com  ben@example.com  PENDING  zoo',
      '',
    ]);
    for (const argv of [
      ['--account', 'zoo'],
      ['--status', 'PENDING'],
      ['--search', 'ben@'],
    ]) {
      const found = await line.json<AdminUser[]>(['users', 'list', ...argv]);
      expect(
        found.map(({ email }) => email),
        argv[0],
      ).toEqual(['ben@example.com']);
    }
    expect((await line.run(['users', 'list', '--account', 'nowhere'])).code).toBe(1);
  });

  it('a name cannot move the cursor of the terminal that lists it', async () => {
    const line = commandLine();
    const { store } = await Userdb.contextOf(await line.server());
    const account = await store.accounts.findOrCreate('acme', new Date());
    const user = { id: 'one', accountId: account.id, email: 'x@example.com', username: 'x@example.com' };
    const names = { givenName: '\u001b[2JAnn', middleName: null, surname: 'L\u0007ee' };
    await store.users.create({ ...user, ...names, status: 'ENABLED', customData: {}, password: '*' }, new Date());
    const listed = await line.run(['users', 'list']);
    const control = [...listed.stdout].filter((character) => character < ' ' && character !== '\n');
    expect(control).toEqual([]);
    expect(listed.stdout).toContain('Ann L ee');
  });

  it('show says what an operator asks for at night', async () => {
    const line = await withAnn();
    const { stdout } = await line.run(['users', 'show', 'ann@example.com']);
    expect(stdout).toMatch(/^status +ENABLED$/m);
    expect(stdout).toMatch(/^roles +doctor$/m);
    expect(stdout).toMatch(/^last sign-in +never$/m);
    expect(stdout).not.toMatch(/bcrypt|\$2b/);
  });

  it('remove takes --yes where nobody can be asked', async () => {
    const line = await withAnn();
    expect(await line.run(['users', 'remove', 'ann@example.com'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--yes'),
    });
    expect((await line.run(['users', 'remove', 'ann@example.com', '--yes'])).stdout).toBe(
      'ann@example.com was removed\n',
    );
    expect(await line.run(['users', 'remove', 'ann@example.com', '--yes'])).toMatchObject({ code: 1 });
  });

  it('the last super-admin stays', async () => {
    const line = commandLine();
    await line.json(['users', 'add', ...ANN, '--role', 'super-admin', '--password', PASSWORD]);
    const { code, stderr } = await line.run(['users', 'remove', 'ann@example.com', '--yes']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('last super-admin') });
  });

  it('unlock and unlock-all end locks: one whoever caused it, all only those by wrong passwords', async () => {
    const line = await withAnn('disableAccountAfterFailedLoginAttempts: 2\nreenableLockedAccountsAfterSeconds: 0\n');
    await line.json(['users', 'add', '--email', 'ben@example.com', '--password', PASSWORD, '--status', 'LOCKED']);
    const ctx = await Userdb.contextOf(await line.server());
    for (let i = 0; i < 2; i++) {
      await signIn(ctx, { login: 'ann@example.com', password: 'wrong' }).catch(() => {});
    }
    expect(await line.json(['users', 'show', 'ann@example.com'])).toMatchObject({ status: 'LOCKED' });

    const unlocked = await line.json<AdminUser[]>(['users', 'unlock-all']);
    expect(unlocked.map(({ email, status }) => [email, status])).toEqual([['ann@example.com', 'ENABLED']]);
    expect((await line.run(['users', 'unlock', 'ben@example.com'])).stdout).toBe('ben@example.com is unlocked\n');
    expect(await line.json(['users', 'show', 'ben@example.com'])).toMatchObject({ status: 'ENABLED' });
    expect((await line.run(['users', 'unlock-all'])).stdout).toBe('nobody was unlocked\n');
  });

  it('reset-password and invite mail links', async () => {
    const line = await withAnn();
    await line.json(['users', 'reset-password', 'ann@example.com']);
    expect(await mailsTo(line, 'ann@example.com')).toEqual(['Reset your password']);
    expect(await line.run(['users', 'invite', 'ann@example.com'])).toMatchObject({ code: 1 });

    await line.json(['users', 'add', '--email', 'ben@example.com', '--invite']);
    await line.json(['users', 'invite', 'ben@example.com']);
    expect(await mailsTo(line, 'ben@example.com')).toEqual(['You have been invited', 'You have been invited']);
  });
});
