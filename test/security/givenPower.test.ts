// What administrators give reaches the person they mean, and no more of it than the server can bear.
import { describe, expect, test } from 'vitest';
import type { User } from '../../server/store/store.ts';
import { importUsers } from '../../server/workflows/importUsers.ts';
import { OPERATOR } from '../../server/workflows/permissions.ts';
import { unlockUsers } from '../../server/workflows/userStatus.ts';
import { adminOf } from '../contract/people.ts';
import { ANN, expectAccount, expectEmpty, expectError, newestToken, subjectsTo } from '../contract/wire.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { csv, sendFile } from '../support/upload.ts';

const HEADER = ['First name', 'Last name', 'E-mail', 'Role', 'Password'];
const INTO_ACME = { endpoints: { register: { account: 'acme' } } };

/** A stranger has registered Ann's address, with a password that Ann does not know. */
async function startWithStranger() {
  const running = await startUserdb(INTO_ACME);
  const admin = await adminOf(running, 'acme');
  expectAccount(await running.newBrowser().post('/register', ANN));
  const ann = await running.users.find(ANN.email);
  return { ...running, running, admin: admin.browser, ann };
}

const signIn = ({ newBrowser }: RunningUserdb, password = PASSWORD) => newBrowser().signIn(ANN, password);

/** Ann follows the newest link, and chooses her own password. */
async function follow({ newBrowser, mailbox }: RunningUserdb): Promise<void> {
  const browser = newBrowser();
  const sptoken = await newestToken(mailbox, ANN);
  const { json } = await browser.post('/welcome', { sptoken });
  const reply = await browser.post('/welcomed', { ...json, password: 'a herd of seven horses' });
  expect(reply.status, reply.text).toBe(200);
}

describe('an address that a stranger registered first (pre-hijacking)', () => {
  test('an import that gives it a role takes the password away and invites the owner', async () => {
    const { running, admin, mailbox } = await startWithStranger();
    const first = await newestToken(mailbox, ANN);
    const reply = await sendFile(admin, csv([HEADER, ['Ann', 'Lee', ANN.email, 'admin']]));
    expect(reply.text).toBe('OK');

    expect(await subjectsTo(mailbox, ANN)).toEqual(['Please verify your account', 'You have been invited']);
    expectError(await running.newBrowser().get(`/verify?sptoken=${first}`), 404);
    await follow(running);
    expectError(await signIn(running), 400);
    expect(expectAccount(await signIn(running, 'a herd of seven horses')).roles).toMatchObject([{ name: 'admin' }]);
  });

  test('so does an administrator who gives it a role', async () => {
    const { running, admin, ann, mailbox } = await startWithStranger();
    const reply = await admin.post('/users/update', { id: ann.id, roles: [{ name: 'doctor' }] });
    expect(reply.status, reply.text).toBe(200);
    expect((await subjectsTo(mailbox, ANN)).at(-1)).toBe('You have been invited');
    expect((await running.users.find(ANN.email)).password).toBe('*');
  });

  test('and one who invites it: the stranger does not come in between the link and the new password', async () => {
    const { running, admin, ann, mailbox } = await startWithStranger();
    await admin.post('/users/resend_invite', { userId: ann.id });
    const browser = running.newBrowser();
    const opened = await browser.post('/welcome', { sptoken: await newestToken(mailbox, ANN) });
    expect(opened.status, opened.text).toBe(200);
    expectError(await signIn(running), 400);
  });

  test('an application may register somebody with a role, and the password stays', async () => {
    const { userdb, users, ctx } = await startUserdb();
    const { id: account_id } = await ctx.store.accounts.findOrCreate('acme', new Date());
    const made = await userdb.findOrCreateUser({ email: ANN.email, account_id }, PASSWORD);
    const role = await userdb.findOrCreateRole({ name: 'doctor', account_id });
    await userdb.addRoleToUser(role, made);
    await expect(userdb.verifyPassword(await users.find(ANN.email), PASSWORD)).resolves.toBeUndefined();
  });
});

describe('how many roles a user has', () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => ({ name: `role ${i}` }));

  test('100 at most, at once and one by one', async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const ben = await running.users.create({ account: 'acme' });
    const update = (count: number) => browser.post('/users/update', { id: ben.id, roles: names(count) });
    expectError(await update(101), 400);
    expect((await running.users.find(ben.email)).roles).toEqual([]);
    expect((await update(100)).status).toBe(200);
    const further = { name: 'one more', account_id: ben.account.id };
    const role = await running.userdb.findOrCreateRole(further);
    await expect(running.userdb.addRoleToUser(role, ben)).rejects.toMatchObject({ code: 'ROLES_TOO_MANY' });
  });

  test('also by the rows of an import', async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const rows = names(120).map(({ name }) => ['Ida', 'Ohm', 'ida@example.com', name]);
    const reply = await sendFile(browser, csv([HEADER, ...rows]), { fields: { partial: 'true' } });
    expect(reply.json).toMatchObject({ rows: 120, refused: 20 });
    expect((await running.users.find('ida@example.com')).roles).toHaveLength(100);
  });
});

describe('an open session of an administrator', () => {
  test('does not move the own address, where a reset could be mailed to', async () => {
    const running = await startUserdb();
    const { browser, user } = await adminOf(running, 'acme');
    const moved = await browser.post('/users/update', { id: user.id, email: 'elsewhere@example.com' });
    expectError(moved, 409);
    expect((await running.users.find(user.email)).id).toBe(user.id);
    const renamed = await browser.post('/users/update', { id: user.id, email: user.email, givenName: 'Anna' });
    expect(renamed.json).toMatchObject({ givenName: 'Anna', email: user.email });
  });

  test('leaves a trace when it asks in bulk which addresses are taken', async () => {
    const running = await startUserdb();
    const { browser, user } = await adminOf(running, 'acme');
    const stranger = await running.users.create({ account: 'globex' });
    const told = new Promise((resolve) => running.userdb.on('users.import-previewed', resolve));
    const rows = [HEADER, ['Ida', 'Ohm', stranger.email]];
    await sendFile(browser, csv(rows), { fields: { dryRun: 'true' } });
    expect(await told).toMatchObject({ by: user.id, rows: 1, refused: 1 });
  });
});

test('TOK-15 a status set by an administrator voids the links that were asked for before', async () => {
  const running = await startUserdb();
  const { browser } = await adminOf(running, 'acme');
  const ben = await running.users.create({ account: 'acme' });
  const own = running.newBrowser();
  await own.signIn(ben, PASSWORD);
  expectAccount(await own.post('/me', { email: 'evil@example.com' }));
  expectEmpty(await running.newBrowser().post('/forgot', { email: ben.email }));
  const links = [
    `/verify?sptoken=${await newestToken(running.mailbox, { email: 'evil@example.com' })}`,
    `/change?sptoken=${await newestToken(running.mailbox, ben)}`,
  ];
  for (const newStatus of ['DISABLED', 'ENABLED']) {
    expect((await browser.post('/users/change_account_status', { userId: ben.id, newStatus })).status).toBe(200);
  }
  for (const link of links) expectError(await running.newBrowser().get(link), 404);
  expect((await running.users.find(ben.email)).id).toBe(ben.id);
});

describe('an import', () => {
  const STANDARD = {
    accountId: null,
    ignoreHeaders: false,
    disableNewUserWorkflow: true,
    dryRun: true,
    partial: false,
  };

  test('waits for its turn, and a fifth one that would wait is told to come back', async () => {
    const { ctx } = await startUserdb();
    const held = Promise.withResolvers<void>();
    const slow = {
      async *rows() {
        await held.promise;
        yield { line: 1, cells: ['Ann', 'Lee', 'ann@example.com', '', PASSWORD, 'acme'] };
      },
    };
    const waiting = Array.from({ length: 5 }, () => importUsers(ctx, OPERATOR, slow, STANDARD));
    await expect(importUsers(ctx, OPERATOR, slow, STANDARD)).rejects.toMatchObject({
      code: 'IMPORT_RUNNING',
      status: 503,
    });
    held.resolve();
    for (const result of await Promise.all(waiting)) expect(result).toMatchObject({ created: 1, refused: 0 });
    await expect(importUsers(ctx, OPERATOR, slow, STANDARD)).resolves.toMatchObject({ created: 1 });
  });

  test('of nothing but blank rows is stopped, by whoever leaves and in the end by itself', async () => {
    const { ctx } = await startUserdb();
    let read = 0;
    const blank = {
      async *rows() {
        for (;;) yield { line: ++read, cells: [] };
      },
    };
    const left = new AbortController();
    const leaving = importUsers(ctx, OPERATOR, blank, STANDARD, { signal: left.signal });
    setImmediate(() => left.abort(new Error('gone')));
    await expect(leaving).rejects.toThrow('gone');
    expect(read).toBeLessThan(1_000_000);

    read = 0;
    await expect(importUsers(ctx, OPERATOR, blank, STANDARD)).rejects.toMatchObject({ code: 'IMPORT_UNREADABLE' });
    expect(read).toBeLessThan(1_200_000);
  });
});

describe('ending locks by the hundred', () => {
  async function lockedByGuesses(options: object): Promise<RunningUserdb & { ben: User }> {
    const running = await startUserdb({ disableAccountAfterFailedLoginAttempts: 1, ...options });
    const ben = await running.users.create();
    expectError(await running.newBrowser().signIn(ben, 'wrong'), 400);
    return { ...running, ben: await running.users.find(ben.email) };
  }

  test('ends those that are old enough, by function as by command', async () => {
    const { userdb, ctx, clock, ben } = await lockedByGuesses({ reenableLockedAccountsAfterSeconds: 900 });
    expect(ben.status).toBe('LOCKED');
    clock.pass(899);
    expect(await userdb.unlockUsers()).toEqual([]);
    expect(await unlockUsers(ctx, OPERATOR)).toEqual([]);
    clock.pass(1);
    expect(await userdb.unlockUsers()).toMatchObject([{ id: ben.id, status: 'ENABLED' }]);
  });

  test('ends every lock by guesses where locks do not end by themselves', async () => {
    const { userdb, ben } = await lockedByGuesses({ reenableLockedAccountsAfterSeconds: 0 });
    expect(await userdb.unlockUsers()).toMatchObject([{ id: ben.id, status: 'ENABLED' }]);
  });
});
