// INJ-2: what a list takes of the client is allow-listed.
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/ids.ts';
import { adminOf, expectList, superAdmin } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import { startUserdb } from '../support/startUserdb.ts';

const LISTS = ['/users/list', '/accounts/list', '/roles/list'];

describe.each(LISTS)('INJ-2 %s', (path) => {
  test('is not sorted by secret columns, by expressions, or by what is no column', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const fields = [
      ...['password', 'users.password', 'session_epoch', 'failed_login_count', 'last_login_on', 'email_normal'],
      ...['id', 'customData', 'name; drop table users', 'name--', '1', '(select 1)', 'name desc, password', ''],
      ...['constructor', '__proto__', 'toString', 'NAME', ' name', 'users.*', '*'],
    ];
    for (const field of fields) expectError(await browser.post(path, { orderby: [field, 'asc'] }), 400);
  });

  test('nor in other directions, or by other things than a name and a direction', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const name = path === '/users/list' ? 'fullName' : 'name';
    const orders = [
      ...[
        [name, 'asc; drop table users'],
        [name, 'up'],
        [name, 'asc nulls first'],
        [name, ''],
        [name, 'desc', 'x'],
      ],
      ...[[name, { raw: 'x' }], [[name], 'asc'], [{ raw: 'x' }], [null, 'asc'], [1], [], name, { 0: name }, 1, true],
    ];
    for (const orderby of orders) expectError(await browser.post(path, { orderby }), 400);
  });

  test.each(['offset', 'limit'])('%s is a whole number', async (key) => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    for (const value of [-1, 1.5, 1e300, '1', '1 union select password from users', '', [1], { $gt: 0 }, true, '%']) {
      expectError(await browser.post(path, { [key]: value }), 400);
    }
    // The pages of userdb 1 send null for what they leave open.
    expect(expectList(await browser.post(path, { [key]: null })).total).toBeGreaterThan(0);
  });

  test('select and where change neither the columns nor the rows', async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const usual = await browser.post(path, {});
    for (const extra of [
      { select: ['users.password', '*', 'password as email'] },
      { select: 'password' },
      { select: { password: 1 } },
      { where: { '1': '1', 'users.password': { like: '%' } } },
      { where: { 'users.status': 'ENABLED', or: { id: 1 } } },
      { from: 'users', join: 'old_passwords', groupBy: 'password', having: '1=1', with: 'x' },
    ]) {
      expect((await browser.post(path, extra)).text).toBe(usual.text);
    }
  });

  test('searchString is bound as a value, bounded and text', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    for (const searchString of ["'", "%' or 1=1 --", '%"; drop table users; --', '\\', '%\\', '[', '%%%', '_', '😀']) {
      expect((await browser.post(path, { searchString })).status).toBe(200);
    }
    for (const searchString of ['%a'.repeat(500), 'a\u0000', '\ud800', ['%'], { like: '%' }, 1, true]) {
      expectError(await browser.post(path, { searchString }), 400);
    }
    expect(expectList(await browser.post(path, {})).total).toBeGreaterThan(0);
  });
});

test('INJ-2 a list sends a hundred unless asked, and never more than a thousand', async () => {
  const running = await startUserdb();
  const { browser, user } = await superAdmin(running);
  const { store, clock } = running.ctx;
  const names = { givenName: 'Gina', middleName: null, surname: 'Low', status: 'PENDING', customData: {} } as const;
  const crowd = Array.from({ length: 1200 }, (_, n) => {
    const email = `gina${n}@example.com`;
    return { ...names, id: newId(), accountId: user.account.id, email, username: email, password: '*' };
  });
  await store.users.createMany(crowd, clock());

  const counted = async (limit?: number) => {
    const { total, users } = expectList(await browser.post('/users/list', { limit }));
    return [total, users.length];
  };
  expect(await counted()).toEqual([1201, 100]);
  expect(await counted(1)).toEqual([1201, 1]);
  expect(await counted(1_000_000)).toEqual([1201, 1000]);
});
