import { describe, expect, test } from 'vitest';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  ANN,
  expectAccount,
  expectEmpty,
  expectError,
  expectNoCookies,
  expectPage,
  expectPassedOn,
  expectSession,
  fallback,
  LATIN1_FORM,
  mailsTo,
  NAVIGATION,
  newestToken,
  pageFile,
  raw,
  subjectsTo,
  userWithResetLink,
  userWithVerifyLink,
} from './wire.ts';

describe('2.5 GET JSON', () => {
  test('2.5 GET "good token": 200 empty', async () => {
    const running = await startUserdb();
    const { dora, sptoken } = await userWithVerifyLink(running);

    const reply = await running.browser.get(`/verify?sptoken=${sptoken}`);

    expectEmpty(reply);
    expectNoCookies(reply);
    expect(await running.users.find(dora.email)).toMatchObject({ status: 'ENABLED' });
  });

  test('2.5 GET "good token … with auto-login 200 {"account": Account} and session created"', async () => {
    const running = await startUserdb({ endpoints: { verify: { autoLogin: true } } });
    const { dora, sptoken } = await userWithVerifyLink(running);

    const reply = await running.browser.get(`/verify?sptoken=${sptoken}`);

    expect(expectAccount(reply)).toMatchObject({ id: dora.id, status: 'ENABLED' });
    await expectSession(reply, running.browser, dora.email);
  });

  test('D25 2.5 GET "bad": Error(404)', async () => {
    const running = await startUserdb();
    const { sptoken } = await userWithVerifyLink(running);
    const last = sptoken.endsWith('0') ? '1' : '0';
    for (const bad of [
      'NOTEVENCLOSETOVALID',
      `${sptoken}0`,
      sptoken.slice(0, -1) + last,
      sptoken.toUpperCase(),
      '%00',
    ]) {
      expectError(await running.browser.get(`/verify?sptoken=${bad}`), 404);
    }
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('D25 2.5 GET "used": Error(404)', async () => {
    const running = await startUserdb();
    const { sptoken } = await userWithVerifyLink(running);
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
    expectError(await running.browser.get(`/verify?sptoken=${sptoken}`), 404);
  });

  test('D25 2.5 GET "expired": Error(404), to the second', async () => {
    const running = await startUserdb({ accountVerificationTokenExpire: 100 });
    const { dora, sptoken } = await userWithVerifyLink(running);
    const early = await userWithVerifyLink(running, 'early@example.com');

    running.clock.pass(99);
    expectEmpty(await running.browser.get(`/verify?sptoken=${early.sptoken}`));
    running.clock.pass(1);
    expectError(await running.browser.get(`/verify?sptoken=${sptoken}`), 404);

    expect(await running.users.find(dora.email)).toMatchObject({ status: 'PENDING' });
  });

  test('2.5 GET "bad": Error(404) for the token of a reset mail, which stays good for its own purpose', async () => {
    const running = await startUserdb();
    const { sptoken } = await userWithResetLink(running);
    expectError(await running.browser.get(`/verify?sptoken=${sptoken}`), 404);
    expectEmpty(await running.browser.get(`/change?sptoken=${sptoken}`));
  });

  test('2.5 GET "no token": Error(400) "sptoken parameter not provided."', async () => {
    const { browser } = await startUserdb();
    for (const path of ['/verify', '/verify?sptoken=', '/verify?token=x']) {
      const reply = await browser.get(path);
      expectError(reply, 400);
      expect(reply.json?.message).toBe('sptoken parameter not provided.');
    }
  });
});

describe('2.5 GET, side effects', () => {
  test.each(['DISABLED', 'LOCKED', 'ENABLED'] as const)(
    '2.5 "status to ENABLED only from PENDING": not from %s',
    async (status) => {
      const running = await startUserdb();
      const { dora, sptoken } = await userWithVerifyLink(running);
      await running.ctx.store.users.setStatus(dora.id, status, running.clock.now());

      expectError(await running.browser.get(`/verify?sptoken=${sptoken}`), 404);

      expect(await running.users.find(dora.email)).toMatchObject({ status });
    },
  );

  test('2.5 "mails accountVerificationSuccessful and accountWelcome", each once', async () => {
    const running = await startUserdb();
    const { dora, sptoken } = await userWithVerifyLink(running);

    await running.browser.get(`/verify?sptoken=${sptoken}`);
    await running.browser.get(`/verify?sptoken=${sptoken}`);

    expect((await subjectsTo(running.mailbox, dora)).slice(1).sort()).toEqual([
      'Your account has been confirmed',
      'Your registration was successful',
    ]);
  });

  test('2.5 only the listed methods are handled: HEAD, which mail scanners send, spends nothing', async () => {
    const running = await startUserdb();
    const { dora, sptoken } = await userWithVerifyLink(running);

    await raw(running.url, { method: 'HEAD', path: `/verify?sptoken=${sptoken}`, headers: { Accept: '*/*' } });

    expect(await running.users.find(dora.email)).toMatchObject({ status: 'PENDING' });
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('D24 2.5 GET HTML in SPA mode: the page, and the token untouched', async () => {
    const running = await startUserdb({ spa: { enabled: true, index: await pageFile() } });
    const { dora, sptoken } = await userWithVerifyLink(running);

    for (const accept of ['text/html', NAVIGATION]) {
      const reply = await running.browser.get(`/verify?sptoken=${sptoken}`, { accept });
      expectPage(reply);
      expectNoCookies(reply);
    }

    expect(await running.users.find(dora.email)).toMatchObject({ status: 'PENDING' });
    expectEmpty(await running.browser.get(`/verify?sptoken=${sptoken}`));
  });

  test('2.5 GET HTML without a single-page app is passed on, and the token untouched', async () => {
    const running = await startUserdb({}, { routes: fallback });
    const { dora, sptoken } = await userWithVerifyLink(running);
    expectPassedOn(await running.browser.get(`/verify?sptoken=${sptoken}`, { accept: 'text/html' }));
    expect(await running.users.find(dora.email)).toMatchObject({ status: 'PENDING' });
  });
});

describe('2.5 POST: send the mail again', () => {
  test('D26 2.5 POST "known or not, pending or not": 200 empty, always the same', async () => {
    const { browser, users, url } = await startUserdb();
    const logins = ['nobody@example.com', 'nobody', "x' or 1=1"];
    for (const status of ['PENDING', 'ENABLED', 'DISABLED', 'LOCKED'] as const) {
      logins.push((await users.create({ status })).email);
    }

    const replies: [string, string][][] = [];
    for (const login of logins) {
      const headers = { 'Content-Type': 'application/json' };
      const reply = await raw(url, { method: 'POST', path: '/verify', headers, body: JSON.stringify({ login }) });
      expectEmpty(reply);
      replies.push([...reply.headers].filter(([name]) => name !== 'date'));
    }

    expect(replies).toEqual(replies.map(() => replies[0]));
    expectError(await browser.get('/me'), 401);
  });

  test.each<[string, unknown]>([
    ['missing', {}],
    ['empty', { login: '', email: '', username: '' }],
    ['null', { login: null }],
    ['a number', { login: 7 }],
    ['a list', { email: ['dora@example.com'] }],
    ['an object', { username: { like: '%' } }],
  ])('2.5 POST "field missing": Error(400), %s', async (_, body) => {
    const { browser } = await startUserdb();
    expectError(await browser.post('/verify', body), 400);
  });

  test.each(['login', 'email', 'username'])(
    'D27 2.5 POST field "%s", JSON and form; e-mail or user name',
    async (field) => {
      const { browser, mailbox, users } = await startUserdb();
      const dora = await users.create({ status: 'PENDING', username: 'dora-by-name' });

      expectEmpty(await browser.post('/verify', { [field]: dora.email }));
      expectEmpty(await browser.post('/verify', { [field]: dora.username }));
      expectEmpty(await browser.form('/verify', { [field]: dora.email.toUpperCase() }, { type: LATIN1_FORM }));
      const token = await newestToken(mailbox, dora);

      expectEmpty(await browser.get(`/verify?sptoken=${token}`));
      expect(await users.find(dora.email)).toMatchObject({ status: 'ENABLED' });
    },
  );

  test('2.5 POST side effect "only if the user is PENDING: new token (old one void), mail accountVerification"', async () => {
    const running = await startUserdb();
    const { dora, sptoken: old } = await userWithVerifyLink(running);

    expectEmpty(await running.browser.post('/verify', { login: dora.email }));

    expect(await subjectsTo(running.mailbox, dora)).toEqual([
      'Please verify your account',
      'Please verify your account',
    ]);
    const fresh = await newestToken(running.mailbox, dora);
    expect(fresh).not.toBe(old);
    expectError(await running.browser.get(`/verify?sptoken=${old}`), 404);
    expectEmpty(await running.browser.get(`/verify?sptoken=${fresh}`));
  });

  test.each(['ENABLED', 'DISABLED', 'LOCKED'] as const)(
    '2.5 POST "An ENABLED user is left alone", and one who is %s',
    async (status) => {
      const { browser, mailbox, users } = await startUserdb();
      const ben = await users.create({ status });

      await browser.post('/verify', { login: ben.email });

      expect(await users.find(ben.email)).toEqual(ben);
      expect(await mailbox.all()).toEqual([]);
    },
  );

  test('2.5 POST leaves a reset link alone', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    await running.browser.post('/verify', { login: ben.email });
    expectEmpty(await running.browser.get(`/change?sptoken=${sptoken}`));
  });

  test('2.5 POST "Mail errors are logged, not reported"', async () => {
    const smtp = await startSmtp();
    smtp.refuse(550);
    const { browser, userdb, users, log } = await startUserdb({ smtp: { options: smtp.options } });
    const failed = new Promise((resolve) => userdb.on('mail.failed', resolve));
    const dora = await users.create({ status: 'PENDING' });

    expectEmpty(await browser.post('/verify', { login: dora.email }));

    await failed;
    expect(log.map(({ message }) => message)).toContain('mail.failed');
    await smtp.close();
  });

  test('1.8 "E-mailed tokens … URL-safe characters only … the last query parameter of the link"', async () => {
    const running = await startUserdb({
      email: { accountVerification: { endpoint: 'https://app.example.com/go?a=b' } },
    });
    const { dora, sptoken } = await userWithVerifyLink(running);

    const [mail] = await mailsTo(running.mailbox, dora);

    expect(sptoken).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(mail?.text).toContain(`https://app.example.com/go?a=b&sptoken=${sptoken}\n`);
  });
});

test('2.5 "Enabled by endpoints.verify.enabled": otherwise passed on', async () => {
  const { browser } = await startUserdb({ endpoints: { verify: { enabled: false } } }, { routes: fallback });
  expectPassedOn(await browser.get('/verify?sptoken=x'));
  expectPassedOn(await browser.post('/verify', { login: ANN.email }));
});

test('2.5 a user signs in only after verifying', async () => {
  const running = await startUserdb();
  const { dora, sptoken } = await userWithVerifyLink(running);
  expectError(await running.browser.signIn(dora, PASSWORD), 400);
  await running.browser.get(`/verify?sptoken=${sptoken}`);
  expectAccount(await running.browser.signIn(dora, PASSWORD));
});
