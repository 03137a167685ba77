import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { person } from './people.ts';
import {
  cookieIn,
  expectAccount,
  expectEmpty,
  expectError,
  LATIN1_FORM,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  subjectsTo,
} from './wire.ts';

const ADDRESSES_CHANGE: Options = {
  email: { emailChangeVerification: { enabled: true }, emailChanged: { enabled: true } },
};

/** Error(400) about one field. */
function expectBlamed(reply: Reply, field: string): void {
  expectError(reply, 400);
  expect(reply.headers.get('Userdb-Field')).toBe(field);
}

describe('2.4 POST, who may and how', () => {
  test('2.4 POST "not authenticated: as GET": 401 as JSON, 302 to the sign-in page as HTML', async () => {
    const { browser } = await startUserdb();
    const asJson = await browser.post('/me', { givenName: 'Ann' });
    expectError(asJson, 401);
    expect(asJson.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);

    const asHtml = await browser.post('/me', { givenName: 'Ann' }, { accept: NAVIGATION });
    expect(asHtml.status).toBe(302);
    expect(asHtml.headers.get('Location')).toBe('/login?next=%2Fme');
  });

  test('1.3 1.9 "POST /me: JSON bodies only": a form, text and parts are 415 and change nothing', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    for (const type of [LATIN1_FORM, 'text/plain', 'multipart/form-data; boundary=x']) {
      expectError(await browser.post('/me', 'givenName=Mallory', { type }), 415);
    }
    expect(await running.users.find(user.email)).toMatchObject({ givenName: 'Ben' });
  });

  test('1.6 the answer is for no cache', async () => {
    const { browser } = await person(await startUserdb());
    for (const reply of [await browser.post('/me', { surname: 'Lee' }), await browser.post('/me', { surname: '' })]) {
      expect(reply.headers.get('Cache-Control')).toMatch(/no-cache.*no-store/);
      expect(reply.headers.get('Pragma')).toBe('no-cache');
    }
  });
});

describe('2.4 POST, the fields', () => {
  test('2.4 POST "ok": 200 {"account": Account}, and the names are changed', async () => {
    const { browser } = await person(await startUserdb());
    const names = { givenName: 'Ann', middleName: 'Bo', surname: 'Lee' };

    expect(expectAccount(await browser.post('/me', names))).toMatchObject({ ...names, fullName: 'Ann Bo Lee' });

    expect(expectAccount(await browser.get('/me'))).toMatchObject({ ...names, fullName: 'Ann Bo Lee' });
  });

  test.each(['givenName', 'surname', 'email', 'username'])('2.4 POST `%s: ""` is Error(400)', async (name) => {
    const running = await startUserdb(ADDRESSES_CHANGE);
    const { user, browser } = await person(running);
    for (const nothing of ['', '   ', null]) expectBlamed(await browser.post('/me', { [name]: nothing }), name);
    const { givenName, surname, email, username } = user;
    expect(await running.users.find(user.email)).toMatchObject({ givenName, surname, email, username });
  });

  test('2.4 POST a middle name may be taken away', async () => {
    const { browser } = await person(await startUserdb(), { middleName: 'Bo' });
    expect(expectAccount(await browser.post('/me', { middleName: '' })).middleName).toBeNull();
  });

  test('2.4 POST "unknown keys are ignored", and what the page sends back of the session user changes nothing', async () => {
    const running = await startUserdb(ADDRESSES_CHANGE);
    const { user, browser } = await person(running);
    const before = expectAccount(await browser.get('/me'));

    expectAccount(await browser.post('/me', { ...before, middleName: '', password: '', rpassword: '', tnc: 'on' }));

    expect(expectAccount(await browser.get('/me'))).toStrictEqual(before);
    expect(await subjectsTo(running.mailbox, user)).toEqual([]);
  });

  test('AUZ-15 status, id, roles, account and counters are nobody’s to say', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    const theirs = {
      id: 'x',
      href: 'x',
      status: 'DISABLED',
      roles: [{ name: 'super-admin' }],
      groups: { items: [] },
      account_id: 'x',
      accounts: [],
      failed_login_count: 9,
      sessionEpoch: 9,
      createdAt: '2000-01-01T00:00:00.000Z',
      fullName: 'Somebody Else',
    };
    expectAccount(await browser.post('/me', theirs));
    expect(await running.users.find(user.email)).toStrictEqual({ ...user, lastLoginAt: expect.any(Date) });
  });

  test('D53 a user name of one’s own is taken, and signs in', async () => {
    const running = await startUserdb();
    const { browser } = await person(running);
    expect(expectAccount(await browser.post('/me', { username: 'benny' })).username).toBe('benny');
    expect(await running.newBrowser().post('/login', { login: 'Benny', password: PASSWORD })).toMatchObject({
      status: 200,
    });
  });

  test('2.4 POST a user name that is taken, an address or has blanks is refused', async () => {
    const running = await startUserdb();
    const ann = await running.users.create({ username: 'annie' });
    const { browser } = await person(running);
    expectError(await browser.post('/me', { username: 'ANNIE' }), 409);
    for (const username of [ann.email, 'a b', 'someone@example.org']) {
      expectBlamed(await browser.post('/me', { username }), 'username');
    }
  });

  test('2.4 POST all or nothing: a refused user name leaves the other fields as they were', async () => {
    const running = await startUserdb();
    await running.users.create({ username: 'annie' });
    const { user, browser } = await person(running);
    expectError(await browser.post('/me', { givenName: 'New', password: NEW_PASSWORD, username: 'annie' }), 409);
    expect(await running.users.find(user.email)).toMatchObject({ givenName: 'Ben', password: user.password });
  });

  test.each([[[]], [{}], [7], [true]])('INJ-3 %j where text belongs is Error(400)', async (value) => {
    const { browser } = await person(await startUserdb());
    for (const name of ['givenName', 'middleName', 'surname', 'username', 'email', 'password', 'existingPassword']) {
      expectBlamed(await browser.post('/me', { [name]: value }), name);
    }
  });
});

describe('D15 customData', () => {
  test('D15 keys are merged; null takes one away', async () => {
    const { browser } = await person(await startUserdb(), { customData: { color: 'red', size: 7, old: true } });
    const sent = { customData: { color: 'blue', old: null, tags: ['a', { b: 1 }], never: null } };
    expect(expectAccount(await browser.post('/me', sent)).customData).toStrictEqual({
      color: 'blue',
      size: 7,
      tags: ['a', { b: 1 }],
    });
  });

  test('D20 stormpathApiKey_* is neither stored nor removed', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running, { customData: { stormpathApiKey_1: 'id:secret' } });
    const customData = { stormpathApiKey_1: null, stormpathApiKey_2: 'mine:own', a: 1 };
    expect(expectAccount(await browser.post('/me', { customData })).customData).toStrictEqual({ a: 1 });
    expect((await running.users.find(user.email)).customData).toStrictEqual({ stormpathApiKey_1: 'id:secret', a: 1 });
  });

  test('INJ-13 a prototype is no key, at any depth', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    const body = '{"customData":{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"a":[{"__proto__":{"x":1}}]}}';
    expectAccount(await browser.post('/me', body));
    const { customData } = await running.users.find(user.email);
    expect(JSON.stringify(customData)).toBe('{"a":[{}]}');
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('INP-3 it is no object, nested without end, or too large: Error(400), and nothing is stored', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    const deep = `{"customData":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`;
    for (const body of [{ customData: [] }, { customData: 'x' }, { customData: { a: 'x'.repeat(17_000) } }, deep]) {
      expectBlamed(await browser.post('/me', body), 'customData');
    }
    for (const part of ['a', 'b']) {
      const reply = await browser.post('/me', { customData: { [part]: 'x'.repeat(10_000) } });
      expect(reply.status).toBe(part === 'a' ? 200 : 400);
    }
    expect(Object.keys((await running.users.find(user.email)).customData)).toEqual(['a']);
  });
});

describe('2.4 POST, the password', () => {
  test('2.4 "password given": the new one signs in, the old one does not, and a mail says so', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);

    expectAccount(await browser.post('/me', { password: NEW_PASSWORD, existingPassword: PASSWORD }));

    expectError(await running.newBrowser().signIn(user, PASSWORD), 400);
    expect(await running.newBrowser().signIn(user, NEW_PASSWORD)).toMatchObject({ status: 200 });
    expect(await subjectsTo(running.mailbox, user)).toEqual(['Your password has been changed']);
  });

  test('2.4 SES-7 "all other sessions revoked": the caller goes on, under a new id', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    const elsewhere = running.newBrowser();
    await elsewhere.signIn(user, PASSWORD);
    const stolen = running.newBrowser();
    stolen.cookies.set('userdb', browser.cookies.get('userdb') ?? '');

    const reply = await browser.post('/me', { password: NEW_PASSWORD });

    expect(cookieIn(reply, 'userdb')?.value).not.toBe(stolen.cookies.get('userdb'));
    expectAccount(await browser.get('/me'));
    expectError(await elsewhere.get('/me'), 401);
    expectError(await stolen.get('/me'), 401);
  });

  test('2.4 another change than of the password keeps the session and its id', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    const elsewhere = running.newBrowser();
    await elsewhere.signIn(user, PASSWORD);
    const before = browser.cookies.get('userdb');

    await browser.post('/me', { surname: 'Lee', existingPassword: PASSWORD });

    expect(browser.cookies.get('userdb')).toBe(before);
    expectAccount(await elsewhere.get('/me'));
  });

  test.each(['rpassword', 'confirmPassword', 'passwordAgain'])('2.4 `%s`, if sent, has to be equal', async (again) => {
    const { browser } = await person(await startUserdb());
    expectError(await browser.post('/me', { password: NEW_PASSWORD, [again]: PASSWORD }), 400);
    expectError(await browser.post('/me', { password: NEW_PASSWORD, [again]: '' }), 400);
    expectError(await browser.post('/me', { password: '', [again]: NEW_PASSWORD }), 400);
    expectAccount(await browser.post('/me', { password: '', [again]: '' }));
    expectAccount(await browser.post('/me', { password: NEW_PASSWORD, [again]: NEW_PASSWORD }));
  });

  test('2.4 "policy, reuse": Error(400), and the old one stays', async () => {
    const running = await startUserdb({ passwordsCantMatch: 2 });
    const { user, browser } = await person(running);
    for (const password of ['short', 'password', user.email, PASSWORD]) {
      expectBlamed(await browser.post('/me', { password }), 'password');
    }
    // Personal by the name that is set along with it.
    expectError(await browser.post('/me', { givenName: 'Wilhelmina', password: 'wilhelmina' }), 400);
    expect(await running.newBrowser().signIn(user, PASSWORD)).toMatchObject({ status: 200 });
  });

  test('D17 "password given, existingPassword wrong": Error(400), and the guess counts', async () => {
    const running = await startUserdb({ disableAccountAfterFailedLoginAttempts: 3 });
    const { user, browser } = await person(running);
    const guess = { password: NEW_PASSWORD, existingPassword: 'a wrong guess' };
    for (let i = 0; i < 3; i++) expectError(await browser.post('/me', guess), 400);
    expect(await running.users.find(user.email)).toMatchObject({ status: 'LOCKED' });

    // The right one is refused now like the wrong ones; the session, and the rest of the profile, go on.
    expectError(await browser.post('/me', { ...guess, existingPassword: PASSWORD }), 400);
    expect(expectAccount(await browser.post('/me', { surname: 'Lee' })).surname).toBe('Lee');
  });

  test('D17 a present password that is wrong refuses every change that it comes with', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    expectBlamed(await browser.post('/me', { surname: 'Lee', existingPassword: 'wrong' }), 'existingPassword');
    expect(await running.users.find(user.email)).toMatchObject({ surname: 'Bright' });
  });
});

describe('2.4 POST, the address', () => {
  const ASKED = { email: 'new@example.com' };

  test('2.4 TOK-20 the address is the old one until the link in the mail to the new one is opened', async () => {
    const running = await startUserdb(ADDRESSES_CHANGE);
    const { user, browser } = await person(running);

    expect(expectAccount(await browser.post('/me', ASKED)).email).toBe(user.email);
    expect(await subjectsTo(running.mailbox, user)).toEqual(['Your e-mail address is being changed']);
    expect(expectAccount(await browser.get('/me')).email).toBe(user.email);

    expectEmpty(await running.newBrowser().get(`/verify?sptoken=${await newestToken(running.mailbox, ASKED)}`));
    expect(expectAccount(await browser.get('/me')).email).toBe(ASKED.email);
  });

  test('2.4 D53 "an e-mail change also moves username if that was equal to the old e-mail"', async () => {
    const running = await startUserdb(ADDRESSES_CHANGE);
    const named = await person(running);
    const own = await person(running, { username: 'bob' });
    for (const [{ browser }, email] of [
      [named, 'one@example.com'],
      [own, 'two@example.com'],
    ] as const) {
      expectAccount(await browser.post('/me', { email, username: expectAccount(await browser.get('/me')).username }));
      await browser.get(`/verify?sptoken=${await newestToken(running.mailbox, { email })}`);
    }

    expect(await running.users.find('one@example.com')).toMatchObject({ username: 'one@example.com' });
    expect(await running.users.find('two@example.com')).toMatchObject({ username: 'bob' });
    // Fault 40: the old address signs nobody in, and is free.
    expectError(await running.newBrowser().signIn(named.user, PASSWORD), 400);
    expect(await running.users.create({ email: named.user.email })).toMatchObject({ status: 'ENABLED' });
  });

  test('2.4 "e-mail taken": Error(409), by somebody’s address or user name, in any spelling', async () => {
    const running = await startUserdb(ADDRESSES_CHANGE);
    const ann = await running.users.create({ email: 'ann@example.com' });
    const { browser } = await person(running);
    for (const email of [ann.email, 'ANN@example.com', ' ann@example.com ']) {
      expectError(await browser.post('/me', { email }), 409);
    }
  });

  test('2.4 "bad e-mail": Error(400)', async () => {
    const { browser } = await person(await startUserdb(ADDRESSES_CHANGE));
    for (const email of ['nobody', 'a@b@c', 'a@b,c@d', '"a b"@example.com', 'ａnn＠example.com', 'x'.repeat(200)]) {
      expectBlamed(await browser.post('/me', { email }), 'email');
    }
  });

  test.each<[string, Options]>([
    ['the mail is off', { email: { emailChangeVerification: { enabled: false } } }],
    ['/verify is off', { ...ADDRESSES_CHANGE, endpoints: { verify: { enabled: false } } }],
  ])('2.4 where %s, an address cannot be proved: Error(400), and nothing changes', async (_what, options) => {
    const running = await startUserdb(options);
    const { user, browser } = await person(running);
    const reply = await browser.post('/me', { ...ASKED, surname: 'Lee' });
    expectBlamed(reply, 'email');
    expect(reply.headers.get('Userdb-Error')).toBe('EMAIL_UNPROVABLE');
    expect(await running.users.find(user.email)).toMatchObject({ surname: 'Bright' });
    // The own one, which pages send along, asks for nothing.
    expectAccount(await browser.post('/me', { email: user.email.toUpperCase(), surname: 'Lee' }));
  });
});
