// userdb 1's faults by which it told too much: hashes, tokens, who exists, its own insides.
import type { NextFunction, Request, Response } from 'express';
import { describe, expect, it } from 'vitest';
import { adminOf, superAdmin } from '../contract/people.ts';
import {
  ANN,
  expectAccount,
  expectEmpty,
  expectError,
  NEW_PASSWORD,
  newestToken,
  startWithDatabase,
  userWithResetLink,
} from '../contract/wire.ts';
import { startSmtp } from '../setup/smtp.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const WRONG = 'wrong horse battery';

describe('faults of userdb 1: disclosure', () => {
  it('fault 8: no answer of the admin endpoints, nor of /welcome, holds a hash', async () => {
    const running = await startUserdb();
    const { browser } = await superAdmin(running);
    const ben = await running.users.create();
    const invited = { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' };
    const replies = [
      await browser.post('/users/list', { withRoles: true, withAccounts: true }),
      await browser.post('/users/update', { id: ben.id, surname: 'Lee' }),
      await browser.post('/users/update', invited),
      await browser.post('/users/change_account_status', { userId: ben.id, newStatus: 'DISABLED' }),
      await running.browser.post('/welcome', { sptoken: await newestToken(running.mailbox, invited) }),
    ];
    for (const reply of replies) {
      expect(reply.status, reply.text).toBe(200);
      expect(reply.text).not.toMatch(/\$2[aby]\$|"password"|hash/i);
    }
  });

  it('fault 9: the account of /login and /me holds no token', async () => {
    const running = await startUserdb();
    const { ben, sptoken } = await userWithResetLink(running);
    for (const reply of [await running.browser.signIn(ben, PASSWORD), await running.browser.get('/me')]) {
      expectAccount(reply);
      expect(reply.text).not.toContain('emailVerificationToken');
      expect(reply.text).not.toContain(sptoken);
    }
  });

  it('fault 18: POST /login answers alike for unknown users, wrong passwords, and users who may not sign in', async () => {
    const { browser, users } = await startUserdb();
    const replies = [await browser.signIn({ email: 'nobody@example.com' }, WRONG)];
    for (const status of ['ENABLED', 'PENDING', 'DISABLED', 'LOCKED'] as const) {
      replies.push(await browser.signIn(await users.create({ status }), WRONG));
    }
    expectError(replies[0] as Reply, 400);
    expect(replies.map(({ status, text }) => [status, text])).toEqual(replies.map(() => [400, replies[0]?.text]));
  });

  it('fault 18: POST /forgot answers alike for known and unknown addresses, also where mail fails', async () => {
    const smtp = await startSmtp();
    smtp.refuse(550);
    const { browser, users, userdb } = await startUserdb({ smtp: { options: smtp.options } });
    const failed = new Promise((resolve) => userdb.on('mail.failed', resolve));
    for (const { email } of [await users.create(), { email: 'nobody@example.com' }]) {
      expectEmpty(await browser.post('/forgot', { email }));
    }
    await failed;
    await smtp.close();
  });

  it('fault 31: the tracer prints neither what is in a query nor what is in a body', async () => {
    const { browser, users, log } = await startUserdb({ debugEndpoints: true });
    const { email } = await users.create();
    await browser.get('/change?sptoken=a-secret-token&password=a-secret-password');
    await browser.post('/change', { sptoken: 'a-secret-token', password: 'a-secret-password' });
    await browser.post('/login', { login: email, password: PASSWORD, code: 'a-secret-code' });

    const printed = JSON.stringify(log);
    expect(printed).toContain('"path":"/change"');
    expect(printed).not.toMatch(/a-secret/);
    expect(printed).not.toContain(PASSWORD);
  });

  it("fault 45: errors are JSON without a stack, whatever the application's error handler does", async () => {
    const seen: unknown[] = [];
    const { browser } = await startUserdb(
      {},
      {
        routes: (app) =>
          app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
            seen.push(error);
            res.status(418).send(String(error));
          }),
      },
    );
    expectError(await browser.get('/me'), 401);
    expectError(await browser.post('/login', '{"login":'), 400);
    expectError(await browser.get('/verify?sptoken=x'), 404);
    expect(seen).toEqual([]);
  });

  it('fault 46: a callback in the query makes no script of an answer', async () => {
    const { browser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    for (const query of ['callback=alert', 'jsonp=alert', 'cb=alert']) {
      const reply = await browser.get(`/me?${query}`, { accept: null });
      expectAccount(reply);
      expect(reply.text).not.toContain('alert');
    }
  });

  it('fault 63: no address is in the log or in the events', async () => {
    const running = await startWithDatabase({ debug: true });
    const { browser, log, mailbox, db } = running;
    const { ben, sptoken } = await userWithResetLink(running);
    await browser.signIn(ben, WRONG);
    await browser.signIn({ email: 'nobody@example.com' }, WRONG);
    await browser.signIn(ben, PASSWORD);
    await browser.post('/logout');
    await browser.post('/register', ANN);
    await browser.post('/change', { sptoken, password: NEW_PASSWORD });
    const admin = await adminOf(running, ben.account.name);
    await admin.browser.post('/users/update', { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' });
    await mailbox.all();

    const events = await db('events').select();
    expect(events.length).toBeGreaterThan(5);
    expect(JSON.stringify([events, log])).not.toContain('@example.com');
  });
});
