import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import type { User } from '../../server/store/store.ts';
import { issueToken } from '../../server/tokens/mailedTokens.ts';
import type { AddedUser } from '../../server/workflows/addUser.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import {
  ANN,
  cookieIn,
  expectAccount,
  expectEmpty,
  expectError,
  expectNoCookies,
  expectPage,
  expectPassedOn,
  fallback,
  LATIN1_FORM,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  pageFile,
  subjectsTo,
  userWithResetLink,
  userWithVerifyLink,
} from './wire.ts';

const OPTIONS: Options = { email: { accountInvitation: { enabled: true } } };
const COOKIE = 'userdb-welcome';

interface Invited {
  running: RunningUserdb;
  browser: Browser;
  user: User;
  sptoken: string;
}

/** A userdb, and somebody with an invitation's mail. */
async function startWithInvitation(options: Options = {}, added: Partial<AddedUser> = {}): Promise<Invited> {
  const running = await startUserdb({ ...OPTIONS, ...options });
  return { running, browser: running.browser, ...(await invite(running, added)) };
}

async function invite(running: RunningUserdb, added: Partial<AddedUser> = {}) {
  const { ctx, mailbox } = running;
  const user = await running.users.create({ status: 'PENDING', ...added });
  await ctx.store.transaction(async (store) => {
    await ctx.mailer.post(store, 'accountInvitation', user, await issueToken(ctx, store, 'invite', user));
  });
  return { user, sptoken: await newestToken(mailbox, user) };
}

/** The page's steps 2 and 4 in one, with the answer of step 2 sent back as it came. */
async function complete(browser: Browser, sptoken: string, form: object): Promise<Reply> {
  const { json } = await browser.post('/welcome', { sptoken });
  return browser.post('/welcomed', { ...json, ...form });
}

describe('2.13 step 1: GET /welcome', () => {
  test('2.13 "GET /welcome HTML: pass to the SPA"; the token is untouched', async () => {
    const { browser, running, user, sptoken } = await startWithInvitation({
      spa: { enabled: true, index: await pageFile() },
    });
    expectPage(await browser.get(`/welcome?sptoken=${sptoken}`, { accept: NAVIGATION }));
    expect(await running.users.find(user.email)).toMatchObject({ status: 'PENDING' });
  });

  test('2.13 without a single-page app of ours, the application draws the page', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expectPassedOn(await browser.get('/welcome?sptoken=x', { accept: NAVIGATION }));
    expectError(await browser.get('/welcome?sptoken=x'), 405);
    expectError(await browser.get('/welcomed'), 405);
  });
});

describe('2.13 step 2: POST /welcome', () => {
  test('2.13 5.4 "200 with the bare user object at top level", raw status, and a welcomeToken', async () => {
    const { browser, user, sptoken } = await startWithInvitation();

    const reply = await browser.post('/welcome', { sptoken });

    expect(reply.status, reply.text).toBe(200);
    expect(reply.json).toStrictEqual({
      href: expect.stringMatching(/^http.*\/accounts\//),
      id: user.id,
      username: user.email,
      email: user.email,
      givenName: 'Ben',
      middleName: null,
      surname: 'Bright',
      fullName: 'Ben Bright',
      status: 'ENABLED',
      createdAt: expect.stringMatching(/Z$/),
      modifiedAt: expect.stringMatching(/Z$/),
      welcomeToken: expect.stringMatching(/^[\w-]{64,}$/),
    });
    expect(reply.headers.get('Cache-Control')).toContain('no-store');
  });

  test('2.13 "a short-lived HttpOnly cookie", and nobody is signed in', async () => {
    const { browser, sptoken } = await startWithInvitation({ passwordResetTokenExpire: 600 });
    const reply = await browser.post('/welcome', { sptoken });
    expect(cookieIn(reply, COOKIE)).toMatchObject({
      value: reply.json?.welcomeToken,
      attributes: { httponly: '', samesite: 'Lax', path: '/', 'max-age': '600' },
    });
    expect(cookieIn(reply, 'userdb')).toBeUndefined();
    expectError(await browser.get('/me'), 401);
  });

  test('2.13 "use sptoken, else token": whichever of the two the page found', async () => {
    const { browser, sptoken } = await startWithInvitation();
    for (const body of [{ token: sptoken }, { sptoken: null, token: sptoken }, { sptoken, token: 'x' }]) {
      expect((await browser.post('/welcome', body)).status).toBe(200);
    }
  });

  test('2.13 "the user becomes ENABLED and the two mails go out", once, however often the page is loaded', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    for (let i = 0; i < 3; i++) expect((await browser.post('/welcome', { sptoken })).status).toBe(200);

    expect(await running.users.find(user.email)).toMatchObject({ status: 'ENABLED' });
    expect((await subjectsTo(running.mailbox, user)).sort()).toEqual([
      'You have been invited',
      'Your account has been confirmed',
      'Your registration was successful',
    ]);
  });

  test('2.13 "failure: Error(404 or 400)": none, a bad one, another kind of text', async () => {
    const { browser, sptoken } = await startWithInvitation();
    for (const body of [{}, { sptoken: '' }, { sptoken: 7 }, { token: [sptoken] }, { sptoken: { a: 1 } }]) {
      const reply = await browser.post('/welcome', body);
      expectError(reply, 400);
      expectNoCookies(reply);
    }
    for (const bad of ['x', `${sptoken}0`, sptoken.toUpperCase(), '%00']) {
      expectError(await browser.post('/welcome', { sptoken: bad }), 404);
    }
  });

  test('1.3 JSON only', async () => {
    const { browser, sptoken } = await startWithInvitation();
    for (const path of ['/welcome', '/welcomed']) {
      for (const type of [LATIN1_FORM, 'text/plain']) {
        expectError(await browser.post(path, `sptoken=${sptoken}`, { type }), 415);
      }
    }
  });

  test('TOK-4 10.15 links of other purposes open no welcome, and an invitation nothing else', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    const { sptoken: verify } = await userWithVerifyLink(running);
    const { sptoken: reset } = await userWithResetLink(running);
    for (const other of [verify, reset]) expectError(await browser.post('/welcome', { sptoken: other }), 404);

    expectError(await browser.get(`/verify?sptoken=${sptoken}`), 404);
    expectError(await browser.get(`/change?sptoken=${sptoken}`), 404);
    expectError(await browser.post('/change', { sptoken, password: NEW_PASSWORD }), 404);
    expect(await running.users.find(user.email)).toMatchObject({ status: 'PENDING' });
    // The page that was opened at /verify shows the welcome form by this:
    expect((await browser.post('/welcome', { sptoken })).status).toBe(200);
  });

  test('TOK-3 it dies with invitationTokenExpire', async () => {
    const { running, browser, sptoken } = await startWithInvitation({ invitationTokenExpire: 100 });
    running.clock.pass(100);
    expectError(await browser.post('/welcome', { sptoken }), 404);
  });

  test.each(['DISABLED', 'LOCKED'] as const)('TOK-15 it opens no user who is %s', async (status) => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    await running.ctx.store.users.setStatus(user.id, status, running.clock.now());
    expectError(await browser.post('/welcome', { sptoken }), 404);
    expect(await running.users.find(user.email)).toMatchObject({ status });
  });
});

describe('2.13 step 4: POST /welcomed', () => {
  const FORM = { givenName: 'Ann', surname: 'Lee', password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD, tnc: 'on' };

  test('2.13 the whole object back with edits: names and password are set, and the password signs in', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();

    const reply = await complete(browser, sptoken, FORM);

    expect(reply.status, reply.text).toBe(200);
    expect(reply.json).toMatchObject({ id: user.id, givenName: 'Ann', surname: 'Lee', fullName: 'Ann Lee' });
    expect(reply.json).not.toHaveProperty('welcomeToken');
    expectCookieGone(reply);
    const signedIn = await running.newBrowser().post('/login', {
      username: user.email,
      login: user.email,
      password: NEW_PASSWORD,
    });
    expect(expectAccount(signedIn)).toMatchObject({ fullName: 'Ann Lee', status: 'ENABLED' });
  });

  test('2.13 "requires either": the token in the body, or the cookie', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    const { json } = await browser.post('/welcome', { sptoken });
    const byCookie = await browser.post('/welcomed', { ...FORM, email: user.email });
    expect(byCookie.status, byCookie.text).toBe(200);

    const other = await invite(running);
    const step2 = await running.newBrowser().post('/welcome', { sptoken: other.sptoken });
    const byBody = await running.newBrowser().post('/welcomed', { ...step2.json, ...FORM });
    expect(byBody.status, byBody.text).toBe(200);
    expect(json?.welcomeToken).not.toBe(step2.json?.welcomeToken);
  });

  test('TOK-18 no password is set on an address, an id or another token alone', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    const victim = await running.users.create();
    const mine = await browser.post('/welcome', { sptoken });
    const stranger = running.newBrowser();
    for (const welcomeToken of [undefined, '', null, 'x', sptoken, 7, {}, `${mine.json?.welcomeToken}0`]) {
      expectError(await stranger.post('/welcomed', { ...FORM, email: user.email, id: user.id, welcomeToken }), 400);
    }
    // One's own token sets no one else's.
    expectError(await browser.post('/welcomed', { ...mine.json, ...FORM, email: victim.email, id: victim.id }), 400);
    expect(await running.users.find(victim.email)).toMatchObject({ password: victim.password });
    expect(await running.users.find(user.email)).toMatchObject({ password: user.password });
  });

  test('2.13 AUZ-15 "ignores id, href, status, roles, groups and the like"', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    const victim = await running.users.create();
    const theirs = {
      ...{ id: victim.id, href: 'x', status: 'DISABLED', username: 'root', account_id: 'x', customData: { a: 1 } },
      ...{ roles: [{ name: 'super-admin' }], groups: { items: [] }, accounts: [], fullName: 'Somebody Else' },
    };
    expect((await complete(browser, sptoken, { ...FORM, ...theirs })).status).toBe(200);
    expect(await running.users.find(user.email)).toMatchObject({
      ...{ id: user.id, status: 'ENABLED', username: user.email, fullName: 'Ann Lee', roles: [], customData: {} },
      account: { id: user.account.id },
    });
    expect(await running.users.find(victim.email)).toStrictEqual(victim);
  });

  test('2.13 "Error(400) if the e-mail differs from the user’s"; another spelling does not', async () => {
    const { browser, user, sptoken } = await startWithInvitation();
    for (const email of ['other@example.com', '', 7]) {
      const reply = await complete(browser, sptoken, { ...FORM, email });
      expectError(reply, 400);
      expect(reply.headers.get('Userdb-Field')).toBe('email');
    }
    const reply = await complete(browser, sptoken, { ...FORM, email: user.email.toUpperCase() });
    expect(reply.json?.email).toBe(user.email);
  });

  test.each([
    ['no password', {}],
    ['an empty one', { password: '', confirmPassword: '' }],
    ['two that differ', { password: NEW_PASSWORD, confirmPassword: PASSWORD }],
    ['a weak one', { password: 'short', confirmPassword: 'short' }],
    ['a common one', { password: 'password', confirmPassword: 'password' }],
    ['one like the name that is set along with it', { givenName: 'Wilhelmina', password: 'wilhelmina' }],
    ['an empty name', { ...FORM, surname: '' }],
    ['a number for a password', { password: 12345678 }],
  ])('2.13 TOK-13 %s: Error(400), and the token still works', async (_what, form) => {
    const { browser, sptoken } = await startWithInvitation();
    const { json } = await browser.post('/welcome', { sptoken });
    expectError(await browser.post('/welcomed', { ...json, ...form }), 400);
    expect((await browser.post('/welcomed', { ...json, ...FORM })).status).toBe(200);
  });

  test('2.13 a name that is null comes back as null, and stays so', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation({}, { givenName: null, surname: null });
    const { password, confirmPassword } = FORM;
    expect((await complete(browser, sptoken, { password, confirmPassword })).status).toBe(200);
    expect(await running.users.find(user.email)).toMatchObject({
      givenName: null,
      surname: null,
      fullName: user.email,
    });
  });

  test('2.13 "the mailed token is consumed at step 4, so a reload still works until then"', async () => {
    const { browser, sptoken } = await startWithInvitation();
    await browser.post('/welcome', { sptoken });
    expect((await complete(browser, sptoken, FORM)).status).toBe(200);
    expectError(await browser.post('/welcome', { sptoken }), 404);
  });

  test('TOK-5 2.13 "one-time": of twenty forms at once, one sets its password', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    const { json } = await browser.post('/welcome', { sptoken });
    const passwords = Array.from({ length: 20 }, (_, index) => `${NEW_PASSWORD} ${index}`);

    const replies = await Promise.all(
      passwords.map((password) => running.newBrowser().post('/welcomed', { ...json, password })),
    );

    const good = replies.flatMap(({ status }, index) => (status === 200 ? [index] : []));
    expect(good).toHaveLength(1);
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 400]));
    const signedIn = await running.newBrowser().signIn(user, passwords[good[0] ?? -1] ?? '');
    expect(signedIn.status).toBe(200);
  });

  test('TOK-3 TOK-6 the welcome token dies with passwordResetTokenExpire, and with a newer one', async () => {
    const { running, browser, sptoken } = await startWithInvitation({ passwordResetTokenExpire: 100 });
    const older = await running.newBrowser().post('/welcome', { sptoken });
    const newer = await browser.post('/welcome', { sptoken });
    expectError(await running.newBrowser().post('/welcomed', { ...older.json, ...FORM }), 400);
    running.clock.pass(100);
    expectError(await browser.post('/welcomed', { ...newer.json, ...FORM }), 400);
  });

  test('CSR-1 no other site’s page sends the form', async () => {
    const { running, browser, user, sptoken } = await startWithInvitation();
    const { json } = await browser.post('/welcome', { sptoken });
    const headers = { Origin: 'https://evil.example' };
    expectError(await browser.post('/welcomed', { ...json, ...FORM }, { headers }), 403);
    expectError(await browser.post('/welcome', { sptoken }, { headers }), 403);
    expect(await running.users.find(user.email)).toMatchObject({ password: user.password });
  });

  test('2.13 endpoints.welcome.enabled and the two addresses are configured', async () => {
    const off = await startUserdb({ endpoints: { welcome: { enabled: false } } }, { routes: fallback });
    expectPassedOn(await off.browser.post('/welcome', {}, { accept: '*/*' }));
    expectPassedOn(await off.browser.post('/welcomed', {}, { accept: '*/*' }));

    const { browser, sptoken } = await startWithInvitation({
      endpoints: { welcome: { uri: '/hello', completeUri: '/hello/done' } },
    });
    const { json } = await browser.post('/hello', { sptoken });
    expect((await browser.post('/hello/done', { ...json, ...FORM })).status).toBe(200);
  });
});

test('2.13 somebody who registered and was not invited has no welcome to complete', async () => {
  const { browser } = await startUserdb();
  expectAccount(await browser.post('/register', ANN));
  expectError(await browser.post('/welcomed', { email: ANN.email, password: NEW_PASSWORD }), 400);
  expectEmpty(await browser.post('/forgot', { email: ANN.email }));
});

function expectCookieGone(reply: Reply): void {
  expect(cookieIn(reply, COOKIE)?.value).toBe('');
  expect(Date.parse(cookieIn(reply, COOKIE)?.attributes.expires ?? '')).toBeLessThan(Date.now());
}
