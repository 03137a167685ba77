// Section 4 of the contract, where its sources disagree: rows D1 to D20: one request and one expectation a row.
import { describe, expect, it } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { person, superAdmin } from './people.ts';
import {
  ANN,
  AT_ONCE,
  cookieIn,
  expectAccount,
  expectEmpty,
  expectError,
  fallback,
  NEW_PASSWORD,
  userWithVerifyLink,
} from './wire.ts';

const WRONG = 'wrong horse battery';

describe('Where the sources disagree, D1 to D20', () => {
  it('4 D1: Accept: */* gets JSON', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expect((await browser.get('/login', { accept: '*/*' })).json).toHaveProperty('form');
  });

  it('4 D2: a bad login is 400 with two keys', async () => {
    const { browser, users } = await startUserdb();
    expectError(await browser.signIn(await users.create(), WRONG), 400);
  });

  it.each(['login', 'username', 'email'])('4 D3: the login field may be called %s', async (name) => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    expect(expectAccount(await browser.post('/login', { [name]: email, password: PASSWORD })).email).toBe(email);
  });

  it('4 D4: a login while logged in is checked, and changes who is signed in', async () => {
    const { browser, users } = await startUserdb();
    const [ben, ann] = [await users.create(), await users.create()];
    await browser.signIn(ben, PASSWORD);

    expectError(await browser.signIn(ann, WRONG), 400);
    expect(expectAccount(await browser.get('/me')).email).toBe(ben.email);

    expect(expectAccount(await browser.signIn(ann, PASSWORD)).email).toBe(ann.email);
    expect(expectAccount(await browser.get('/me')).email).toBe(ann.email);
  });

  it('4 D5: groups and customData are in the account of /login and /me, unless me.expand turns them off', async () => {
    for (const on of [true, false]) {
      const { browser, users } = await startUserdb(
        on ? {} : { endpoints: { me: { expand: { groups: false, customData: false } } } },
      );
      const replies = [await browser.signIn(await users.create(), PASSWORD), await browser.get('/me')];
      for (const account of replies.map(expectAccount)) {
        expect('groups' in account).toBe(on);
        expect('customData' in account).toBe(on);
      }
    }
  });

  it('4 D6: groups are {href, size, items}', async () => {
    const { browser, users } = await startUserdb();
    const account = expectAccount(await browser.signIn(await users.create({ roles: ['doctor'] }), PASSWORD));
    expect(account.groups).toStrictEqual({
      href: `${account.href}/groups`,
      size: 1,
      items: [expect.objectContaining({ name: 'doctor', status: 'ENABLED' })],
    });
  });

  it('4 D7: roles, account_id and accounts are in the account', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create({ roles: ['doctor'] });
    expect(expectAccount(await browser.signIn(ben, PASSWORD))).toMatchObject({
      roles: [{ name: 'doctor', account_id: ben.account.id }],
      account_id: ben.account.id,
      accounts: [{ id: ben.account.id, name: 'acme', status: 'ENABLED' }],
    });
  });

  it('4 D8: /me has one key at the top, account', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    expect(Object.keys((await browser.get('/me')).json ?? {})).toEqual(['account']);
  });

  it('4 D9: a new unverified user is UNVERIFIED for its clients, and PENDING in the database', async () => {
    const { browser, users } = await startUserdb();
    expect(expectAccount(await browser.post('/register', ANN)).status).toBe('UNVERIFIED');
    expect((await users.find(ANN.email)).status).toBe('PENDING');
  });

  it('4 D9: a new unverified user is PENDING on admin endpoints', async () => {
    const running = await startUserdb();
    const { dora } = await userWithVerifyLink(running);
    const { browser } = await superAdmin(running);
    const { json } = await browser.post('/users/list', { searchString: `%${dora.email}%` });
    expect(json).toMatchObject({ total: 1, users: [{ email: dora.email, status: 'PENDING' }] });
  });

  it('4 D10: 401 has a body of two keys, and WWW-Authenticate: Bearer', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.get('/me');
    expectError(reply, 401);
    expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  });

  it('4 D11: the session cookie always, the token cookies where oauth is on', async () => {
    for (const enabled of [false, true]) {
      const { browser, users } = await startUserdb({ endpoints: { oauth: { enabled } } });
      const reply = await browser.signIn(await users.create(), PASSWORD);
      expect(cookieIn(reply, 'userdb')?.value).toBeTruthy();
      for (const name of ['access_token', 'refresh_token']) expect(Boolean(cookieIn(reply, name))).toBe(enabled);
    }
  });

  it('4 D12: POST /logout without a session is 200, or 302 for HTML', async () => {
    const { browser } = await startUserdb();
    expectEmpty(await browser.post('/logout'));
    expect((await browser.form('/logout', {}, { accept: 'text/html' })).status).toBe(302);
  });

  it('4 D13: GET /logout is 405 as JSON, leads to the login as HTML, and signs nobody out', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);

    expectError(await browser.get('/logout'), 405);
    const reply = await browser.get('/logout', { accept: 'text/html' });

    expect([reply.status, reply.headers.get('Location')]).toEqual([302, '/login']);
    expectAccount(await browser.get('/me'));
  });

  it('4 D14: POST /me changes the profile', async () => {
    const { browser } = await person(await startUserdb());
    expect((await browser.post('/me', { givenName: 'Benno' })).status).toBe(200);
    expect(expectAccount(await browser.get('/me')).givenName).toBe('Benno');
  });

  it('4 D15: POST /me takes a whitelist of fields, and merges customData', async () => {
    const { user, browser } = await person(await startUserdb(), { customData: { color: 'red', size: 7 } });
    const fields = {
      surname: 'Lee',
      customData: { color: 'blue' },
      status: 'LOCKED',
      id: 'other',
      roles: [{ name: 'x' }],
    };

    expect((await browser.post('/me', fields)).status).toBe(200);

    const account = expectAccount(await browser.get('/me'));
    expect(account).toMatchObject({ id: user.id, surname: 'Lee', status: 'ENABLED', roles: [] });
    expect(account.customData).toStrictEqual({ color: 'blue', size: 7 });
  });

  it('4 D16: an empty password on POST /me means unchanged', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    expect((await browser.post('/me', { surname: 'Lee', password: '' })).status).toBe(200);
    expect((await running.users.find(user.email)).password).toBe(user.password);
  });

  it.each<[true | false | 'recent', number, number]>([
    [true, 0, 400],
    [false, 1000, 200],
    ['recent', 800, 200],
    ['recent', 1000, 400],
  ])(
    '4 D17: me.requireExistingPassword %s, %d seconds after the login: a new password alone is %d',
    async (requireExistingPassword, seconds, status) => {
      const running = await startUserdb({ endpoints: { me: { requireExistingPassword, recentLoginSeconds: 900 } } });
      const { browser } = await person(running);
      running.clock.pass(seconds);
      expect((await browser.post('/me', { password: NEW_PASSWORD })).status).toBe(status);
    },
  );

  it('4 D17: an existingPassword that is sent is always checked', async () => {
    const { browser } = await person(await startUserdb({ endpoints: { me: { requireExistingPassword: false } } }));
    expectError(await browser.post('/me', { password: NEW_PASSWORD, existingPassword: WRONG }), 400);
    expectAccount(await browser.post('/me', { password: NEW_PASSWORD, existingPassword: PASSWORD }));
  });

  it('4 D18: a required field is named: "Last Name is required."', async () => {
    const { browser } = await startUserdb();
    const reply = await browser.post('/register', { ...ANN, surname: undefined });
    expectError(reply, 400);
    expect(reply.json?.message).toBe('Last Name is required.');
  });

  it('4 D19: a disabled core field is refused, and ignored when it is empty', async () => {
    const { browser } = await startUserdb(AT_ONCE);
    expectError(await browser.post('/register', { ...ANN, middleName: 'Bo' }), 400);
    expect(expectAccount(await browser.post('/register', { ...ANN, middleName: '' })).middleName).toBeNull();
  });

  it('4 D20: an unknown key in customData is refused, and API keys too unless they are allowed', async () => {
    for (const allowApiKeysInCustomData of [false, true]) {
      const { browser } = await startUserdb({ endpoints: { register: { allowApiKeysInCustomData } } });
      expectError(await browser.post('/register', { ...ANN, customData: { color: 'red' } }), 400);
      const reply = await browser.post('/register', { ...ANN, customData: { stormpathApiKey_1: 'id:secret' } });
      expect(reply.status).toBe(allowApiKeysInCustomData ? 200 : 400);
    }
  });
});
