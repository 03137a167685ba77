import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { authenticated } from '../../server/http/guards.ts';
import type { StormpathAccount } from '../../server/transformers/stormpath.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  ANN,
  expectAccount,
  expectError,
  NEW_PASSWORD,
  newestToken,
  startWithDatabase,
  userWithResetLink,
  userWithVerifyLink,
} from './wire.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const AUTO_LOGINS: Options = {
  endpoints: { verify: { autoLogin: true }, change: { autoLogin: true } },
};

/** A user with a role and customData, signed in. */
async function startSignedIn(options: Options = {}) {
  const running = await startUserdb({ baseUrl: 'https://app.example.com', ...options });
  const ben = await running.users.create({ middleName: 'Bo', roles: ['doctor'], customData: { color: 'red' } });
  const account = expectAccount(await running.browser.signIn(ben, PASSWORD));
  return { ...running, ben, account };
}

describe('5.4 The merged object', () => {
  test('D7 5.4 every key of /login and /me, and no other', async () => {
    const { account, ben, browser, clock } = await startSignedIn();
    const [role] = ben.roles;
    const href = `https://app.example.com/accounts/${ben.id}`;
    const now = clock.now().toISOString();

    expect(account).toStrictEqual({
      href,
      id: ben.id,
      username: ben.email,
      email: ben.email,
      givenName: 'Ben',
      middleName: 'Bo',
      surname: 'Bright',
      fullName: 'Ben Bo Bright',
      status: 'ENABLED',
      createdAt: now,
      modifiedAt: now,
      account_id: ben.account.id,
      accounts: [{ id: ben.account.id, name: 'acme', status: 'ENABLED' }],
      roles: [{ id: role?.id, name: 'doctor', description: null, status: 'ENABLED', account_id: ben.account.id }],
      customData: { color: 'red' },
      groups: {
        href: `${href}/groups`,
        size: 1,
        items: [
          {
            href: `https://app.example.com/groups/${role?.id}`,
            name: 'doctor',
            description: null,
            status: 'ENABLED',
            customData: {},
          },
        ],
      },
    });
    expect(expectAccount(await browser.get('/me'))).toStrictEqual(account);
  });

  test('5.4 /register and the auto-logins send the same keys', async () => {
    const running = await startUserdb(AUTO_LOGINS);
    const { browser, mailbox } = running;
    const registered = expectAccount(await browser.post('/register', ANN));
    const sptoken = await newestToken(mailbox, ANN);
    const verified = expectAccount(await browser.get(`/verify?sptoken=${sptoken}`));
    await browser.post('/forgot', { email: ANN.email });
    const reset = await newestToken(mailbox, ANN);
    const changed = expectAccount(await browser.post('/change', { sptoken: reset, password: NEW_PASSWORD }));
    const me = expectAccount(await browser.get('/me'));

    expect(me.groups).toMatchObject({ size: 0, items: [] });
    for (const account of [registered, verified, changed]) {
      expect(Object.keys(account).sort()).toEqual(Object.keys(me).sort());
      expect(account).toStrictEqual({ ...me, status: account.status, modifiedAt: account.modifiedAt });
    }
    expect([registered.status, verified.status, changed.status]).toEqual(['UNVERIFIED', 'ENABLED', 'ENABLED']);
  });

  test('5.3 the TCK\'s account, with "withoutLinkedResources"', async () => {
    const { browser } = await startUserdb({
      endpoints: { verify: { enabled: false }, me: { expand: { groups: false, customData: false } } },
    });
    const registered = expectAccount(await browser.post('/register', ANN));
    const signedIn = expectAccount(await browser.post('/login', { login: ANN.email, password: PASSWORD }));

    for (const account of [registered, signedIn, expectAccount(await browser.get('/me'))]) {
      expect(account).toMatchObject({
        href: expect.stringMatching(/^http.+\/accounts\/[\w-]+$/),
        username: ANN.email,
        email: ANN.email,
        givenName: 'Ann',
        surname: 'Lee',
        middleName: null,
        fullName: 'Ann Lee',
        status: 'ENABLED',
        createdAt: expect.stringMatching(ISO),
        modifiedAt: expect.stringMatching(ISO),
      });
      for (const key of [
        ...['emailVerificationToken', 'customData', 'providerData', 'directory', 'tenant', 'groups'],
        ...['groupMemberships', 'applications', 'apiKeys', 'accessTokens', 'refreshTokens'],
      ]) {
        expect(account).not.toHaveProperty(key);
      }
    }
  });

  test('5.4 "id": string, at most 14 of [A-Za-z0-9_-]', async () => {
    expect((await startSignedIn()).account.id).toMatch(/^[\w-]{7,14}$/);
  });

  test('5.4 "givenName, middleName, surname": string or null; "fullName": string', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create({ username: 'ben', givenName: null, surname: null });
    expect(expectAccount(await browser.signIn(ben, PASSWORD))).toMatchObject({
      givenName: null,
      middleName: null,
      surname: null,
      fullName: 'ben',
    });
  });

  test('5.4 "username": string, e-mail if none, in a database where it is null', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create();
    await db('users').where({ id: ben.id }).update({ username: null, username_normal: null, fullName: null });
    expect(expectAccount(await browser.signIn(ben, PASSWORD))).toMatchObject({
      username: ben.email,
      fullName: ben.email,
    });
  });

  test('D54 5.4 "createdAt, modifiedAt": ISO 8601, milliseconds, Z; modifiedAt falls back to createdAt', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const created = running.clock.now().toISOString();
    const before = expectAccount(await running.browser.signIn(ben, PASSWORD));
    expect(before).toMatchObject({ createdAt: created, modifiedAt: created });
    expect(created).toMatch(ISO);

    running.clock.pass(60);
    await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    const after = expectAccount(await running.browser.signIn(ben, NEW_PASSWORD));
    expect(after).toMatchObject({ createdAt: created, modifiedAt: running.clock.now().toISOString() });
  });

  test('D9 5.4 "status": PENDING shown as UNVERIFIED', async () => {
    const { browser, users } = await startUserdb();
    expect(expectAccount(await browser.post('/register', ANN)).status).toBe('UNVERIFIED');
    expect((await users.find(ANN.email)).status).toBe('PENDING');
  });

  test('5.4 "customData": object ({} when null)', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create();
    for (const customData of [null, '', 'no json', '[1]']) {
      await db('users').where({ id: ben.id }).update({ customData });
      expect(expectAccount(await browser.signIn(ben, PASSWORD)).customData).toStrictEqual({});
    }
  });

  test('5.4 "password_expired": true, else absent', async () => {
    const { browser, users, clock } = await startUserdb({ passwordsExpireInSeconds: 60 });
    const eli = await users.create();
    expect(expectAccount(await browser.signIn(eli, PASSWORD))).not.toHaveProperty('password_expired');
    clock.pass(60);
    expect(expectAccount(await browser.get('/me'))).toHaveProperty('password_expired', true);
  });

  test('5.4 keys of the admin endpoints and of /welcome are not sent here', async () => {
    const { account } = await startSignedIn();
    for (const key of ['created_date', 'updated_date', 'welcomeToken', 'organization']) {
      expect(account).not.toHaveProperty(key);
    }
  });
});

describe('5.4 Never, anywhere', () => {
  const NEVER = [
    ...['password', 'hash', 'emailVerificationToken', 'password_updated_on', 'last_login_on'],
    ...['last_failed_login_on', 'failed_login_count', 'passwordUpdatedAt', 'lastLoginAt', 'lastFailedLoginAt'],
    ...['failedLoginCount', 'sessionEpoch', 'session_epoch', 'email_normal', 'username_normal'],
  ];

  test('5.4 Never "password or any hash; emailVerificationToken or any token; password_updated_on, last_login_on, …"', async () => {
    const running = await startUserdb(AUTO_LOGINS);
    const { browser, users } = running;
    const { ben, sptoken } = await userWithResetLink(running);
    const { sptoken: verification } = await userWithVerifyLink(running);
    const replies = [
      await browser.post('/register', ANN),
      await browser.get(`/verify?sptoken=${verification}`),
      await browser.signIn(ben, PASSWORD),
      await browser.get('/me'),
      await browser.post('/change', { sptoken, password: NEW_PASSWORD }),
      await browser.get('/me'),
    ];
    const { password } = await users.find(ben.email);

    for (const reply of replies) {
      const account = expectAccount(reply);
      for (const key of NEVER) expect(keysWithin(account)).not.toContain(key);
      for (const secret of [password, ben.password, sptoken, verification, PASSWORD, NEW_PASSWORD, '$2b$']) {
        expect(reply.text).not.toContain(secret);
      }
    }
  });

  test('5.4 Never "unknown columns an application added to the table"', async () => {
    const { browser, users, db } = await startWithDatabase();
    for (const table of ['users', 'roles', 'accounts']) {
      await db.schema.alterTable(table, (columns) => void columns.string('note').defaultTo('for our eyes only'));
    }
    const ben = await users.create({ roles: ['doctor'] });

    const signedIn = await browser.signIn(ben, PASSWORD);

    expectAccount(signedIn);
    for (const { text } of [signedIn, await browser.get('/me')]) expect(text).not.toMatch(/note|eyes/);
  });

  test('5.4 Never "stormpathApiKey_* inside customData"', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create({
      customData: { stormpathApiKey_1: 'id:secret', stormpathApiKey_10: 'x', color: 'red' },
    });
    expect(expectAccount(await browser.signIn(ben, PASSWORD)).customData).toStrictEqual({ color: 'red' });
    expect(expectAccount(await browser.get('/me')).customData).toStrictEqual({ color: 'red' });
  });
});

describe('5.4 me.expand', () => {
  test.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])(
    'D5 5.4 groups by me.expand.groups (%s), customData by me.expand.customData (%s), on /login, /me and /register',
    async (groups, customData) => {
      const { account, browser } = await startSignedIn({ endpoints: { me: { expand: { groups, customData } } } });
      const registered = expectAccount(await browser.post('/register', ANN));
      for (const one of [account, expectAccount(await browser.get('/me')), registered]) {
        expect('groups' in one).toBe(groups);
        expect('customData' in one).toBe(customData);
        expect(one).toHaveProperty('roles');
      }
    },
  );

  test('D5 5.4 both are true by default', async () => {
    const { account } = await startSignedIn();
    expect(account).toMatchObject({ groups: { size: 1 }, customData: { color: 'red' } });
  });
});

describe('5.5 Roles and groups', () => {
  test('D6 5.5 groups = {href, size, items}, with href and items where there are none', async () => {
    const { browser, users } = await startUserdb({ baseUrl: 'https://app.example.com' });
    const ben = await users.create();
    expect(expectAccount(await browser.signIn(ben, PASSWORD)).groups).toStrictEqual({
      href: `https://app.example.com/accounts/${ben.id}/groups`,
      size: 0,
      items: [],
    });
  });

  test('D59 5.5 "Only roles with status ENABLED", in groups and in roles', async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create({ roles: ['doctor', 'nurse', 'cook'] });
    await db('roles').where({ name: 'nurse' }).update({ status: 'DISABLED' });

    const account = expectAccount(await browser.signIn(ben, PASSWORD));

    expect(account.roles.map(({ name }) => name)).toEqual(['cook', 'doctor']);
    expect(account.groups?.items.map(({ name }) => name)).toEqual(['cook', 'doctor']);
    expect(account.groups?.size).toBe(2);
  });

  test("5.5 an item has the role's description and customData", async () => {
    const { browser, users, db } = await startWithDatabase();
    const ben = await users.create({ roles: ['doctor'] });
    await db('roles').update({ description: 'May cure', customData: '{"ward":7}' });
    expect(expectAccount(await browser.signIn(ben, PASSWORD))).toMatchObject({
      roles: [{ name: 'doctor', description: 'May cure' }],
      groups: { items: [{ name: 'doctor', description: 'May cure', customData: { ward: 7 } }] },
    });
  });

  test('5.5 "accounts_href, groups_href": configured, else derived from the public base URL, but never from the Host header', async () => {
    const configured = await startSignedIn({
      accounts_href: 'https://old.example.com/accounts',
      groups_href: 'https://old.example.com/teams',
    });
    expect(configured.account.href).toBe(`https://old.example.com/accounts/${configured.ben.id}`);
    expect(configured.account.groups?.items[0]?.href).toMatch(/^https:\/\/old\.example\.com\/teams\/[\w-]+$/);

    const derived = await startSignedIn({ baseUrl: 'https://app.example.com/' });
    const headers = { 'X-Forwarded-Host': 'evil.example', Forwarded: 'host=evil.example' };
    const me = expectAccount(await derived.browser.get('/me', { headers }));
    expect(me.href).toBe(`https://app.example.com/accounts/${derived.ben.id}`);
    expect(JSON.stringify(me)).not.toMatch(/evil|127\.0\.0\.1/);
  });
});

describe('5.4 transformer', () => {
  test('5.4 transformer stormpath is the default', async () => {
    const { account } = await startSignedIn({ transformer: 'stormpath' });
    expect(Object.keys(account)).toEqual(Object.keys((await startSignedIn()).account));
  });

  test('5.4 transformer "null means none": without href and groups, with the status as stored', async () => {
    const { account, browser } = await startSignedIn({ transformer: null });
    expect(account).not.toHaveProperty('href');
    expect(account).not.toHaveProperty('groups');
    expect(account).toMatchObject({ status: 'ENABLED', roles: [{ name: 'doctor' }], customData: { color: 'red' } });
    expect(expectAccount(await browser.get('/me'))).toStrictEqual(account);
    expect(expectAccount(await browser.post('/register', ANN)).status).toBe('PENDING');
  });

  test('5.4 transformer function "receives the object after this selection and its result is sent"', async () => {
    const received: StormpathAccount[] = [];
    const { account, browser, ben } = await startSignedIn({
      transformer: (user) => {
        received.push(user);
        return { name: user.fullName, groups: user.groups?.size };
      },
    });
    const plain = await startSignedIn();

    expect(account).toStrictEqual({ name: 'Ben Bo Bright', groups: 1 });
    expect(expectAccount(await browser.get('/me'))).toStrictEqual(account);
    expect(expectAccount(await browser.post('/register', ANN))).toStrictEqual({ name: 'Ann Lee', groups: 0 });
    expect(received[0]?.id).toBe(ben.id);
    expect(Object.keys(received[0] ?? {}).sort()).toEqual(Object.keys(plain.account).sort());
  });

  test('5.4 req.user of an application is what is sent, and its helpers are not in its JSON', async () => {
    const { browser, users } = await startUserdb(
      {},
      {
        routes: (app) => {
          app.get('/whoami', authenticated, (req, res) => {
            res.json({ user: req.user, doctor: req.user?.has('doctor'), cook: req.user?.can(['cook']) });
          });
        },
      },
    );
    const ben = await users.create({ roles: ['doctor'] });
    const account = expectAccount(await browser.signIn(ben, PASSWORD));

    expect((await browser.get('/whoami')).json).toStrictEqual({ user: account, doctor: true, cook: false });
    expectError(await browser.post('/login', {}), 400);
  });
});

/** The names of all keys in an object, at every depth. */
function keysWithin(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysWithin(inner)]);
}
