// The options of userdb 1's bin/add-users.js and bin/manage-user.js.
import { describe, expect, it } from 'vitest';
import type { AdminUser } from '../../server/transformers/adminUser.ts';
import { commandLine } from './commandLine.ts';

const PASSWORD = 'correct horse battery';

describe('userdb add-users', () => {
  it('adds one user, and shows how today, without the password', async () => {
    const line = commandLine();
    const argv = ['--fullname=Ann B Lee', '--email=ann@example.com', '--account=acme', '--role=doctor'];
    const outcome = await line.run(['add-users', ...argv, `--password=${PASSWORD}`, '--disableWorkflow']);
    expect(outcome.stderr).toContain(
      "today: userdb users add --email ann@example.com --given-name Ann --surname 'B Lee' --account acme --role doctor --password … --status ENABLED",
    );
    expect(outcome).toMatchObject({ code: 0, stdout: expect.stringContaining('ann@example.com was added') });
  });

  it('adds the users of a CSV file, and of a JSON file', async () => {
    const line = commandLine();
    const csv = line.write('users.csv', 'Ann,Lee,ann@example.com,doctor,,acme\n');
    const json = line.write(
      'users.json',
      JSON.stringify([{ fullname: 'Ben Bright', email: 'ben@example.com', account: 'acme', role: null }]),
    );
    expect(await line.run(['add-users', `--csv=${csv}`, '--csvNoHeader'])).toMatchObject({ code: 0 });
    expect(await line.run(['add-users', `--json=${json}`])).toMatchObject({ code: 0 });
    expect((await line.json<AdminUser[]>(['users', 'list'])).map(({ fullName, status }) => [fullName, status])).toEqual(
      [
        ['Ann Lee', 'PENDING'],
        ['Ben Bright', 'PENDING'],
      ],
    );
  });

  it('says what it takes', async () => {
    expect(await commandLine().run(['add-users'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--csv') });
  });
});

describe('userdb manage-user', () => {
  it.each<[string, string[], object]>([
    [
      'profile',
      ['--firstname=Anna', '--lastname=Lee-Brown', '--new-email=anna@example.com'],
      { fullName: 'Anna Lee-Brown' },
    ],
    ['disable', [], { status: 'DISABLED' }],
    ['enable', [], { status: 'ENABLED' }],
    ['unlock', [], { status: 'ENABLED' }],
    ['unlockall', [], { status: 'ENABLED' }],
    ['add-role', ['--role=boss'], { roles: [{ name: 'boss' }, { name: 'doctor' }] }],
    ['remove-role', ['--role=doctor'], { roles: [] }],
    ['reset-password', [], { status: 'ENABLED' }],
  ])('--operation=%s', async (operation, argv, expected) => {
    const line = commandLine();
    await line.json(['users', 'add', '--email', 'ann@example.com', '--role', 'doctor', '--password', PASSWORD]);
    const outcome = await line.run(['manage-user', '--email=ann@example.com', `--operation=${operation}`, ...argv]);
    expect(outcome.stderr).toContain('today: userdb ');
    expect(outcome.code).toBe(0);
    expect((await line.json<AdminUser[]>(['users', 'list']))[0]).toMatchObject(expected);
  });

  it.each([
    [['--operation=fly', '--email=ann@example.com']],
    [['--operation=disable']],
    [['--operation=add-role', '--email=ann@example.com']],
    [[]],
  ])('refuses %j', async (argv) => {
    expect(await commandLine().run(['manage-user', ...argv])).toMatchObject({ code: 2, stdout: '' });
  });
});
