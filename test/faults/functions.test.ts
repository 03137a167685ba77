// userdb 1's faults in its functions and its command line.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { run } from '../../server/cli/program.ts';
import { Userdb } from '../../server/userdb.ts';
import { commandLine } from '../cli/commandLine.ts';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

describe('faults of userdb 1: functions', () => {
  it('fault 26: made-up passwords come from a secure source, and their characters in no fixed order', async () => {
    const { userdb } = await startUserdb({ passwordPolicy: { uppers: 1, lowers: 1, numbers: 1, specials: 1 } });
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const passwords = Array.from({ length: 200 }, () => userdb.generateRandomPassword());
    random.mockRestore();

    expect(new Set(passwords).size).toBe(200);
    const kindOf = (character = '') => ['A-Z', 'a-z', '0-9'].find((set) => new RegExp(`[${set}]`).test(character));
    expect(new Set(passwords.map(([first]) => kindOf(first))).size).toBeGreaterThan(2);
  });

  it('fault 42: newUserWorkflow calls back once, also where the mail fails', async () => {
    const smtp = await startSmtp();
    smtp.refuse(550);
    const { userdb, users } = await startUserdb({ smtp: { options: smtp.options } });
    const ben = await users.create({ status: 'PENDING' });
    const failed = new Promise((resolve) => userdb.on('mail.failed', resolve));
    const outcomes: unknown[] = [];

    await new Promise<void>((resolve) => {
      userdb.newUserWorkflow(ben, (error) => {
        outcomes.push(error);
        resolve();
      });
    });
    await failed;

    expect(outcomes).toEqual([null]);
    await smtp.close();
  });

  it('fault 52: getAccounts takes a callback alone', async () => {
    const { userdb, users } = await startUserdb();
    await users.create({ account: 'acme' });
    const names = await new Promise((resolve) => {
      userdb.getAccounts((error, accounts) => resolve(error ?? accounts?.map(({ name }) => name)));
    });
    expect(names).toEqual(['acme']);
  });

  it('fault 56: saveUser leaves its argument alone, and takes the columns that there are', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create();
    const password = await userdb.createPasswordHash('a third horse battery');
    const argument = { id: ben.id, surname: 'Lee', password, failed_login_count: 7, no_such_column: 'x' };
    const before = structuredClone(argument);

    await userdb.saveUser(argument);

    expect(argument).toStrictEqual(before);
    expect(await users.find(ben.email)).toMatchObject({ surname: 'Lee', password, failedLoginCount: 0 });
  });
});

describe('faults of userdb 1: command line', () => {
  it.each(['PENDING', 'DISABLED', 'LOCKED'] as const)(
    'fault 60: its operations find a user who is %s',
    async (status) => {
      const { config, server } = commandLine();
      const { store } = await Userdb.contextOf(await server());
      const shown = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
      onTestFinished(() => shown.mockRestore());
      const email = 'ann@example.com';
      const commands = [
        ['users', 'add', '--email', email, '--surname', 'Lee', '--password', PASSWORD, '--status', status],
        ['users', 'set', email, '--surname', 'Ray'],
        ['roles', 'add', email, 'cook'],
        ['users', 'show', email],
      ];
      for (const command of commands) expect(await run([...command, '--config', config])).toBe(0);
      expect(await store.users.findByLogin(email)).toMatchObject({ status, surname: 'Ray', roles: [{ name: 'cook' }] });

      expect(await run(['users', 'set', email, '--status', 'ENABLED', '--config', config])).toBe(0);
      expect(await store.users.findByLogin(email)).toMatchObject({ status: 'ENABLED' });
    },
  );
});
