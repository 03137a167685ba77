import { describe, expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  expectAccount,
  expectEmpty,
  expectError,
  expectNoCookies,
  expectPage,
  expectPassedOn,
  expectSession,
  fallback,
  LATIN1_FORM,
  NAVIGATION,
  NEW_PASSWORD,
  newestToken,
  pageFile,
  raw,
  subjectsTo,
  userWithResetLink,
  userWithVerifyLink,
} from './wire.ts';

const NO_TOKEN = 'sptoken parameter not provided.';

describe('2.7 GET JSON', () => {
  test('2.7 GET "good token": 200 empty; token not consumed', async () => {
    const running = await startUserdb();
    const { sptoken } = await userWithResetLink(running);
    for (let i = 0; i < 3; i++) expectEmpty(await running.browser.get(`/change?sptoken=${sptoken}`));
    expectEmpty(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }));
  });

  test('D31 2.7 GET "bad token": Error(404), garbled, expired, used, void, or of another purpose', async () => {
    const running = await startUserdb({ passwordResetTokenExpire: 100 });
    const { browser, clock, mailbox } = running;
    const late = await userWithResetLink(running);
    clock.pass(99);
    expectEmpty(await browser.get(`/change?sptoken=${late.sptoken}`));
    clock.pass(1);
    const used = await userWithResetLink(running);
    expectEmpty(await browser.post('/change', { sptoken: used.sptoken, password: NEW_PASSWORD }));
    const first = await userWithResetLink(running);
    await browser.post('/forgot', { email: first.ben.email });
    expect(await newestToken(mailbox, first.ben)).not.toBe(first.sptoken);
    const other = await userWithVerifyLink(running);

    const bad = ['NOTEVENCLOSETOVALID', late.sptoken, used.sptoken, first.sptoken, other.sptoken];
    for (const sptoken of bad) expectError(await browser.get(`/change?sptoken=${sptoken}`), 404);
  });

  test('D31 2.7 GET "bad token": Error(404) for a user who was disabled meanwhile', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    await running.ctx.store.users.setStatus(ben.id, 'DISABLED', running.clock.now());
    expectError(await running.browser.get(`/change?sptoken=${sptoken}`), 404);
    expectError(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }), 404);
  });

  test('D32 2.7 GET "no token": Error(400) "sptoken parameter not provided."', async () => {
    const { browser } = await startUserdb();
    for (const path of ['/change', '/change?sptoken=', '/change?token=x']) {
      const reply = await browser.get(path);
      expectError(reply, 400);
      expect(reply.json?.message).toBe(NO_TOKEN);
    }
  });
});

describe('2.7 GET HTML', () => {
  test('2.7 GET HTML in SPA mode: the page, for good, bad and no tokens alike', async () => {
    const running = await startUserdb({ spa: { enabled: true, index: await pageFile() } });
    const { sptoken } = await userWithResetLink(running);
    for (const path of [`/change?sptoken=${sptoken}`, '/change?sptoken=bad', '/change']) {
      for (const accept of ['text/html', NAVIGATION]) expectPage(await running.browser.get(path, { accept }));
    }
  });

  test('2.7 GET HTML without a single-page app is passed on', async () => {
    const { browser } = await startUserdb({}, { routes: fallback });
    expectPassedOn(await browser.get('/change?sptoken=x', { accept: 'text/html' }));
  });
});

describe('2.7 POST JSON', () => {
  test('D33 2.7 POST "ok": 200 empty', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);

    const reply = await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    expectEmpty(reply);
    expectNoCookies(reply);
    expectError(await running.browser.signIn(ben, PASSWORD), 400);
    expectAccount(await running.browser.signIn(ben, NEW_PASSWORD));
  });

  test('D33 2.7 POST "ok … with change.autoLogin 200 {"account": Account} and session"', async () => {
    const running = await startUserdb({ endpoints: { change: { autoLogin: true } } });
    const { ben, sptoken } = await userWithResetLink(running);

    const reply = await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    expect(expectAccount(reply)).toMatchObject({ id: ben.id });
    await expectSession(reply, running.browser, ben.email);
  });

  test('D31 2.7 POST "bad token": Error(404), whatever the password', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const { browser } = running;

    expectError(await browser.post('/change', { sptoken: 'NOTEVENCLOSETOVALID', password: 'foobar123!' }), 404);
    expectError(await browser.post('/change', { sptoken: 'NOTEVENCLOSETOVALID', password: '1' }), 404);
    expectEmpty(await browser.post('/change', { sptoken, password: NEW_PASSWORD }));
    expectError(await browser.post('/change', { sptoken, password: 'third horse battery' }), 404);

    expectAccount(await browser.signIn(ben, NEW_PASSWORD));
  });

  test('D31 2.7 POST "bad token": Error(404) for the token of a verification mail, which stays good', async () => {
    const running = await startUserdb();
    const { dora, sptoken } = await userWithVerifyLink(running);
    expectError(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }), 404);
    expect((await running.users.find(dora.email)).password).toBe(dora.password);
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('D32 2.7 POST "no token": Error(400)', async () => {
    const { browser } = await startUserdb();
    for (const sptoken of [undefined, '', null]) {
      const reply = await browser.post('/change', { sptoken, password: NEW_PASSWORD });
      expectError(reply, 400);
      expect(reply.json?.message).toBe(NO_TOKEN);
    }
  });

  test.each<[string, object]>([
    ['policy', { password: '1' }],
    ['policy, a common one', { password: 'password' }],
    ['reuse', { password: PASSWORD }],
    ['mismatch, confirmPassword', { password: NEW_PASSWORD, confirmPassword: `${NEW_PASSWORD}!` }],
    ['mismatch, passwordAgain', { password: NEW_PASSWORD, passwordAgain: `${NEW_PASSWORD}!` }],
    ['mismatch, one of the two', { password: NEW_PASSWORD, confirmPassword: NEW_PASSWORD, passwordAgain: 'other' }],
    ['no password', {}],
    ['no password, but an empty one', { password: '' }],
    ['no password, but a list', { password: [NEW_PASSWORD] }],
    ['no password, but an object', { password: { length: 8 } }],
  ])('2.7 POST "policy, reuse, mismatch, no password": Error(400), token not consumed; %s', async (_, fields) => {
    const running = await startUserdb({ passwordsCantMatch: 1 });
    const { ben, sptoken } = await userWithResetLink(running);

    expectError(await running.browser.post('/change', { sptoken, ...fields }), 400);

    expect(await running.users.find(ben.email)).toEqual(ben);
    expectEmpty(await running.browser.get(`/change?sptoken=${sptoken}`));
    expectEmpty(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }));
  });
});

describe('2.7 POST, what is accepted', () => {
  test('2.7 "Token: sptoken from query or body"', async () => {
    const running = await startUserdb();
    for (const [path, inBody] of [
      ['/change', true],
      ['/change?sptoken=', false],
    ] as const) {
      const { ben, sptoken } = await userWithResetLink(running);
      const body = { ...(inBody && { sptoken }), password: NEW_PASSWORD };
      expectEmpty(await running.browser.post(inBody ? path : path + sptoken, body));
      expectAccount(await running.browser.signIn(ben, NEW_PASSWORD));
    }
  });

  test('2.7 "password: body only"', async () => {
    const running = await startUserdb();
    const { sptoken, ben } = await userWithResetLink(running);
    const query = new URLSearchParams({ sptoken, password: NEW_PASSWORD });

    expectError(await running.browser.post(`/change?${query}`, {}), 400);
    expectError(await running.browser.post(`/change?${query}`), 400);

    expectAccount(await running.browser.signIn(ben, PASSWORD));
  });

  test('D34 2.7 "Accept confirmPassword and passwordAgain; if present they must be equal", JSON and form', async () => {
    const running = await startUserdb();
    for (const again of ['confirmPassword', 'passwordAgain']) {
      const { sptoken } = await userWithResetLink(running);
      const body = { sptoken, password: NEW_PASSWORD, [again]: NEW_PASSWORD };
      expectEmpty(await running.browser.post('/change', body));
      const { sptoken: another } = await userWithResetLink(running);
      const fields = { password: NEW_PASSWORD, [again]: NEW_PASSWORD };
      expectEmpty(await running.browser.form(`/change?sptoken=${another}`, fields, { type: LATIN1_FORM }));
    }
  });

  test.each(['PUT', 'DELETE', 'HEAD'])('2.7 %s with the password in the query changes nothing', async (method) => {
    const running = await startUserdb();
    const { sptoken, ben } = await userWithResetLink(running);
    const query = new URLSearchParams({ sptoken, password: NEW_PASSWORD });

    const reply = await raw(running.url, { method, path: `/change?${query}`, headers: { Accept: '*/*' } });

    expect(reply.status).toBe(method === 'HEAD' ? 200 : 405);
    expect(await running.users.find(ben.email)).toEqual(ben);
  });
});

describe('2.7 POST, side effects', () => {
  test('2.7 Side effects "hash, password_updated_on, … failure count 0"', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    await running.browser.signIn(ben, 'wrong horse battery');
    running.clock.pass(100);

    await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    const after = await running.users.find(ben.email);
    expect(after).toMatchObject({ failedLoginCount: 0, passwordUpdatedAt: running.clock.now() });
    expect(after.password).not.toBe(ben.password);
    expect(after.password).not.toContain(NEW_PASSWORD);
  });

  test('2.7 Side effects "history": the new password cannot be taken again, nor the ones before it', async () => {
    const running = await startUserdb({ passwordsCantMatch: 2 });
    const { browser, mailbox } = running;
    const { ben, sptoken } = await userWithResetLink(running);
    await browser.post('/change', { sptoken, password: NEW_PASSWORD });
    await browser.post('/forgot', { email: ben.email });
    const again = await newestToken(mailbox, ben);

    expectError(await browser.post('/change', { sptoken: again, password: NEW_PASSWORD }), 400);
    expectError(await browser.post('/change', { sptoken: again, password: PASSWORD }), 400);
    expectEmpty(await browser.post('/change', { sptoken: again, password: 'third horse battery' }));

    await browser.post('/forgot', { email: ben.email });
    const third = await newestToken(mailbox, ben);
    expectEmpty(await browser.post('/change', { sptoken: third, password: PASSWORD }));
  });

  test('2.7 Side effects "token and all other reset tokens of the user void"', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const gus = await userWithResetLink(running);
    expectEmpty(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }));
    await running.browser.post('/forgot', { email: ben.email });
    const second = await newestToken(running.mailbox, ben);
    expectEmpty(await running.browser.post('/change', { sptoken: second, password: 'third horse battery' }));

    for (const spent of [sptoken, second]) expectError(await running.browser.get(`/change?sptoken=${spent}`), 404);
    expectEmpty(await running.browser.get(`/change?sptoken=${gus.sptoken}`));
  });

  test('2.7 Side effects "all other reset tokens of the user void" when the password was replaced at /expired', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    await running.browser.signIn(ben, PASSWORD);
    expect((await running.browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);
    expectError(await running.browser.get(`/change?sptoken=${sptoken}`), 404);
  });

  test('2.7 Side effects "sessions … revoked", everywhere', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    const devices = [running.newBrowser(), running.newBrowser()];
    for (const device of devices) await device.signIn(ben, PASSWORD);

    await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    for (const device of devices) expectError(await device.get('/me'), 401);
  });

  test('2.7 Side effects "mail passwordResetSuccessful"', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });
    expect(await subjectsTo(running.mailbox, ben)).toEqual(['Reset your password', 'Your password has been changed']);
  });

  test('2.7 "The status is not changed": of a user whom an administrator locked', async () => {
    const running = await startUserdb();
    const cleo = await running.users.create({ status: 'LOCKED' });
    await running.browser.post('/forgot', { email: cleo.email });
    const sptoken = await newestToken(running.mailbox, cleo);

    expectEmpty(await running.browser.post('/change', { sptoken, password: NEW_PASSWORD }));

    expect(await running.users.find(cleo.email)).toMatchObject({ status: 'LOCKED' });
  });

  test('2.7 autoLogin lets nobody in who may not sign in, though the password is set', async () => {
    const running = await startUserdb({ endpoints: { change: { autoLogin: true } } });
    const cleo = await running.users.create({ status: 'LOCKED' });
    await running.browser.post('/forgot', { email: cleo.email });
    const sptoken = await newestToken(running.mailbox, cleo);

    await running.browser.post('/change', { sptoken, password: NEW_PASSWORD });

    expectError(await running.browser.get('/me'), 401);
    expect((await running.users.find(cleo.email)).password).not.toBe(cleo.password);
  });
});
