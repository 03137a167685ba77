import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import {
  expectAccount,
  expectCookieDeleted,
  expectError,
  expectPassedOn,
  fallback,
  NEW_PASSWORD,
  subjectsTo,
} from './wire.ts';

/** Somebody who is signed in with a password that has expired. */
async function startExpired(options: Options = {}) {
  const running = await startUserdb({ passwordsExpireInSeconds: 1000, ...options });
  const eli = await running.users.create();
  running.clock.pass(1000);
  await running.browser.signIn(eli, PASSWORD);
  return { ...running, eli };
}

describe('2.8 POST', () => {
  test('D35 2.8 "ok": 200 {}', async () => {
    const { browser, eli } = await startExpired();

    const reply = await browser.post('/expired', { password: NEW_PASSWORD });

    expect(reply).toMatchObject({ status: 200, text: '{}' });
    expect(reply.headers.get('Content-Type')).toMatch(/^application\/json\b/);
    expectError(await browser.signIn(eli, PASSWORD), 400);
    expect(expectAccount(await browser.signIn(eli, NEW_PASSWORD))).not.toHaveProperty('password_expired');
  });

  test('2.8 "reuse": Error(400) naming the rule, not the existing one (passwordsCantMatch 1)', async () => {
    const { browser, eli } = await startExpired({ passwordsCantMatch: 1 });

    const reply = await browser.post('/expired', { password: PASSWORD });

    expectError(reply, 400);
    expect(reply.json?.message).toMatch(/present|existing|current/);
    expectAccount(await browser.signIn(eli, PASSWORD));
  });

  test('2.8 "reuse": Error(400) naming the rule, or none of the last n', async () => {
    const { browser, eli } = await startExpired({ passwordsCantMatch: 2 });
    expect((await browser.post('/expired', { password: NEW_PASSWORD })).status).toBe(200);
    await browser.signIn(eli, NEW_PASSWORD);

    for (const password of [PASSWORD, NEW_PASSWORD]) {
      const reply = await browser.post('/expired', { password });
      expectError(reply, 400);
      expect(reply.json?.message).toMatch(/\b2\b/);
    }
    expect((await browser.post('/expired', { password: 'third horse battery' })).status).toBe(200);
    await browser.signIn(eli, 'third horse battery');
    expect((await browser.post('/expired', { password: PASSWORD })).status).toBe(200);
  });

  test('2.8 "reuse" is allowed where passwordsCantMatch is 0', async () => {
    const { browser } = await startExpired({ passwordsCantMatch: 0 });
    expect((await browser.post('/expired', { password: PASSWORD })).status).toBe(200);
  });

  test('2.8 "policy": Error(400) with the policy text', async () => {
    const { browser, eli } = await startExpired({ passwordPolicy: { length: 9, specials: 2 } });

    const reply = await browser.post('/expired', { password: 'short' });

    expectError(reply, 400);
    expect(reply.json?.message).toMatch(/9.*2/);
    expect(expectAccount(await browser.get('/me')).email).toBe(eli.email);
  });

  test.each<[string, object]>([
    ['none', {}],
    ['empty', { password: '' }],
    ['null', { password: null }],
    ['a list', { password: [NEW_PASSWORD] }],
    ['an object', { password: { length: 8 } }],
  ])('2.8 "policy": Error(400) for a password that is %s; the session goes on', async (_, body) => {
    const { browser } = await startExpired();
    expectError(await browser.post('/expired', body), 400);
    expectAccount(await browser.get('/me'));
  });

  test('2.8 "not authenticated": 401', async () => {
    const { browser } = await startExpired();
    await browser.post('/logout');
    const replies = [
      await browser.post('/expired', { password: NEW_PASSWORD }),
      await browser.post('/expired', {}),
      await browser.post('/expired'),
    ];
    for (const reply of replies) {
      expectError(reply, 401);
      expect(reply.headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
    }
  });
});

describe('2.8 side effects', () => {
  test('2.8 "the caller is logged out"', async () => {
    const { browser } = await startExpired();
    const reply = await browser.post('/expired', { password: NEW_PASSWORD });
    expectCookieDeleted(reply);
    expectError(await browser.get('/me'), 401);
  });

  test('2.8 Side effects as 2.7: every other session of the user ends too', async () => {
    const { browser, newBrowser, eli } = await startExpired();
    const phone = newBrowser();
    await phone.signIn(eli, PASSWORD);
    await browser.post('/expired', { password: NEW_PASSWORD });
    expectError(await phone.get('/me'), 401);
  });

  test('2.8 Side effects as 2.7: hash, password_updated_on, mail passwordResetSuccessful', async () => {
    const { browser, users, mailbox, clock, eli } = await startExpired();
    clock.pass(5);

    await browser.post('/expired', { password: NEW_PASSWORD });

    const after = await users.find(eli.email);
    expect(after.password).not.toBe(eli.password);
    expect(after).toMatchObject({ passwordUpdatedAt: clock.now(), failedLoginCount: 0, status: 'ENABLED' });
    expect(await subjectsTo(mailbox, eli)).toEqual(['Your password has been changed']);
  });
});

describe('2.8, further', () => {
  test('2.8 "endpoints.expired.enabled (default false)": otherwise passed on', async () => {
    const { browser, users } = await startUserdb({ endpoints: { expired: { enabled: false } } }, { routes: fallback });
    await browser.signIn(await users.create(), PASSWORD);
    expectPassedOn(await browser.post('/expired', { password: NEW_PASSWORD }));
  });

  test('1.3 "/expired … JSON only": a form is refused, and nothing changes', async () => {
    const { browser, eli } = await startExpired();
    const reply = await browser.form('/expired', { password: NEW_PASSWORD });
    expectError(reply, 415);
    expectAccount(await browser.signIn(eli, PASSWORD));
  });

  test('2.8 takes no password from the query', async () => {
    const { browser, eli } = await startExpired();
    expectError(await browser.post(`/expired?password=${encodeURIComponent(NEW_PASSWORD)}`, {}), 400);
    expectAccount(await browser.signIn(eli, PASSWORD));
  });
});
