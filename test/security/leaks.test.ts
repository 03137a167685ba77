// Secrets stay where they belong: not in the log, the database, the mails or the answers.
import type { Application } from 'express';
import { describe, expect, test } from 'vitest';
import { ConfigError, loadConfig } from '../../server/config/load.ts';
import type { Options } from '../../server/config/schema.ts';
import { startSmtp } from '../setup/smtp.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { databaseFile } from './support.ts';

const FORM = 'application/x-www-form-urlencoded';
const GOOD = {
  session: { secret: 'a session secret of the operator' },
  tokenSigningKey: 'a token signing key of the operator',
};

test('SEC-1 nobody’s password, link or cookie is in the log, the database or a mail, with everything switched on', async () => {
  const smtp = await startSmtp();
  const database = databaseFile();
  const { browser, users, log } = await startUserdb({
    ...database.options,
    smtp: { options: smtp.options },
    session: { store: 'database' },
    debug: true,
    debugEndpoints: true,
  });
  const ben = await users.create({ password: 'geheim-the-first-phrase' });
  const secret = (n: number) => `geheim-number-${n}-phrase`;
  const paths = ['/login', '/register', '/verify', '/forgot', '/change', '/expired', '/logout', '/me'];

  await browser.signIn(ben, 'geheim-the-first-phrase');
  const cookies = [decodeURIComponent(browser.cookies.get('userdb') ?? '')];
  await browser.post('/expired', { password: secret(1), existingPassword: 'geheim-the-first-phrase' });
  await browser.signIn(ben, secret(1));
  cookies.push(decodeURIComponent(browser.cookies.get('userdb') ?? ''));
  await browser.post('/forgot', { email: ben.email });
  const { text } = await smtp.waitFor(({ subject }) => subject === 'Reset your password');
  const sptoken = /sptoken=(\S+)/.exec(text)?.[1] ?? '';
  await browser.get(`/change?sptoken=${sptoken}&password=${secret(2)}`);
  await browser.post('/change', { sptoken, password: secret(2) });
  await browser.post('/register', { email: 'ann@example.com', givenName: 'A', surname: 'L', password: secret(3) });

  for (const path of paths) {
    const login = ben.email;
    await browser.post(path, { login, password: secret(4), existingPassword: secret(5), confirmPassword: secret(6) });
    await browser.post(path, { login, customData: { password: secret(7) }, user: { a: { password: secret(8) } } });
    await browser.post(path, { [secret(9)]: secret(10), login: secret(11), email: secret(12) });
    await browser.form(path, { login, password: secret(13), [secret(14)]: secret(15), 'a[password]': secret(16) });
    await browser.post(path, `{"login":"x","password":"${secret(17)}`);
    await browser.post(path, `password=${secret(18)}&%`, { type: FORM });
    await browser.post(path, `"${secret(19)}"`);
    await browser.post(path, `password: ${secret(20)}`, { type: 'text/plain' });
    await browser.post(`${path}?password=${secret(21)}&${secret(22)}=1&sptoken=${sptoken}`, {});
    await browser.get(`${path}?login=${login}&password=${secret(23)}`);
    await browser.get(path, { headers: { Authorization: `Basic ${Buffer.from(secret(24)).toString('base64')}` } });
    await browser.get(path, { headers: { Cookie: `userdb=${secret(25)}`, Authorization: `Bearer ${secret(26)}` } });
    await browser.send('PUT', path, `{"password":"${secret(27)}"}`, {
      headers: { 'Content-Type': 'application/json' },
    });
  }

  const mails = await smtp.waitFor(3);
  const places = { log: JSON.stringify(log), database: database.dump(), mails: mails.map(({ raw }) => raw).join('\n') };
  expect(places.log).toContain('/login');
  expect(places.database).toContain('login.failed');
  for (const [place, content] of Object.entries(places)) {
    expect(content, place).not.toMatch(/geheim/i);
    expect(content, place).not.toContain(Buffer.from('geheim-number').toString('base64').slice(0, 16));
    for (const cookie of cookies) expect(content, place).not.toContain(/^s:([^.]+)/.exec(cookie)?.[1]);
    if (place !== 'mails') expect(content, place).not.toContain(sptoken.slice(14));
  }
  // Links go out in the mails that are for them, and in no other.
  for (const { subject, raw } of smtp.mails) {
    if (!/verify|reset/i.test(subject)) expect(raw, subject).not.toContain('sptoken');
  }
});

test('SEC-1 SEC-2 sign-ins, failures, locks and changes are put down with the user, and with no address in the log', async () => {
  const database = databaseFile();
  const { browser, users, log } = await startUserdb({
    ...database.options,
    disableAccountAfterFailedLoginAttempts: 2,
  });
  const ben = await users.create({ email: 'ben.bright@example.com' });

  await browser.signIn(ben, PASSWORD);
  await browser.post('/expired', { password: 'a whole new password' });
  await browser.post('/forgot', { email: ben.email });
  await browser.signIn(ben, 'wrong');
  await browser.signIn(ben, 'wrong');
  await browser.signIn({ email: 'my-password-by-mistake' }, 'x');

  const events = database.rows(
    "select type, user_id, address from events where type not like 'mail.%' order by number",
  );
  expect(events).toEqual(
    [
      'login.succeeded',
      'password.changed',
      'logout',
      'password.reset-requested',
      'login.failed',
      'login.failed',
      'user.locked',
      'login.failed',
    ].map((type, i, { length }) => ({ type, user_id: i === length - 1 ? null : ben.id, address: '127.0.0.1' })),
  );
  // What is typed as a login may be a password in the wrong field.
  expect(JSON.stringify(log) + JSON.stringify(database.rows('select * from events'))).not.toMatch(
    /my-password-by-mistake|ben\.bright@example/,
  );
});

describe('an operator', () => {
  const refused = (options: Options, env: NodeJS.ProcessEnv = { NODE_ENV: 'production' }) => {
    try {
      loadConfig({ options, env });
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
    return [];
  };

  test('SEC-3 cannot start with a secret that everybody can read', () => {
    const published = ['change-me-userdb-session-secret', 'change-me-userdb-token-signing-key'];
    for (const env of [{}, { NODE_ENV: 'production' }, { NODE_ENV: 'staging' }, { NODE_ENV: '' }]) {
      expect(refused({}, env)).toEqual([
        expect.stringMatching(/^session\.secret: takes a secret of your own/),
        expect.stringMatching(/^tokenSigningKey: takes a secret of your own/),
      ]);
    }
    for (const secret of [...published, '674a3323-9a91-4bc4-b8a5-0c13d6a08a00']) {
      expect(refused({ ...GOOD, session: { secret } })).toHaveLength(1);
      expect(refused({ ...GOOD, session: { secret: [GOOD.session.secret, secret] } })).toHaveLength(1);
      expect(refused({ ...GOOD, tokenSigningKey: secret })).toHaveLength(1);
    }
    // userdb 1's session secret was short, too.
    expect(refused({ ...GOOD, session: { secret: 'jsjjhdhgdghd' } })).toHaveLength(1);
    expect(refused(GOOD)).toEqual([]);
  });

  test('SEC-4 cannot start with a short secret, and does not read it on the screen', () => {
    for (const secret of ['', 'short', 'fifteen letters']) {
      const problems = [
        ...refused({ ...GOOD, session: { secret } }),
        ...refused({ ...GOOD, tokenSigningKey: secret }),
        ...refused({ ...GOOD, session: { secret: [GOOD.session.secret, secret] } }),
      ];
      expect(problems.map((line) => line.split(':')[0])).toEqual([
        'session.secret',
        'tokenSigningKey',
        'session.secret',
      ]);
      if (secret) expect(problems.join()).not.toContain(secret);
    }
  });

  test('SEC-5 has to ask for more in the log', () => {
    expect(loadConfig({ options: GOOD, env: {} })).toMatchObject({ debug: false, debugEndpoints: false });
  });
});

describe('answers', () => {
  test.each(['production', 'development', 'test', undefined])(
    'SEC-5 nobody sees a stack, also when everything goes wrong (NODE_ENV=%s)',
    async (NODE_ENV) => {
      const transformer = () => {
        throw new Error('a secret of our insides');
      };
      const { browser, users, log } = await startUserdb(
        {
          ...GOOD,
          debug: true,
          transformer,
          ...(NODE_ENV === 'test' ? {} : { passwordHashing: { cost: 10 } }),
          mailbox: { enabled: NODE_ENV === 'test' },
          smtp: { options: { host: '127.0.0.1', port: 1 } },
        },
        { env: { ...(NODE_ENV && { NODE_ENV }) } },
      );
      const ben = await users.create();

      for (const accept of ['application/json', '*/*']) {
        const reply = await browser.post('/login', { login: ben.email, password: PASSWORD }, { accept });
        expect(reply.status).toBe(500);
        expect(reply.json).toEqual({ status: 500, message: expect.stringMatching(/^Something went wrong/) });
        expect(reply.text).not.toContain('secret of our insides');
      }
      expect(JSON.stringify(log)).toContain('a secret of our insides');
    },
  );

  test('HDR-1 HDR-2 HDR-6 every answer is JSON with its charset, kept by nobody, sniffed by nobody', async () => {
    const { browser, users, mailbox } = await startUserdb();
    const ben = await users.create();
    await browser.post('/forgot', { email: ben.email });
    const sptoken = await mailbox.tokenTo(ben, 'Reset your password');
    const replies = {
      'GET /login': await browser.get('/login'),
      'GET /register': await browser.get('/register'),
      'a wrong password': await browser.signIn(ben, 'wrong'),
      'GET /me of a visitor': await browser.get('/me'),
      'the way to the sign-in page': await browser.get('/me', { accept: 'text/html' }),
      'a sign-in': await browser.signIn(ben, PASSWORD),
      'GET /me': await browser.get('/me'),
      'GET /me of a page': await browser.get('/me', { accept: 'text/html' }),
      'a link': await browser.get(`/change?sptoken=${sptoken}`),
      'a bad link': await browser.get('/change?sptoken=x'),
      'a bad verification link': await browser.get('/verify?sptoken=x'),
      'POST /forgot': await browser.post('/forgot', { email: ben.email }),
      'another method': await browser.send('PUT', '/login', undefined),
      'what may be done': await browser.send('OPTIONS', '/login', undefined),
      'broken JSON': await browser.post('/login', '{'),
      'a refused change': await browser.post('/expired', { password: '1' }),
      'a sign-out': await browser.post('/logout'),
    };

    for (const [what, { headers, text }] of Object.entries(replies)) {
      expect(headers.get('Cache-Control'), what).toMatch(/no-store/);
      expect(headers.get('X-Content-Type-Options'), what).toBe('nosniff');
      expect(headers.get('X-Powered-By'), what).toBeNull();
      expect(headers.get('Server'), what).toBeNull();
      expect(headers.get('Referrer-Policy'), what).toBe('no-referrer');
      if (text) expect(headers.get('Content-Type'), what).toBe('application/json; charset=utf-8');
    }
    expect(replies['GET /me'].headers.get('Cache-Control')).toBe('no-cache, no-store');
    expect(replies['GET /me of a visitor'].headers.get('Pragma')).toBe('no-cache');
    expect(replies['GET /me of a visitor'].headers.get('WWW-Authenticate')).toMatch(/^Bearer/);
  });

  test('AUZ-16 nobody reads a hash, a count or a link in what is sent of a user', async () => {
    const routes = (app: Application) => {
      app.get('/mine', (req, res) => void res.json(req.user));
    };
    const { browser, users } = await startUserdb({}, { routes });
    const ben = await users.create();
    const texts = [
      (await browser.signIn(ben, PASSWORD)).text,
      (await browser.get('/me')).text,
      (await browser.get('/mine')).text,
    ];

    for (const text of texts) {
      expect(text).toContain(ben.email);
      expect(text).not.toMatch(/"password"|bcrypt|\$2b|token|failed|epoch|_normal|lastLogin/i);
    }
  });
});
