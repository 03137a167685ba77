// The user object (5.4) in its other columns: the admin endpoints, and /welcome.
import { describe, expect, it } from 'vitest';
import { startUserdb } from '../support/startUserdb.ts';
import { expectList, superAdmin } from './people.ts';
import { newestToken, startWithDatabase } from './wire.ts';

const GINA = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };

describe('5.4 The merged object, for administrators', () => {
  it('5.4 every key of the admin endpoints, and no other', async () => {
    const running = await startWithDatabase({ baseUrl: 'https://app.example.com' });
    const { browser } = await superAdmin(running);
    const ben = await running.users.create({ middleName: 'Bo', roles: ['cook'], customData: { color: 'red' } });
    await running
      .db('accounts')
      .where({ id: ben.account.id })
      .update({ description: 'Ours', customData: '{"floor":7}' });
    await running.db('roles').where({ name: 'cook' }).update({ status: 'DISABLED', customData: '{"hat":true}' });
    const now = running.clock.now();
    const role = { id: ben.roles[0]?.id, name: 'cook', description: null, account_id: ben.account.id };
    const href = `https://app.example.com/accounts/${ben.id}`;

    const { users } = expectList(
      await browser.post('/users/list', { searchString: `%${ben.email}%`, withRoles: true, withAccounts: true }),
    );

    expect(users).toStrictEqual([
      {
        href,
        id: ben.id,
        username: ben.email,
        email: ben.email,
        givenName: 'Ben',
        middleName: 'Bo',
        surname: 'Bright',
        fullName: 'Ben Bo Bright',
        status: 'ENABLED',
        createdAt: now.toISOString(),
        modifiedAt: now.toISOString(),
        lastLoginAt: null,
        created_date: now.getTime() / 1000,
        updated_date: null,
        account_id: ben.account.id,
        accounts: [
          { id: ben.account.id, name: 'acme', status: 'ENABLED', description: 'Ours', customData: { floor: 7 } },
        ],
        roles: [{ ...role, status: 'DISABLED', customData: { hat: true } }],
        groups: { href: `${href}/groups`, size: 0, items: [] },
        customData: { color: 'red' },
      },
    ]);
  });

  it('5.4 every answer of the admin endpoints has the same keys of a user', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const ben = await running.users.create();
    const { users } = expectList(await browser.post('/users/list', {}));
    const keys = Object.keys(users[0] ?? {}).sort();
    for (const reply of [
      await browser.post('/users/update', { id: ben.id, surname: 'Lee' }),
      await browser.post('/users/update', GINA),
      await browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'LOCKED' }),
    ]) {
      expect(Object.keys(reply.json ?? {}).sort()).toEqual(keys);
    }
  });

  it('5.4 "status": raw', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    for (const status of ['PENDING', 'LOCKED', 'DISABLED'] as const) {
      const { email } = await running.users.create({ status });
      expect(expectList(await browser.post('/users/list', { searchString: email })).users).toMatchObject([{ status }]);
    }
  });

  it('5.4 "updated_date": epoch seconds of the last change', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const ben = await running.users.create();
    running.clock.pass(60);
    const { json } = await browser.post('/users/update', { id: ben.id, surname: 'Lee' });
    expect(json).toMatchObject({ updated_date: running.clock.now().getTime() / 1000 });
    expect(json).toMatchObject({ modifiedAt: running.clock.now().toISOString() });
  });
});

describe('5.4 The merged object, at /welcome', () => {
  it('5.4 every key of /welcome, and no other', async () => {
    const running = await startUserdb({ baseUrl: 'https://app.example.com' });
    const { browser } = await superAdmin(running);
    await browser.post('/users/update', GINA);
    const { id } = await running.users.find(GINA.email);
    const created = running.clock.now().toISOString();

    const reply = await running.browser.post('/welcome', { sptoken: await newestToken(running.mailbox, GINA) });

    expect(reply.status, reply.text).toBe(200);
    expect(reply.json).toStrictEqual({
      ...GINA,
      href: `https://app.example.com/accounts/${id}`,
      id,
      username: GINA.email,
      middleName: null,
      fullName: 'Gina Low',
      status: expect.stringMatching(/^(PENDING|ENABLED)$/),
      createdAt: created,
      modifiedAt: created,
      welcomeToken: expect.stringMatching(/\S/),
    });
  });
});
