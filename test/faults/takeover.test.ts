// userdb 1's faults by which strangers took over or broke the accounts of others.
import { describe, expect, it } from 'vitest';
import { superAdmin } from '../contract/people.ts';
import {
  ANN,
  expectAccount,
  expectEmpty,
  expectError,
  mailsTo,
  NEW_PASSWORD,
  newestToken,
  startWithDatabase,
  userWithResetLink,
  userWithVerifyLink,
} from '../contract/wire.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

describe('faults of userdb 1: takeover', () => {
  it('fault 1: POST /verify answers a stranger with nothing, whoever is named', async () => {
    const { browser, users } = await startUserdb();
    for (const status of ['PENDING', 'ENABLED'] as const) {
      expectEmpty(await browser.post('/verify', { login: (await users.create({ status })).email }));
    }
  });

  it('fault 2: POST /verify leaves an ENABLED user alone, and mails a PENDING one', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const [ben, dora] = [await users.create(), await users.create({ status: 'PENDING' })];
    for (const { email } of [ben, dora]) expectEmpty(await browser.post('/verify', { login: email }));

    expect((await users.find(ben.email)).status).toBe('ENABLED');
    expect(await mailsTo(mailbox, ben)).toEqual([]);
    expectEmpty(await browser.get(`/verify?sptoken=${await newestToken(mailbox, dora)}`));
  });

  it('fault 3: a reset link verifies nobody, and does not enable who is locked or disabled', async () => {
    const running = await startWithDatabase();
    const { ben, sptoken } = await userWithResetLink(running);
    for (const status of ['PENDING', 'LOCKED', 'DISABLED']) {
      await running.db('users').where({ id: ben.id }).update({ status });
      expectError(await running.browser.get(`/verify?sptoken=${sptoken}`), 404);
      expect((await running.users.find(ben.email)).status).toBe(status);
    }
  });

  it('fault 3: a verification link resets no password', async () => {
    const running = await startUserdb();
    const { sptoken, dora } = await userWithVerifyLink(running);
    expectError(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }), 404);
    expect((await running.users.find(dora.email)).password).toBe(dora.password);
  });

  it('fault 3: asking for one kind of link leaves the other kind alive', async () => {
    const running = await startWithDatabase();
    const { browser, mailbox, users } = running;
    const { ben, sptoken } = await userWithResetLink(running);

    await running.db('users').where({ id: ben.id }).update({ status: 'PENDING' });
    expectEmpty(await browser.post('/verify', { login: ben.email }));
    const verification = await newestToken(mailbox, ben);

    expect(verification).not.toBe(sptoken);
    expectEmpty(await browser.get(`/verify?sptoken=${verification}`));
    expect((await users.find(ben.email)).status).toBe('ENABLED');
    expectEmpty(await browser.get(`/change?sptoken=${sptoken}`));
  });

  it('fault 4: /welcomed sets no password for who knows but the address', async () => {
    const { browser, users } = await startUserdb();
    for (const status of ['PENDING', 'ENABLED'] as const) {
      const { email } = await users.create({ status });
      const fields = {
        givenName: 'Eve',
        surname: 'Evil',
        email,
        password: NEW_PASSWORD,
        confirmPassword: NEW_PASSWORD,
      };

      expectError(await browser.post('/welcomed', fields), 400);

      expectError(await browser.signIn({ email }, NEW_PASSWORD), 400);
      expect((await users.find(email)).givenName).toBe('Ben');
    }
  });

  it('fault 13: a new user is made of the fields that there are, whatever else is in the body', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const row = {
      ...{ givenName: 'Gina', surname: 'Low', email: 'gina@example.com', status: 'ENABLED', password: PASSWORD },
      ...{ failed_login_count: 7, last_login_on: 7, session_epoch: 7, emailVerificationToken: 'x', email_normal: 'x' },
      ...{ created_date: 7, no_such_column: 'x' },
    };

    const reply = await browser.post('/users/update', row);

    expect(reply.status, reply.text).toBe(200);
    expect(await running.users.find('gina@example.com')).toMatchObject({
      ...{ failedLoginCount: 0, lastLoginAt: null, sessionEpoch: 0, createdAt: running.clock.now() },
    });
    expectAccount(await running.browser.signIn({ email: 'gina@example.com' }, PASSWORD));
  });

  it('fault 13: and so is one who registers', async () => {
    const { browser } = await startUserdb();
    for (const name of ['status', 'id', 'account_id', 'roles', 'failed_login_count', 'no_such_column']) {
      expectError(await browser.post('/register', { ...ANN, [name]: 'x' }), 400);
    }
  });

  it('fault 32: nothing in the database opens a mailed link, and a link is for one user and one purpose', async () => {
    const running = await startWithDatabase();
    const { sptoken } = await userWithResetLink(running);
    const [row] = await running.db('tokens').select();
    expect(JSON.stringify(row)).not.toContain(sptoken);

    const other = await running.users.create();
    await running.db('tokens').where({ id: row.id }).update({ user_id: other.id, email: other.email });
    expectError(await running.browser.get(`/change?sptoken=${sptoken}`), 404);
    await running
      .db('tokens')
      .where({ id: row.id })
      .update({ ...row, purpose: 'verify' });
    expectError(await running.browser.get(`/verify?sptoken=${sptoken}`), 404);

    await running.db('tokens').where({ id: row.id }).update(row);
    expectEmpty(await running.browser.get(`/change?sptoken=${sptoken}`));
  });

  it.each([[{ 'users.email': 1 }], [{ email: 1 }], [{ '!=': '' }], [['x']], [1], [true]])(
    'fault 41: %j in place of a text is 400, and reaches no query',
    async (value) => {
      const { browser, users, mailbox } = await startUserdb();
      await users.create();
      expectError(await browser.post('/login', { login: value, password: PASSWORD }), 400);
      expectError(await browser.post('/login', { login: 'ben', password: value }), 400);
      expectError(await browser.post('/forgot', { email: value }), 400);
      expectError(await browser.post('/verify', { login: value }), 400);
      expectError(await browser.post('/change', { sptoken: value, password: NEW_PASSWORD }), 400);
      expectError(await browser.post('/register', { ...ANN, email: value }), 400);
      expect(await mailbox.all()).toEqual([]);
    },
  );
});
