// The import as the command line and the endpoint call it.
import { describe, expect, test } from 'vitest';
import type { UserdbError } from '../../server/errors.ts';
import { openSheet } from '../../server/spreadsheets/index.ts';
import {
  type ImportOptions,
  type ImportProgress,
  type ImportResult,
  importUsers,
} from '../../server/workflows/importUsers.ts';
import { type Actor, OPERATOR } from '../../server/workflows/permissions.ts';
import { databaseFile } from '../security/support.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { temporaryFile } from '../support/temporaryFile.ts';

const STANDARD: ImportOptions = {
  accountId: null,
  ignoreHeaders: false,
  disableNewUserWorkflow: true,
  dryRun: false,
  partial: false,
};

type Row = readonly string[];

/** Rows that can be gone through as often as is wanted. */
const rows = (...all: Row[]) => ({
  async *rows() {
    for (const [i, cells] of all.entries()) yield { line: i + 1, cells };
  },
});

const many = (count: number, row: (i: number) => Row) => ({
  async *rows() {
    for (let i = 0; i < count; i++) yield { line: i + 1, cells: row(i) };
  },
});

const row = (name: string, role = '', password = PASSWORD): Row => [
  name,
  'X',
  `${name}@example.com`,
  role,
  password,
  'acme',
];

async function importInto(
  { ctx }: RunningUserdb,
  source: ReturnType<typeof rows>,
  options: Partial<ImportOptions> = {},
) {
  return importUsers(ctx, OPERATOR, source, { ...STANDARD, ...options });
}

/** What a preview and the deed both tell. */
const countsOf = ({ header: _, columns: __, sample: ___, duplicates: ____, ...both }: ImportResult) => both;

const actor = async (running: RunningUserdb, roles: string[], account = 'acme'): Promise<Actor> => {
  const user = await running.users.create({ roles, account });
  return { user, accountId: roles.includes('super-admin') ? null : user.account.id };
};

describe('importUsers', () => {
  test('counts every row as created, changed, unchanged or refused', async () => {
    const running = await startUserdb();
    for (const email of ['ben@example.com', 'cleo@example.com']) await running.users.create({ email, roles: ['cook'] });
    const source = rows(row('ann'), row('ben', 'baker'), row('cleo', 'cook'), row('no address', ''), row('dan'));

    const { wrong, ...counts } = await importInto(running, source, { partial: true });

    const expected = { rows: 5, created: 2, changed: 1, unchanged: 1, refused: 1, invited: 0 };
    expect(counts).toEqual({ dryRun: false, ...expected });
    expect(wrong).toEqual([{ line: 4, field: 'email', value: 'no address@example.com', reason: expect.any(String) }]);
  });

  test('a preview counts what the import then does', async () => {
    const running = await startUserdb({ email: { accountInvitation: { enabled: true } } });
    await running.users.create({ email: 'ben@example.com', status: 'PENDING' });
    const source = rows(row('ann'), row('ben', 'baker'), row('cleo'));
    const options = { disableNewUserWorkflow: false };

    const preview = await importInto(running, source, { ...options, dryRun: true });
    expect(preview).toMatchObject({ created: 2, changed: 1, invited: 3 });
    expect(await importInto(running, source, options)).toEqual({ ...countsOf(preview), dryRun: false });
  });

  test('says how far it is, phase after phase', async () => {
    const { ctx } = await startUserdb();
    const heard: ImportProgress[] = [];
    const source = many(700, (i) => row(`user${i}`, '', i < 3 ? PASSWORD : ''));
    const options = { ...STANDARD, disableNewUserWorkflow: false };
    await importUsers(ctx, OPERATOR, source, options, { onProgress: (progress) => heard.push(progress) });

    expect(heard).toEqual([
      { phase: 'checking', rows: 500, of: null },
      { phase: 'checking', rows: 700, of: null },
      ...[1, 2, 3].map((done) => ({ phase: 'hashing', rows: done, of: 3 })),
      { phase: 'writing', rows: 500, of: 700 },
      { phase: 'writing', rows: 700, of: 700 },
    ]);
  });

  test('an end that is asked for leaves nothing', async () => {
    const { ctx } = await startUserdb();
    const end = new AbortController();
    const onProgress = ({ phase }: ImportProgress) => {
      if (phase === 'writing') end.abort(new Error('the client has gone'));
    };
    const importing = importUsers(
      ctx,
      OPERATOR,
      many(1200, (i) => row(`user${i}`)),
      { ...STANDARD, disableNewUserWorkflow: false },
      { onProgress, signal: end.signal },
    );

    await expect(importing).rejects.toThrow('the client has gone');
    expect(await ctx.store.users.after(null, 10, {})).toEqual([]);
  }, 60_000);

  test('a row that became wrong between the check and the deed refuses all rows', async () => {
    const running = await startUserdb();
    let passes = 0;
    const source = {
      async *rows() {
        passes += 1;
        // The third pass writes: somebody took the address while passwords were hashed.
        if (passes === 2) await running.users.create({ email: 'ben@example.com', account: 'globex' });
        yield* rows(row('ann'), row('ben')).rows();
      },
    };
    await expect(importInto(running, source)).rejects.toThrow(/Line 2, email/);
    expect(await running.ctx.store.users.findByLogin('ann@example.com')).toBeNull();
  });

  test('somebody who is gone since the check is not made without the password that was wanted', async () => {
    const running = await startUserdb();
    const ben = await running.users.create({ email: 'ben@example.com' });
    let passes = 0;
    const source = {
      async *rows() {
        passes += 1;
        // The second pass hashes the password of the other one.
        if (passes === 2) await running.ctx.store.users.remove(ben.id);
        yield* rows(row('ben'), row('ann')).rows();
      },
    };
    const result = await importInto(running, source, { partial: true });
    expect(result).toMatchObject({ created: 1, refused: 1, wrong: [{ line: 1, field: 'email' }] });
  });

  test('the same rows from two imports at once make everybody once', async () => {
    const running = await startUserdb();
    const source = many(50, (i) => row(`user${i}`, 'cook', ''));
    const options = { disableNewUserWorkflow: false };
    const results = await Promise.all([importInto(running, source, options), importInto(running, source, options)]);

    expect(results.map(({ created }) => created).sort()).toEqual([0, 50]);
    expect(await running.ctx.store.users.after(null, 100, {})).toHaveLength(50);
  });

  test('an event tells who imported how many', async () => {
    const running = await startUserdb();
    const admin = await actor(running, ['admin']);
    const events: unknown[] = [];
    running.userdb.on('users.imported', (event) => events.push(event));
    await importUsers(running.ctx, admin, rows(row('ann')), STANDARD);
    const { user, accountId } = admin;
    expect(events).toEqual([{ type: 'users.imported', userId: null, by: user?.id, accountId, created: 1, changed: 0 }]);
  });

  test('rows without anything in them are left out; lines are counted on', async () => {
    const running = await startUserdb();
    const source = rows(['', ' '], ['First', 'Last', 'E-mail'], ['', '', '', ''], row('ann'), row('bad address'));
    const result = await importInto(running, source, { ignoreHeaders: true, partial: true });
    expect(result).toMatchObject({ rows: 2, created: 1, wrong: [{ line: 5 }] });
  });

  test('names the first three wrong rows and counts the others', async () => {
    const running = await startUserdb();
    const refusal = await importInto(
      running,
      many(6, () => row('bad address')),
    ).catch((error: UserdbError) => error.message);
    expect(refusal).toMatch(
      /^Nothing was imported. Line 1, email: .* Line 2, email: .* Line 3, email: .* 3 more rows are wrong.$/,
    );
  });

  test('lists 10,000 wrong cells and counts the rows beyond', async () => {
    const running = await startUserdb();
    const result = await importInto(
      running,
      many(6000, () => ['', '', 'x', '', '', 'acme']),
      { dryRun: true },
    );
    expect(result).toMatchObject({ rows: 6000, refused: 6000 });
    expect(result.wrong).toHaveLength(10_000);
  });

  test('more rows than it remembers are refused', async () => {
    const running = await startUserdb();
    const importing = importInto(
      running,
      many(250_001, () => ['a', 'b', 'c', '', '', 'acme']),
      { dryRun: true },
    );
    await expect(importing).rejects.toThrow(/more than 250000 rows/);
  }, 60_000);

  test('a password is checked by the policy, with the names of its row, and kept out of what is told', async () => {
    const running = await startUserdb();
    const words = ['short', 'password1', 'annabelle1'];
    const source = rows(...words.map((password, i) => ['Annabelle', 'X', `a${i}@example.com`, '', password, 'acme']));
    const { wrong } = await importInto(running, source, { dryRun: true });
    expect(wrong.map(({ line, field, value }) => [line, field, value])).toEqual(
      [1, 2, 3].map((line) => [line, 'password', null]),
    );
    for (const word of words) expect(JSON.stringify(wrong)).not.toContain(word);
  });

  test('the first password counts among those that may not come back', async () => {
    const running = await startUserdb({ passwordsCantMatch: 2 });
    await importInto(running, rows(row('ann')));
    const ann = await running.users.find('ann@example.com');
    expect(await running.ctx.store.users.earlierPasswords(ann.id, 2)).toEqual([ann.password]);
  });

  test('into a disabled account nobody is invited: no link would work', async () => {
    const running = await startUserdb({ email: { accountInvitation: { enabled: true } } });
    const { account } = await running.users.create();
    await running.ctx.store.accounts.update(account.id, { status: 'DISABLED' }, running.clock.now());
    const options = { disableNewUserWorkflow: false, accountId: account.id };
    expect(await importInto(running, rows(row('ann')), options)).toMatchObject({ created: 1, invited: 0 });
  });

  test('further rows of a user count the same in the preview and in the deed, however far apart they are', async () => {
    const running = await startUserdb({ email: { accountInvitation: { enabled: true } } });
    const source = many(1500, (i) => row(`user${i % 600}`, `role${Math.floor(i / 600)}`, ''));
    const options = { disableNewUserWorkflow: false };
    const preview = await importInto(running, source, { ...options, dryRun: true });
    expect(preview).toMatchObject({ rows: 1500, created: 600, changed: 900, unchanged: 0, refused: 0, invited: 600 });
    expect(await importInto(running, source, options)).toEqual({ ...countsOf(preview), dryRun: false });
    expect((await running.users.find('user1@example.com')).roles.map(({ name }) => name)).toEqual([
      'role0',
      'role1',
      'role2',
    ]);
  });

  test('the password of a user is that of the first row', async () => {
    const running = await startUserdb();
    const other = 'another good password';
    const again: Row = ['A', 'X', 'ann@example.com', 'cook', other, 'acme'];
    expect(await importInto(running, rows(row('ann'), again))).toMatchObject({ created: 1, changed: 1 });
    const { password } = await running.users.find('ann@example.com');
    expect(await running.ctx.passwords.verify(PASSWORD, password)).toBe(true);
  });

  test('a further row with another account is wrong', async () => {
    const running = await startUserdb();
    const elsewhere: Row = ['A', 'X', 'ann@example.com', 'cook', '', 'globex'];
    const result = await importInto(running, rows(row('ann'), elsewhere), { partial: true });
    expect(result).toMatchObject({ created: 1, refused: 1, wrong: [{ line: 2, field: 'email' }] });
  });

  test('an address that is somebody’s user name is taken', async () => {
    const running = await startUserdb();
    await running.users.create({ email: 'old@example.com', username: 'ann@example.com' });
    const result = await importInto(running, rows(row('ann')), { partial: true });
    expect(result).toMatchObject({ created: 0, wrong: [{ line: 1, field: 'email' }] });
  });
});

describe('who may give which role', () => {
  const names = ['super-admin', 'Super-Admin', 'super_admin', ' SUPER ADMIN ', 'súper-admin', 'ｓuper-admin'];

  test.each(names)('an admin makes no %j', async (name) => {
    const running = await startUserdb();
    const result = await importUsers(running.ctx, await actor(running, ['admin']), rows(row('ann', name)), {
      ...STANDARD,
      partial: true,
    });
    expect(result).toMatchObject({
      created: 0,
      wrong: [{ line: 1, field: 'role', reason: expect.stringMatching(/super-admin/) }],
    });
  });

  test('a super-admin may', async () => {
    const running = await startUserdb();
    const result = await importUsers(
      running.ctx,
      await actor(running, ['super-admin']),
      rows(row('ann', 'super-admin')),
      STANDARD,
    );
    expect(result).toMatchObject({ created: 1 });
    expect(await running.ctx.store.users.countWithRole('super-admin')).toBe(2);
  });

  test('an admin gives no role to a super-admin of the account', async () => {
    const running = await startUserdb();
    const root = await running.users.create({ email: 'root@example.com', roles: ['super-admin'] });
    const result = await importUsers(running.ctx, await actor(running, ['admin']), rows(row('root', 'cook')), {
      ...STANDARD,
      partial: true,
    });
    expect(result).toMatchObject({ changed: 0, wrong: [{ line: 1, field: 'role' }] });
    expect(await running.users.find(root.email)).toEqual(root);
  });
});

test('20,000 rows of a file are imported in bounded memory', async () => {
  const { ctx } = await startUserdb(databaseFile().options);
  const line = (i: number) => `First${i},Last${i},user${i}@example.com,member${i % 10},,acme\n`;
  const file = await temporaryFile(Array.from({ length: 20_000 }, (_, i) => line(i)).join(''));
  const sheet = await openSheet(file, { name: 'users.csv', type: '' });

  const before = process.memoryUsage();
  let heap = 0;
  let resident = 0;
  const result = await importUsers(
    ctx,
    OPERATOR,
    sheet,
    { ...STANDARD, disableNewUserWorkflow: false },
    {
      onProgress() {
        const now = process.memoryUsage();
        heap = Math.max(heap, now.heapUsed - before.heapUsed);
        resident = Math.max(resident, now.rss - before.rss);
      },
    },
  );

  expect(result).toMatchObject({ rows: 20_000, created: 20_000 });
  const MEGABYTE = 1024 * 1024;
  // What garbage there is between two collections, and some 100 bytes a row for who is in the file.
  expect(heap / MEGABYTE).toBeLessThan(96);
  expect(resident / MEGABYTE).toBeLessThan(160);
}, 120_000);
