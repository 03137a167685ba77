// A mailed link opens one thing, for one person, once, for a while.
import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tokenText } from '../../server/tokens/mailedTokens.ts';
import { cleanUp } from '../../server/workflows/cleanUp.ts';
import { startSmtp } from '../setup/smtp.ts';
import type { Browser } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { atOnce, databaseFile, seen } from './support.ts';

const NEW_PASSWORD = 'new horse new battery';
const RESET = 'Reset your password';
const VERIFY = 'Please verify your account';
const DEAD = { status: 404, json: { status: 404, message: 'This link no longer works. Ask for a new one.' } };
const OWN_KEY = 'a token signing key of the operator';

/** The token of a reset mail that was asked for just now. */
async function resetToken({ newBrowser, mailbox }: RunningUserdb, user: { email: string }): Promise<string> {
  await newBrowser().post('/forgot', { email: user.email });
  await mailbox.all();
  return mailbox.tokenTo(user, RESET);
}

/** The token of the verification mail of somebody who registers. */
async function verifyToken({ newBrowser, mailbox }: RunningUserdb, email: string): Promise<string> {
  await newBrowser().post('/register', { email, password: PASSWORD, givenName: 'Ann', surname: 'Lee' });
  return mailbox.tokenTo({ email }, VERIFY);
}

const change = (browser: Browser, sptoken: unknown, password = NEW_PASSWORD) =>
  browser.post('/change', { sptoken, password });
const verify = (browser: Browser, sptoken: string) => browser.get(`/verify?sptoken=${encodeURIComponent(sptoken)}`);

describe('a link works once', () => {
  test('TOK-1 somebody resets a password with a link, and nobody does so again', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);

    expect(await change(userdb.browser, sptoken)).toMatchObject({ status: 200, text: '' });

    expect(await change(userdb.newBrowser(), sptoken, 'the password of a thief')).toMatchObject(DEAD);
    expect(await userdb.browser.get(`/change?sptoken=${sptoken}`)).toMatchObject(DEAD);
    expect(await userdb.browser.signIn(ben, NEW_PASSWORD)).toMatchObject({ status: 200 });
  });

  test('TOK-2 somebody verifies an address with a link, and nobody does so again', async () => {
    const userdb = await startUserdb();
    const sptoken = await verifyToken(userdb, 'ann@example.com');

    expect(await verify(userdb.browser, sptoken)).toMatchObject({ status: 200, text: '' });
    expect(await verify(userdb.browser, sptoken)).toMatchObject(DEAD);
  });

  test('TOK-3 a reset link dies after its time, to the second', async () => {
    const userdb = await startUserdb({ passwordResetTokenExpire: 600 });
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);

    userdb.clock.pass(599);
    expect(await userdb.browser.get(`/change?sptoken=${sptoken}`)).toMatchObject({ status: 200 });
    userdb.clock.pass(1);
    expect(await userdb.browser.get(`/change?sptoken=${sptoken}`)).toMatchObject(DEAD);
    expect(await change(userdb.browser, sptoken)).toMatchObject(DEAD);
  });

  test('TOK-3 a verification link dies after its time, and a new one can be asked for', async () => {
    const userdb = await startUserdb({ accountVerificationTokenExpire: 600 });
    const email = 'ann@example.com';
    const sptoken = await verifyToken(userdb, email);

    userdb.clock.pass(600);
    expect(await verify(userdb.browser, sptoken)).toMatchObject(DEAD);

    await userdb.browser.post('/verify', { login: email });
    await userdb.mailbox.all();
    expect(await verify(userdb.browser, await userdb.mailbox.tokenTo({ email }, VERIFY))).toMatchObject({
      status: 200,
    });
  });

  test('TOK-5 of twenty who use one reset link at once, one sets the password', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);
    const password = (index: number) => `the password of number ${index}`;

    const answers = await atOnce(20, (index) => change(userdb.newBrowser(), sptoken, password(index)));

    const winners = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19);
    const entered = await atOnce(20, (index) => userdb.newBrowser().signIn(ben, password(index)));
    expect(entered.flatMap(({ status }, index) => (status === 200 ? [index] : []))).toEqual(winners);
  });

  test('TOK-5 of twenty who use one verification link at once, one verifies', async () => {
    const userdb = await startUserdb();
    const sptoken = await verifyToken(userdb, 'ann@example.com');

    const answers = await atOnce(20, () => verify(userdb.newBrowser(), sptoken));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(19);
    const subjects = (await userdb.mailbox.all()).map(({ subject }) => subject);
    expect(subjects.filter((subject) => subject === 'Your account has been confirmed')).toHaveLength(1);
  });

  test('TOK-13 a new password that is refused does not use the link up', async () => {
    const userdb = await startUserdb({ passwordsCantMatch: 1 });
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);

    for (const password of ['1', 'password1', ben.email, PASSWORD, '\ud800 half a character']) {
      expect(await change(userdb.browser, sptoken, password), password).toMatchObject({ status: 400 });
    }
    const differing = { sptoken, password: NEW_PASSWORD, confirmPassword: `${NEW_PASSWORD}!` };
    expect(await userdb.browser.post('/change', differing)).toMatchObject({ status: 400 });
    expect(await change(userdb.browser, sptoken)).toMatchObject({ status: 200 });
  });

  test('TOK-14 whoever looks at a reset link, a mail scanner too, does not use it up', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);

    for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) {
      for (const accept of ['application/json', 'text/html', '*/*']) {
        await userdb.browser.send(method, `/change?sptoken=${sptoken}&password=${NEW_PASSWORD}`, undefined, { accept });
      }
    }
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
    expect(await change(userdb.browser, sptoken)).toMatchObject({ status: 200 });
  });

  test('TOK-14 nobody gets a mail because somebody opened an address', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();

    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      for (const accept of ['application/json', 'text/html', '*/*']) {
        const address = `/forgot?email=${ben.email}&login=${ben.email}`;
        const { status } = await userdb.browser.send(method, address, undefined, { accept });
        expect([404, 405], `${method} ${accept}`).toContain(status);
      }
    }
    expect(await userdb.mailbox.all()).toEqual([]);
  });
});

describe('a link opens one thing', () => {
  test('TOK-4 a verification link resets no password, and a reset link verifies nobody', async () => {
    const userdb = await startUserdb();
    const email = 'ann@example.com';
    const ben = await userdb.users.create();
    const [forVerifying, forReset] = [await verifyToken(userdb, email), await resetToken(userdb, ben)];

    expect(await change(userdb.browser, forVerifying)).toMatchObject(DEAD);
    expect(await userdb.browser.get(`/change?sptoken=${forVerifying}`)).toMatchObject(DEAD);
    expect(await verify(userdb.browser, forReset)).toMatchObject(DEAD);

    expect(await verify(userdb.browser, forVerifying)).toMatchObject({ status: 200 });
    expect(await change(userdb.browser, forReset)).toMatchObject({ status: 200 });
  });

  test('TOK-4 asking for a reset leaves a verification link alive, and the other way round', async () => {
    const userdb = await startUserdb();
    const { store } = userdb.ctx;
    const ben = await userdb.users.create();
    const forReset = await resetToken(userdb, ben);
    await store.users.setStatus(ben.id, 'PENDING', userdb.clock.now());
    await userdb.browser.post('/verify', { login: ben.email });
    const forVerifying = await userdb.mailbox.tokenTo(ben, VERIFY);

    expect(await verify(userdb.browser, forVerifying)).toMatchObject({ status: 200 });
    expect(await change(userdb.browser, forReset)).toMatchObject({ status: 200 });
  });

  test('TOK-6 a newer link ends the older one', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const older = await resetToken(userdb, ben);
    const newer = await resetToken(userdb, ben);

    expect(older).not.toBe(newer);
    expect(await change(userdb.browser, older)).toMatchObject(DEAD);
    expect(await change(userdb.browser, newer)).toMatchObject({ status: 200 });
  });

  test('TOK-7 a link is dead once the user’s address is another one', async () => {
    const database = databaseFile();
    const userdb = await startUserdb(database.options);
    const ben = await userdb.users.create();
    const forReset = await resetToken(userdb, ben);
    const forVerifying = await verifyToken(userdb, 'ann@example.com');

    database.run("update users set email = 'moved-' || email, email_normal = 'moved-' || email_normal");

    expect(await change(userdb.browser, forReset)).toMatchObject(DEAD);
    expect(await verify(userdb.browser, forVerifying)).toMatchObject(DEAD);
  });

  test('TOK-8 a link is dead once the password was changed another way', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);
    await userdb.browser.signIn(ben, PASSWORD);
    await userdb.browser.post('/expired', { password: NEW_PASSWORD, existingPassword: PASSWORD });

    expect(await change(userdb.browser, sptoken, 'the password of a thief')).toMatchObject(DEAD);
    expect(await userdb.browser.signIn(ben, NEW_PASSWORD)).toMatchObject({ status: 200 });
  });

  test.each(['DISABLED', 'PENDING'] as const)(
    'TOK-15 a link that went out before opens no account that is %s now, and none is sent to it',
    async (status) => {
      const userdb = await startUserdb();
      const ben = await userdb.users.create();
      const sptoken = await resetToken(userdb, ben);
      await userdb.ctx.store.users.setStatus(ben.id, status, userdb.clock.now());

      expect(await change(userdb.browser, sptoken)).toMatchObject(DEAD);
      await userdb.browser.post('/forgot', { email: ben.email });
      const resets = (await userdb.mailbox.all()).filter(({ subject }) => subject === RESET);
      expect(resets).toHaveLength(1);
      expect((await userdb.users.find(ben.email)).status).toBe(status);
    },
  );

  test('TOK-15 a verification link opens no account that an administrator disabled meanwhile', async () => {
    const userdb = await startUserdb();
    const email = 'ann@example.com';
    const sptoken = await verifyToken(userdb, email);
    const { id } = await userdb.users.find(email);
    await userdb.ctx.store.users.setStatus(id, 'DISABLED', userdb.clock.now());

    expect(await verify(userdb.browser, sptoken)).toMatchObject(DEAD);
    expect((await userdb.users.find(email)).status).toBe('DISABLED');
  });

  test('TOK-15 a link opens no account that was removed, nor one of a disabled tenant', async () => {
    const database = databaseFile();
    const userdb = await startUserdb(database.options);
    const [ann, ben] = [await userdb.users.create(), await userdb.users.create({ account: 'globex' })];
    const [ofAnn, ofBen] = [await resetToken(userdb, ann), await resetToken(userdb, ben)];

    database.run('delete from users where id = ?', ann.id);
    database.run("update accounts set status = 'DISABLED' where name = 'globex'");

    expect(await change(userdb.browser, ofAnn)).toMatchObject(DEAD);
    expect(await change(userdb.browser, ofBen)).toMatchObject(DEAD);
  });

  test('TOK-16 a reset signs nobody in', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);

    const reply = await change(userdb.browser, sptoken);

    expect(reply.headers.getSetCookie()).toEqual([]);
    expect(await userdb.browser.get('/me')).toMatchObject({ status: 401 });
  });

  test('TOK-17 a stranger who asks for somebody else’s verification mail sees nothing and shuts nobody out', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    await userdb.newBrowser().signIn(ben, PASSWORD);

    for (const field of ['login', 'email', 'username']) {
      expect(await userdb.browser.post('/verify', { [field]: ben.email })).toMatchObject({ status: 200, text: '' });
    }

    expect(await userdb.mailbox.all()).toEqual([]);
    expect((await userdb.users.find(ben.email)).status).toBe('ENABLED');
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  });

  test('TOK-18 nobody sets a password by an address alone', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const sent = { email: ben.email, login: ben.email, username: ben.email, id: ben.id, password: NEW_PASSWORD };

    for (const path of ['/welcomed', '/welcome', '/change', '/expired', '/forgot', '/verify', '/register', '/me']) {
      for (const method of ['POST', 'PUT']) {
        const headers = { 'Content-Type': 'application/json' };
        await userdb.browser.send(method, path, JSON.stringify(sent), { headers });
      }
    }
    expect(await userdb.browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
    expect(await userdb.newBrowser().signIn(ben, NEW_PASSWORD)).toMatchObject({ status: 400 });
  });

  test('TOK-21 the user is told of a reset and of a change, in mails without a password or a token', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    await change(userdb.browser, await resetToken(userdb, ben));
    await userdb.browser.signIn(ben, NEW_PASSWORD);
    await userdb.browser.post('/expired', { password: PASSWORD, existingPassword: NEW_PASSWORD });

    const told = (await userdb.mailbox.all()).filter(({ subject }) => subject === 'Your password has been changed');
    expect(told.map(({ to }) => to)).toEqual([ben.email, ben.email]);
    for (const { text, html } of told) {
      expect(text + html).not.toMatch(/sptoken/);
      expect(text + html).not.toContain(PASSWORD);
      expect(text + html).not.toContain(NEW_PASSWORD);
    }
  });
});

describe('a link cannot be made up', () => {
  test('TOK-11 tokens have more than 128 random bits, and no two are alike', async () => {
    const userdb = await startUserdb();
    const ben = await userdb.users.create();
    const tokens = [];
    for (let count = 0; count < 10; count++) tokens.push(await resetToken(userdb, ben));

    const secrets = tokens.map((token) => token.slice(14));
    expect(new Set(secrets).size).toBe(10);
    for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{64}$/);
    for (const token of tokens) expect(encodeURIComponent(token)).toBe(token);
  });

  test('TOK-12 no text and no value that is not the token stands in for it', async () => {
    const userdb = await startUserdb({ tokenSigningKey: OWN_KEY });
    const { browser, ctx } = userdb;
    const ben = await userdb.users.create();
    const sptoken = await resetToken(userdb, ben);
    const other = await resetToken(userdb, await userdb.users.create());
    const row = await ctx.store.tokens.find(sptoken.slice(0, 14), ctx.clock());
    if (!row) throw new Error('the token has no row');
    const jwt = (header: object, key: string) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const signed = `${part(header)}.${part({ sub: ben.id, id: row.id, purpose: 'reset' })}`;
      return `${signed}.${key && createHmac('sha256', key).update(signed).digest('base64url')}`;
    };

    const texts = [
      ' ',
      '*',
      '%',
      '_',
      'null',
      'undefined',
      row.id,
      `${row.id}${'0'.repeat(64)}`,
      `${row.id}${'_'.repeat(64)}`,
      sptoken.slice(0, -1),
      sptoken.slice(1),
      `${sptoken}0`,
      ` ${sptoken}`,
      `${sptoken}\n`,
      `${sptoken}\0`,
      sptoken.toUpperCase(),
      sptoken.slice(0, 14) + sptoken.slice(14).toUpperCase(),
      sptoken.slice(0, 14) + other.slice(14),
      other.slice(0, 14) + sptoken.slice(14),
      sptoken.slice(14),
      `${row.id}${createHmac('sha256', '').update(row.id).digest('hex')}`,
      tokenText(row, 'change-me-userdb-token-signing-key'),
      tokenText(row, '674a3323-9a91-4bc4-b8a5-0c13d6a08a00'),
      tokenText({ ...row, purpose: 'verify' }, OWN_KEY),
      jwt({ alg: 'none' }, ''),
      jwt({ alg: 'HS256' }, '674a3323-9a91-4bc4-b8a5-0c13d6a08a00'),
      "' or '1'='1",
      'x'.repeat(100_000),
    ];
    for (const text of texts) {
      const what = JSON.stringify(text.slice(0, 100));
      expect(await change(browser, text), what).toMatchObject(DEAD);
      expect(await browser.form('/change', { sptoken: text, password: NEW_PASSWORD }), what).toMatchObject(DEAD);
      if (text.length > 10_000) continue;
      expect(await browser.get(`/change?sptoken=${encodeURIComponent(text)}`), what).toMatchObject(DEAD);
      expect(await verify(browser, text), what).toMatchObject(DEAD);
    }
    const values: unknown[] = [
      0,
      1,
      true,
      false,
      [],
      [sptoken],
      {},
      { $ne: null },
      { toString: sptoken },
      { 0: sptoken },
      null,
      '',
    ];
    for (const value of values) {
      const reply = await change(browser, value);
      expect(reply.status, JSON.stringify(value)).toBe(400);
      expect(Object.keys(reply.json ?? {})).toEqual(['status', 'message']);
    }
    for (const query of [
      '',
      '?sptoken',
      '?sptoken=',
      `?sptoken[]=${sptoken}`,
      `?sptoken=${sptoken}&sptoken=${other}`,
    ]) {
      expect(await browser.get(`/change${query}`), query).toMatchObject({ status: 400 });
      expect(await browser.get(`/verify${query}`), query).toMatchObject({ status: 400 });
    }

    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
    expect(await change(browser, sptoken)).toMatchObject({ status: 200 });
  });

  test('TOK-12 somebody’s link still works while an operator changes the key, until the old one is dropped', async () => {
    const database = databaseFile();
    const start = (tokenSigningKey: string[]) => startUserdb({ ...database.options, tokenSigningKey });
    const first = await start([OWN_KEY]);
    const [ann, ben] = [await first.users.create(), await first.users.create()];
    const [ofAnn, ofBen] = [await resetToken(first, ann), await resetToken(first, ben)];
    await first.close();

    const second = await start(['a fresh key of the operator', OWN_KEY]);
    expect(await change(second.browser, ofAnn)).toMatchObject({ status: 200 });
    await second.close();

    const third = await start(['a fresh key of the operator']);
    expect(await change(third.browser, ofBen)).toMatchObject(DEAD);
  });
});

describe('what is kept of links', () => {
  test('TOK-9 TOK-10 a thief of the database, and a reader of the log, find no link that works', async () => {
    const smtp = await startSmtp();
    const database = databaseFile();
    const userdb = await startUserdb({
      ...database.options,
      smtp: { options: smtp.options },
      tokenSigningKey: OWN_KEY,
      debug: true,
      debugEndpoints: true,
    });
    const { browser, log } = userdb;
    const ben = await userdb.users.create();
    await browser.post('/register', { email: 'ann@example.com', password: PASSWORD, givenName: 'Ann', surname: 'Lee' });
    await browser.post('/forgot', { email: ben.email });
    const tokens = (await smtp.waitFor(2)).map(({ text }) => /sptoken=(\S+)/.exec(text)?.[1] ?? '');
    const [first = '', second = ''] = tokens;
    expect([first.length, second.length]).toEqual([78, 78]);

    const stolen = database.dump();
    for (const token of tokens) {
      await browser.get(`/change?sptoken=${token}`);
      await browser.get(`/verify?sptoken=${token}`);
      await change(browser, token);
      await browser.post(`/change?sptoken=${token}`, { password: NEW_PASSWORD });
      await browser.post('/change', `{"sptoken":"${token}",`);
      expect(stolen).not.toContain(token);
      // The secret half, in whichever spelling.
      expect(stolen).not.toContain(token.slice(14));
      expect(stolen).not.toContain(Buffer.from(token.slice(14), 'hex').toString('base64'));
    }
    const words = JSON.stringify(log);
    expect(words).toContain('/change');
    for (const token of tokens) {
      expect(words).not.toContain(token);
      expect(words).not.toContain(token.slice(14));
      expect(database.dump()).not.toContain(token.slice(14));
    }
  });

  test('TOK-22 somebody whose address a stranger types 25 times gets 10 mails, and answers do not tell', async () => {
    const userdb = await startUserdb({ rateLimits: { enabled: true } });
    const ben = await userdb.users.create();
    const email = 'ann@example.com';
    const first = seen(await userdb.newBrowser().post('/forgot', { email: ben.email }));

    for (let count = 0; count < 24; count++) {
      const spelling = count % 2 ? ben.email.toUpperCase() : ` ${ben.email}`;
      expect(seen(await userdb.newBrowser().post('/forgot', { email: spelling }))).toEqual(first);
    }
    await verifyToken(userdb, email);
    for (let count = 0; count < 24; count++) await userdb.browser.post('/verify', { login: email });

    const mails = await userdb.mailbox.all();
    expect(mails.filter(({ to }) => to === ben.email).length).toBeLessThanOrEqual(10);
    expect(mails.filter(({ to }) => to === email).length).toBeLessThanOrEqual(10);
    // The last mail that went out has the link that works.
    expect(await change(userdb.browser, await userdb.mailbox.tokenTo(ben, RESET))).toMatchObject({ status: 200 });
  });

  test('TOK-22 somebody whose address is registered 25 times gets 10 mails', async () => {
    const userdb = await startUserdb({ rateLimits: { enabled: true } });
    const ben = await userdb.users.create();
    const form = { password: PASSWORD, givenName: 'Ann', surname: 'Lee' };

    for (let count = 0; count < 25; count++) await userdb.browser.post('/register', { ...form, email: ben.email });

    expect((await userdb.mailbox.all()).length).toBeLessThanOrEqual(10);
  });

  test('TOK-23 links that have had their time, used or not, are removed', async () => {
    const database = databaseFile();
    const userdb = await startUserdb({ ...database.options, passwordResetTokenExpire: 600 });
    const [ann, ben] = [await userdb.users.create(), await userdb.users.create()];
    await change(userdb.browser, await resetToken(userdb, ann));
    await resetToken(userdb, ben);
    expect(database.rows('select id from tokens')).toHaveLength(2);

    userdb.clock.pass(600);
    await cleanUp(userdb.ctx);

    expect(database.rows('select id from tokens')).toEqual([]);
  });
});
