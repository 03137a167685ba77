// What an account's admin can find out about another account, or do to it: nothing.

import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../../server/audit/events.ts';
import { expectList, superAdmin } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import { type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { sendFile } from '../support/upload.ts';
import { everythingOf, populate, REQUESTS, targetIn } from './admins.ts';
import { seen } from './support.ts';

async function startTwo() {
  const running = await startUserdb();
  const world = await populate(running);
  const theirs = await targetIn(running, 'globex');
  return { running, ...world, theirs };
}

describe('AUZ-3 an admin reads nothing of another account', () => {
  test('by an account id: text, list, object, null or pattern', async () => {
    const { admin, theirs } = await startTwo();
    const { id } = theirs.account;
    for (const accountId of [
      id,
      [id],
      [admin.user.account.id, id],
      { $ne: 'x' },
      { id },
      '%',
      '*',
      null,
      '',
      0,
      true,
    ]) {
      for (const [path, body] of [
        ['/users/list', { accountId }],
        ['/accounts/list', { accountId, id: accountId, where: { id: accountId } }],
        ['/accounts/roles_for_account', { accountId }],
        ['/roles/list', { where: { 'roles.account_id': accountId } }],
        ['/roles/list', { where: { account_id: accountId }, accountId }],
      ] as const) {
        const reply = await admin.browser.post(path, body);
        expect(reply.status, reply.text).toBeLessThan(404);
        expect(reply.text, `${path} ${JSON.stringify(body)}`).not.toContain(theirs.account.id);
      }
    }
  });

  test('by a search, however it is joined', async () => {
    const { admin, theirs } = await startTwo();
    const wide = { withAccounts: true, withRoles: true, limit: 1000 };
    for (const searchString of [
      '%',
      '_%',
      `%${theirs.user.email}%`,
      '%globex%',
      theirs.role.name,
      "%' or '1'='1",
      '%")',
    ]) {
      for (const path of ['/users/list', '/accounts/list', '/roles/list']) {
        const reply = await admin.browser.post(path, { ...wide, searchString, select: ['*'], where: { '1': 1 } });
        expect(reply.status, reply.text).toBe(200);
        expect(reply.text).not.toContain(theirs.account.id);
      }
    }
  });

  test('by the order or the page of a list', async () => {
    const { admin } = await startTwo();
    for (const offset of [0, 1, 5, 1000]) {
      const { total, users } = expectList(
        await admin.browser.post('/users/list', { offset, orderby: ['accounts.name', 'desc'] }),
      );
      expect(total).toBe(2);
      expect(users.every(({ account_id }) => account_id === admin.user.account.id)).toBe(true);
    }
  });
});

describe('AUZ-4 an admin changes nothing of another account', () => {
  test('by naming a thing of it beside one of the own', async () => {
    const { running, admin, theirs, user } = await startTwo();
    const before = await everythingOf(running, theirs.account);
    const bodies: [string, object][] = [
      ['/users/update', { id: user.user.id, account_id: theirs.account.id }],
      ['/users/update', { id: user.user.id, roles: [{ ...theirs.role, account_id: theirs.account.id }] }],
      ['/roles/update', { id: user.user.roles[0]?.id, account_id: theirs.account.id }],
      ['/users/remove', { userId: theirs.user.id, id: user.user.id, accountId: admin.user.account.id }],
    ];
    for (const [path, body] of bodies) expect((await admin.browser.post(path, body)).status).toBeLessThan(404);
    expect(await everythingOf(running, theirs.account)).toBe(before);
    expect((await running.users.find(user.user.email)).account.name).toBe('acme');
    expect((await running.users.find(user.user.email)).roles.map(({ accountId }) => accountId)).not.toContain(
      theirs.account.id,
    );
  });

  test('by an import: the account column and the account id are not an admin’s to say (AUZ-14)', async () => {
    const { running, admin, theirs } = await startTwo();
    const before = await everythingOf(running, theirs.account);
    const rows = (name: string) =>
      `first,last,e-mail,role,password,account\nGina,Low,${name}@example.com,cook,,${theirs.account.name}`;
    expect((await sendFile(admin.browser, rows('gina.low'))).status).toBe(200);
    expect((await running.users.find('gina.low@example.com')).account.name).toBe('acme');
    await sendFile(admin.browser, rows('gil.low'), { fields: { accountId: theirs.account.id } });
    expect(await everythingOf(running, theirs.account)).toBe(before);
  });
});

describe('AUZ-6 ids that name nobody touch nobody', () => {
  const WRONG = [undefined, null, '', [], {}, 0, 1, true, ['x'], { $ne: '' }, { like: '%' }, { '!=': '' }, '\u0000'];
  const KEYS: Record<string, string> = {
    '/users/update': 'id',
    '/users/remove': 'userId',
    '/users/change_account_status': 'userId',
    '/users/reset_password': 'userId',
    '/users/resend_invite': 'userId',
    '/accounts/update': 'id',
    '/accounts/remove': 'accountId',
    '/accounts/change_account_status': 'accountId',
    '/roles/update': 'id',
    '/roles/remove': 'roleId',
  };

  test.each(Object.entries(KEYS))('%s: Error(400), and nothing has changed', async (path, key) => {
    const running = await startUserdb();
    const { superAdmin: root } = await populate(running);
    await targetIn(running, 'acme');
    const before = await everything(running);
    for (const id of WRONG) {
      // Without an id, an update makes a thing: of nothing here, which is refused as well.
      const body = { [key]: id, newStatus: 'DISABLED', status: 'DISABLED', surname: 'Bold', description: 'x' };
      expectError(await root.browser.post(path, body), 400);
    }
    for (const id of ['%', '*', '_', 'nobody', "' or '1'='1", '../x', 'x'.repeat(1000)]) {
      expectError(await root.browser.post(path, { [key]: id, newStatus: 'DISABLED', surname: 'Bold' }), 404);
    }
    expect(await everything(running)).toBe(before);
  });

  test('unknown statuses are refused', async () => {
    const running = await startUserdb();
    const root = await superAdmin(running);
    const { user, account, role } = await targetIn(running, 'acme');
    const before = await everything(running);
    for (const status of ['', 'ROOT', 'enabled', ' ENABLED', 'ENABLED\u0000', null, ['ENABLED'], { ENABLED: 1 }, 1]) {
      for (const [path, body] of [
        ['/users/change_account_status', { userId: user.id, newStatus: status }],
        ['/users/update', { id: user.id, status }],
        ['/accounts/change_account_status', { accountId: account.id, newStatus: status }],
        ['/accounts/update', { id: account.id, status }],
        ['/roles/update', { id: role.id, status }],
      ] as const) {
        expectError(await root.browser.post(path, body), 400);
      }
    }
    expect(await everything(running)).toBe(before);
  });

  async function everything(running: RunningUserdb): Promise<string> {
    const page = { offset: 0, limit: 100, orderBy: 'name', descending: false } as const;
    const { items } = await running.ctx.store.accounts.search({}, page);
    return (await Promise.all(items.map((account) => everythingOf(running, account)))).join('\n');
  }
});

describe('ENU-11 an id of another account and one that does not exist get the same answer', () => {
  const NOWHERE = { id: 'AAAAAAAAAAAAAA' };
  const naming = [
    ...(['users.list', 'users.create', 'users.update', 'users.remove', 'users.set-status'] as const),
    ...(['users.reset-password', 'users.invite', 'accounts.update', 'accounts.remove'] as const),
    ...(['accounts.set-status', 'accounts.roles', 'roles.list', 'roles.update', 'roles.remove'] as const),
  ];

  test.each(naming)('%s', async (permission) => {
    const { admin, theirs } = await startTwo();
    const { send } = REQUESTS[permission];
    const nowhere = {
      account: { ...theirs.account, ...NOWHERE },
      user: { ...theirs.user, ...NOWHERE },
      invited: { ...theirs.invited, ...NOWHERE },
      role: { ...theirs.role, ...NOWHERE },
    };
    const reply = await send(admin.browser, theirs);
    expectError(reply, 403);
    expect(seen(await send(admin.browser, nowhere))).toEqual(seen(reply));
  });
});

test('AUZ-16 no admin endpoint sends a hash, a token or a count', async () => {
  const running = await startUserdb({ disableAccountAfterFailedLoginAttempts: 9 });
  const { superAdmin: root, visitor } = await populate(running);
  const requests = Object.entries(REQUESTS).filter(([name]) => !name.endsWith('remove'));
  for (const [name, { send }] of requests) {
    const target = await targetIn(running, name);
    const customData = { stormpathApiKey_1: 'an-id:a-secret', color: 'red' };
    await running.ctx.store.users.update(target.user.id, { customData }, running.clock.now());
    await visitor.signIn(target.user, 'wrong');
    await visitor.post('/forgot', { email: target.user.email });

    const { status, text } = await send(root.browser, target);
    expect(status, text).toBe(200);
    // What events are called, and that somebody came in by "password", tells no secret.
    const said = Object.keys(OUTCOMES).reduce((rest, type) => rest.replaceAll(`"${type}"`, ''), text);
    expect(said, name).not.toMatch(
      /"password[^"]*":|bcrypt|\$2[aby]\$|token|failed|epoch|_normal|last_?login(?!At)|a-secret/i,
    );
  }
});
