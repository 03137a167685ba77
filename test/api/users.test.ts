// Finding, making, changing and removing one user.
import { describe, expect, it } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const NEW_PASSWORD = 'new horse new battery';
/** Anything that must not leave, by key or by look. */
const SECRETS = /password|\$2[aby]\$|emailVerificationToken|hash|failed_login|session/i;

describe('findUserById and findUserByName', () => {
  it.each(['PENDING', 'DISABLED', 'LOCKED'] as const)('see nobody who is %s; findAnyUserById does', async (status) => {
    const { userdb, users } = await startUserdb();
    const { id, email } = await users.create({ status });
    expect(await userdb.findUserById(id)).toBeUndefined();
    expect(await userdb.findUserByName(email)).toBeUndefined();
    expect(await userdb.findAnyUserById(id)).toMatchObject({ id, status });
  });

  it('find by user name and by address, whatever the case', async () => {
    const { userdb, users } = await startUserdb();
    const { id } = await users.create({ email: 'Ben@Example.com', username: 'benny' });
    for (const name of ['ben@example.com', 'BEN@EXAMPLE.COM', ' Benny ']) {
      expect(await userdb.findUserByName(name)).toMatchObject({ id });
    }
    expect(await userdb.findUserByName('nobody')).toBeUndefined();
  });

  it.each([undefined, null, '', 7, {}, ['a']])(
    'refuse %j in place of a name (7.1: error if undefined)',
    async (name) => {
      const { userdb } = await startUserdb();
      const refused = { code: 'ARGUMENT_INVALID', status: 400 };
      await expect(userdb.findUserByName(name as string)).rejects.toMatchObject(refused);
      await expect(userdb.findUserById(name as string)).rejects.toMatchObject(refused);
    },
  );

  it('give back userdb 1’s keys and what stormpath adds, and no secret (5.1, 5.2, 7.3-8)', async () => {
    const { userdb, users } = await startUserdb();
    const { id, email, account } = await users.create({ roles: ['doctor'], customData: { color: 'red' } });
    const user = await userdb.findUserById(id);
    expect(user).toMatchObject({
      id,
      account_id: account.id,
      email,
      username: email,
      givenName: 'Ben',
      middleName: null,
      surname: 'Bright',
      fullName: 'Ben Bright',
      status: 'ENABLED',
      customData: { color: 'red' },
      created_date: expect.any(Number),
      roles: [{ name: 'doctor', account_id: account.id, status: 'ENABLED', customData: {} }],
      // Parsed, where userdb 1 left it text (7.3-55).
      accounts: [{ id: account.id, name: 'acme', status: 'ENABLED', customData: {} }],
      href: expect.stringMatching(new RegExp(`/accounts/${id}$`)),
      groups: { items: [{ name: 'doctor' }] },
    });
    expect(JSON.stringify(user)).not.toMatch(SECRETS);
  });

  it('pass the transformer: none, or the application’s own', async () => {
    const none = await startUserdb({ transformer: null });
    const ben = await none.users.create();
    expect(await none.userdb.findUserById(ben.id)).not.toHaveProperty('href');

    const own = await startUserdb({ transformer: ({ id, status, href }) => ({ key: id, status, href }) });
    const { id } = await own.users.create({ status: 'PENDING' });
    const href = `${own.url}/accounts/${id}`;
    expect(await own.userdb.findAnyUserById(id)).toEqual({ key: id, status: 'UNVERIFIED', href });
  });
});

describe('saveUser', () => {
  it('changes the listed columns, ignores all others, and leaves its argument alone (7.3-56)', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create();
    const sent = Object.freeze({
      id: ben.id,
      givenName: 'Benjamin',
      customData: Object.freeze({ color: 'blue' }),
      account_id: 'another',
      failed_login_count: 9,
      emailVerificationToken: 'x',
      roles: [{ name: 'super-admin' }],
      'users.email': 'x@example.com',
    });
    await userdb.saveUser(sent);
    const now = await users.find(ben.email);
    expect(now).toMatchObject({ givenName: 'Benjamin', fullName: 'Benjamin Bright', customData: { color: 'blue' } });
    expect(now).toMatchObject({ account: { id: ben.account.id }, roles: [], failedLoginCount: 0, email: ben.email });
  });

  it('takes back a user who was found, changed by a field, without ending the sessions', async () => {
    const { userdb, users, browser } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const user = await userdb.findUserById(ben.id);
    await userdb.saveUser({ ...user, id: ben.id, surname: 'Bold' });
    expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: { fullName: 'Ben Bold' } } });
  });

  it('moves a user name along that was the old address (7.3-40)', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create();
    const user = await userdb.findUserById(ben.id);
    await userdb.saveUser({ ...user, id: ben.id, email: 'new@example.com' });
    expect(await users.find('new@example.com')).toMatchObject({ id: ben.id, username: 'new@example.com' });
    expect(await userdb.findUserByName(ben.email)).toBeUndefined();
  });

  it('refuses an address that somebody has, and changes nothing then', async () => {
    const { userdb, users } = await startUserdb();
    const [ben, cleo] = [await users.create(), await users.create()];
    const taken = userdb.saveUser({ id: ben.id, givenName: 'Bea', email: cleo.email.toUpperCase() });
    await expect(taken).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(await users.find(ben.email)).toMatchObject({ givenName: 'Ben' });
  });

  it('takes a hash as password: the new one signs in, sessions end, the time is noted', async () => {
    const { userdb, users, browser, clock } = await startUserdb({ passwordsCantMatch: 2 });
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    clock.pass(60);
    const password = await userdb.createPasswordHash(NEW_PASSWORD);
    await userdb.saveUser({ id: ben.id, givenName: 'Bea', password });

    expect(await browser.get('/me')).toMatchObject({ status: 401 });
    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 400 });
    expect(await browser.signIn(ben, NEW_PASSWORD)).toMatchObject({ status: 200 });
    const now = await users.find(ben.email);
    expect(now).toMatchObject({ givenName: 'Bea', passwordUpdatedAt: clock.now() });
    expect(await userdb.ensurePasswordUnique(ben, NEW_PASSWORD)).toMatchObject({ code: 'PASSWORD_REUSED' });
  });

  it('takes userdb 1’s own hashes too', async () => {
    const { userdb, users, browser } = await startUserdb();
    const ben = await users.create();
    // bcrypt of "correct horse battery" is another one each time; this one is of "userdb one" at cost 4.
    const { hashSync } = (await import('bcrypt')).default;
    await userdb.saveUser({ id: ben.id, password: hashSync('userdb one', 4).replace('$2b$', '$2a$') });
    expect(await browser.signIn(ben, 'userdb one')).toMatchObject({ status: 200 });
  });

  it.each(['', 'correct horse battery', 'sha1$abc', '$2b$10$short', { a: 1 }])(
    'refuses %j as a hash',
    async (password) => {
      const { userdb, users } = await startUserdb();
      const ben = await users.create();
      const refused = userdb.saveUser({ id: ben.id, givenName: 'Bea', password: password as string });
      await expect(refused).rejects.toMatchObject({ code: 'ARGUMENT_INVALID' });
      expect(await users.find(ben.email)).toMatchObject({ givenName: 'Ben', password: ben.password });
    },
  );

  it('says that there is no such user, and keeps the last super-admin', async () => {
    const { userdb, users } = await startUserdb();
    await expect(userdb.saveUser({ id: 'nobody' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' });
    const { id } = await users.create({ roles: ['super-admin'] });
    await expect(userdb.saveUser({ id, status: 'DISABLED' })).rejects.toMatchObject({ code: 'LAST_SUPER_ADMIN' });
    await expect(userdb.removeUser(id)).rejects.toMatchObject({ code: 'LAST_SUPER_ADMIN' });
  });
});

describe('findOrCreateUser', () => {
  it('makes a PENDING user with a name and an address, and sends nothing', async () => {
    const { userdb, browser, mailbox } = await startUserdb();
    const acme = await userdb.findOrCreateAccount({ name: 'acme' });
    const sent = Object.freeze({ email: 'dora@example.com', givenName: 'Dora', surname: 'Day', account_id: acme.id });
    const dora = await userdb.findOrCreateUser(sent, PASSWORD);
    expect(dora).toMatchObject({
      status: 'PENDING',
      username: 'dora@example.com',
      fullName: 'Dora Day',
      account_id: acme.id,
    });
    expect(dora).not.toHaveProperty('href');
    expect(JSON.stringify(dora)).not.toMatch(SECRETS);
    expect(await mailbox.all()).toEqual([]);

    await userdb.saveUser({ id: dora.id, status: 'ENABLED' });
    expect(await browser.signIn(dora, PASSWORD)).toMatchObject({ status: 200 });
  });

  it('finds who is there, whatever the status and the case, and changes nothing', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create({ status: 'DISABLED' });
    const again = { email: ben.email.toUpperCase(), givenName: 'Other', account_id: 'unknown' };
    expect(await userdb.findOrCreateUser(again, 'x')).toMatchObject({
      id: ben.id,
      givenName: 'Ben',
      status: 'DISABLED',
    });
  });

  it('takes nobody for the one with an address who has it as a user name only', async () => {
    const { userdb, users } = await startUserdb();
    const ben = await users.create({ username: 'carl@example.com' });
    const carl = { email: 'Carl@example.com', account_id: ben.account.id };
    await expect(userdb.findOrCreateUser(carl, PASSWORD)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    expect(await userdb.findOrCreateUser({ ...carl, email: ben.email }, PASSWORD)).toMatchObject({ id: ben.id });
  });

  it('gives ten callers at once one user', async () => {
    const { userdb } = await startUserdb();
    const { id: account_id } = await userdb.findOrCreateAccount({ name: 'acme' });
    const calls = Array.from({ length: 10 }, () =>
      userdb.findOrCreateUser({ email: 'e@example.com', account_id }, PASSWORD),
    );
    expect(new Set((await Promise.all(calls)).map(({ id }) => id)).size).toBe(1);
  });

  it.each([
    [{ email: 'x@example.com' }, PASSWORD, 'FIELD_REQUIRED'],
    [{ email: 'x@example.com', account_id: 'unknown' }, PASSWORD, 'ACCOUNT_UNKNOWN'],
    [{ email: 'no address' }, PASSWORD, 'EMAIL_INVALID'],
    [{ email: 'x@example.com' }, undefined, 'PASSWORD_MISSING'],
    [{ email: 'x@example.com' }, 'short', 'PASSWORD_WEAK'],
    [{ email: 'x@example.com' }, 'correct \ud800 battery', 'FIELD_UNREADABLE'],
    [{}, PASSWORD, 'ARGUMENT_INVALID'],
  ])('refuses %j with the password %j', async (user, password, code) => {
    const { userdb } = await startUserdb();
    const { id: account_id } = await userdb.findOrCreateAccount({ name: 'acme' });
    const sent = code === 'FIELD_REQUIRED' ? user : { account_id, ...user };
    await expect(userdb.findOrCreateUser(sent as never, password as string)).rejects.toMatchObject({ code });
    expect(await userdb.searchForUsers({})).toEqual([]);
  });
});

it('removeUser removes a user, and minds nobody who is not there', async () => {
  const { userdb, users, browser } = await startUserdb();
  const ben = await users.create();
  await browser.signIn(ben, PASSWORD);
  await userdb.removeUser(ben.id);
  expect(await userdb.findAnyUserById(ben.id)).toBeUndefined();
  expect(await browser.get('/me')).toMatchObject({ status: 401 });
  await userdb.removeUser(ben.id);
});
