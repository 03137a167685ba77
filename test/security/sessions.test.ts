// A session belongs to who signed in, and ends when it should. The stores have a suite of promises of their own.
import type { Application, Request } from 'express';
import { describe, expect, test } from 'vitest';
import { authorized } from '../../server/index.ts';
import type { Browser } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { databaseFile } from './support.ts';

const NEW_PASSWORD = 'new horse new battery';
const SIGNED_IN = { status: 200 };
const A_VISITOR = { status: 401, json: { status: 401 } };

/** A browser that shows the cookies that another one had, as a thief would. */
function thiefOf(browser: Browser, newBrowser: () => Browser): Browser {
  const thief = newBrowser();
  for (const [name, value] of browser.cookies) thief.cookies.set(name, value);
  return thief;
}

const cookieOf = (browser: Browser) => browser.cookies.get('userdb') ?? '';
/** The id in a signed cookie: `s:<id>.<signature>`. */
const idOf = (browser: Browser) => /^s:(.+)\.[^.]+$/.exec(decodeURIComponent(cookieOf(browser)))?.[1] ?? '';

describe('a sign-in', () => {
  test('SES-1 somebody who was handed a stranger’s cookie gets a new id, and the stranger gets nothing', async () => {
    const { newBrowser, users } = await startUserdb();
    const [ben, mallory] = [await users.create(), await users.create()];
    const attacker = newBrowser();
    await attacker.signIn(mallory, PASSWORD);

    const victim = thiefOf(attacker, newBrowser);
    await victim.signIn(ben, PASSWORD);

    expect(idOf(victim)).not.toBe(idOf(attacker));
    expect(await victim.get('/me')).toMatchObject({ status: 200, json: { account: { email: ben.email } } });
    expect(await attacker.get('/me')).toMatchObject(A_VISITOR);
  });

  test('SES-1 a visitor whose application keeps a basket gets a new id when signing in', async () => {
    const routes = (app: Application) => {
      app.post('/basket', (req: Request, res) => {
        Object.assign(req.session, { basket: 1 });
        res.json({});
      });
    };
    const { browser, newBrowser, users } = await startUserdb({}, { routes });
    const ben = await users.create();
    await browser.post('/basket');
    const fixed = thiefOf(browser, newBrowser);
    expect(idOf(fixed)).not.toBe('');

    await browser.signIn(ben, PASSWORD);

    expect(idOf(browser)).not.toBe(idOf(fixed));
    expect(await browser.get('/me')).toMatchObject(SIGNED_IN);
    expect(await fixed.get('/me')).toMatchObject(A_VISITOR);
  });

  test('SES-1 an id that somebody made up is not taken on', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create();
    browser.cookies.set('userdb', 'chosen-by-a-stranger');

    await browser.signIn(ben, PASSWORD);

    expect(cookieOf(browser)).toMatch(/^s%3A/);
    expect(cookieOf(browser)).not.toContain('chosen');
  });

  test('SES-2 a second sign-in in the same browser ends the first session', async () => {
    const { browser, newBrowser, users } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const thief = thiefOf(browser, newBrowser);

    await browser.signIn(ben, PASSWORD);

    expect(idOf(browser)).not.toBe(idOf(thief));
    expect(await browser.get('/me')).toMatchObject(SIGNED_IN);
    expect(await thief.get('/me')).toMatchObject(A_VISITOR);
  });

  test('SES-3 somebody who signs in over a living session is whom the credentials say, or nobody new', async () => {
    const { browser, users } = await startUserdb();
    const [ann, ben] = [await users.create(), await users.create()];
    await browser.signIn(ann, PASSWORD);

    expect(await browser.signIn(ben, 'wrong')).toMatchObject({ status: 400 });
    expect(await browser.signIn(ann, 'wrong')).toMatchObject({ status: 400 });
    expect(await browser.signIn({ email: 'nobody' }, PASSWORD)).toMatchObject({ status: 400 });
    expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: { email: ann.email } } });

    expect(await browser.signIn(ben, PASSWORD)).toMatchObject({ json: { account: { email: ben.email } } });
    expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: { email: ben.email } } });
  });

  test('SES-11 somebody’s cookie is out of reach of scripts, of other sites and of other hosts', async () => {
    const { browser, users } = await startUserdb();
    const ben = await users.create();

    const [line = '', ...more] = (await browser.signIn(ben, PASSWORD)).headers.getSetCookie();

    expect(more).toEqual([]);
    const attributes = line.split('; ').slice(1);
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
    expect(line).not.toMatch(/domain/i);
  });

  test('SES-18 ids are long, random and never the same', async () => {
    const { newBrowser, users } = await startUserdb();
    const ben = await users.create();
    const browsers = Array.from({ length: 20 }, newBrowser);
    await Promise.all(browsers.map((browser) => browser.signIn(ben, PASSWORD)));

    const ids = browsers.map(idOf);
    expect(new Set(ids).size).toBe(20);
    for (const id of ids) expect(Buffer.from(id, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
    // No letter stands at one place in all of them, as a counter's or a clock's would.
    for (let place = 0; place < 22; place++) expect(new Set(ids.map((id) => id[place])).size).toBeGreaterThan(1);
  });
});

describe('a visitor', () => {
  test('SES-14 SES-15 gets no cookie, and leaves no row, for reading or for wrong passwords', async () => {
    const database = databaseFile();
    const { newBrowser, users } = await startUserdb({ ...database.options, session: { store: 'database' } });
    const ben = await users.create();
    const browser = newBrowser();

    for (const path of ['/login', '/register', '/me', '/verify', '/change', '/password-policy', '/nowhere']) {
      expect((await browser.get(path)).headers.getSetCookie(), path).toEqual([]);
    }
    expect((await browser.signIn(ben, 'wrong')).headers.getSetCookie()).toEqual([]);
    expect((await browser.post('/forgot', { email: ben.email })).headers.getSetCookie()).toEqual([]);
    expect((await browser.post('/logout')).headers.getSetCookie()).toEqual([]);

    expect(database.rows('select * from sessions')).toEqual([]);
    expect(database.rows('select * from user_sessions')).toEqual([]);
  });

  test('SES-19 gets 401 for every cookie that is forged, cut, huge or unreadable', async () => {
    const { browser, newBrowser, users, url } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const value = cookieOf(browser);
    const id = idOf(browser);
    const visitor = newBrowser();
    const cookies = [
      '',
      '""',
      id,
      `s:${id}`,
      `s%3A${id}.`,
      `s%3A${id}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
      value.slice(0, -1),
      `${value}A`,
      value.toLowerCase(),
      value.replace('s%3A', 'j%3A'),
      's%3A.x',
      's%3A__proto__.x',
      '%',
      '%E0%A4%A',
      '%00',
      'j%3A{"a":1}',
      'ÿþ',
      'x'.repeat(8000),
      '; ; ;=',
    ];

    for (const cookie of cookies) {
      const headers = { Cookie: `userdb=${cookie}` };
      expect(await visitor.get('/me', { headers }), cookie).toMatchObject(A_VISITOR);
      expect((await visitor.get('/login', { headers })).status, cookie).toBe(200);
    }
    const tooLong = await fetch(`${url}/me`, { headers: { Cookie: `userdb=${'x'.repeat(40_000)}` } });
    expect(tooLong.status).toBe(431);
    expect(await browser.get('/me')).toMatchObject(SIGNED_IN);
  });

  test('SES-20 cannot bring an id in the address, a header or a body', async () => {
    const { browser, newBrowser, users } = await startUserdb();
    await browser.signIn(await users.create(), PASSWORD);
    const visitor = newBrowser();
    const value = cookieOf(browser);

    expect(await visitor.get(`/me?userdb=${value}`)).toMatchObject(A_VISITOR);
    expect(await visitor.get(`/me;userdb=${value}`)).toMatchObject({ status: 404 });
    const headers = { userdb: value, 'X-Session-Id': value, Authorization: `Bearer ${idOf(browser)}` };
    expect(await visitor.get('/me', { headers })).toMatchObject(A_VISITOR);
    const sent = { userdb: decodeURIComponent(value), password: NEW_PASSWORD };
    expect(await visitor.post('/expired', sent)).toMatchObject(A_VISITOR);
  });
});

describe('a session ends', () => {
  test.each(['memory', 'database'])(
    'SES-4 with the sign-out: the cookie is worth nothing any more (%s)',
    async (store) => {
      const database = databaseFile();
      const { browser, newBrowser, users } = await startUserdb({ ...database.options, session: { store } });
      await browser.signIn(await users.create(), PASSWORD);
      const thief = thiefOf(browser, newBrowser);
      expect(await thief.get('/me')).toMatchObject(SIGNED_IN);

      await browser.post('/logout');

      expect(browser.cookies.size).toBe(0);
      expect(await thief.get('/me')).toMatchObject(A_VISITOR);
      expect(database.rows('select * from sessions')).toEqual([]);
      expect(database.rows('select * from user_sessions')).toEqual([]);
    },
  );

  test.each(['memory', 'database'])(
    'SES-5 with the sign-out, also when a slow request saves the session later (%s)',
    async (store) => {
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      let arrived = () => {};
      const arrival = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      const routes = (app: Application) => {
        app.get('/slow', async (req: Request, res) => {
          arrived();
          await held;
          Object.assign(req.session, { note: 'saved at the end' });
          res.json({});
        });
      };
      const { browser, newBrowser, users } = await startUserdb({ session: { store } }, { routes });
      await browser.signIn(await users.create(), PASSWORD);
      const thief = thiefOf(browser, newBrowser);
      const slow = thief.get('/slow');
      await arrival;

      await browser.post('/logout');
      letGo();
      expect(await slow).toMatchObject({ status: 200 });

      expect(await thief.get('/me')).toMatchObject(A_VISITOR);
    },
  );

  test('SES-6 everywhere, when the password is reset by mail', async () => {
    const { newBrowser, users, mailbox } = await startUserdb();
    const ben = await users.create();
    const [phone, laptop, elsewhere] = [newBrowser(), newBrowser(), newBrowser()];
    await phone.signIn(ben, PASSWORD);
    await laptop.signIn(ben, PASSWORD);
    const other = newBrowser();
    await other.signIn(await users.create(), PASSWORD);

    await elsewhere.post('/forgot', { email: ben.email });
    const sptoken = await mailbox.tokenTo(ben, 'Reset your password');
    await elsewhere.post('/change', { sptoken, password: NEW_PASSWORD });

    expect(await phone.get('/me')).toMatchObject(A_VISITOR);
    expect(await laptop.get('/me')).toMatchObject(A_VISITOR);
    expect(await other.get('/me')).toMatchObject(SIGNED_IN);
  });

  test('SES-7 everywhere, when the password is changed, here too', async () => {
    const { newBrowser, users } = await startUserdb();
    const ben = await users.create();
    const [phone, laptop] = [newBrowser(), newBrowser()];
    await phone.signIn(ben, PASSWORD);
    await laptop.signIn(ben, PASSWORD);
    const thief = thiefOf(laptop, newBrowser);

    await laptop.post('/expired', { password: NEW_PASSWORD, existingPassword: PASSWORD });

    for (const browser of [phone, laptop, thief]) expect(await browser.get('/me')).toMatchObject(A_VISITOR);
    expect(await laptop.signIn(ben, NEW_PASSWORD)).toMatchObject(SIGNED_IN);
  });

  test.each(['DISABLED', 'LOCKED', 'PENDING'] as const)(
    'SES-8 SES-9 when an administrator sets %s, and does not revive when that is undone',
    async (status) => {
      const { ctx, browser, users } = await startUserdb();
      const ben = await users.create();
      await browser.signIn(ben, PASSWORD);
      const cookie = cookieOf(browser);

      await ctx.store.users.setStatus(ben.id, status, ctx.clock());
      expect(await browser.get('/me')).toMatchObject(A_VISITOR);
      expect(await browser.post('/expired', { password: NEW_PASSWORD })).toMatchObject(A_VISITOR);

      await ctx.store.users.setStatus(ben.id, 'ENABLED', ctx.clock());
      browser.cookies.set('userdb', cookie);
      expect(await browser.get('/me')).toMatchObject(A_VISITOR);
      expect(await browser.signIn(ben, PASSWORD)).toMatchObject(SIGNED_IN);
    },
  );

  test('SES-8 when the user is removed, or the user’s whole account disabled', async () => {
    const database = databaseFile();
    const { newBrowser, users } = await startUserdb(database.options);
    const [ann, ben] = [await users.create(), await users.create({ account: 'globex' })];
    const [removed, ofGlobex] = [newBrowser(), newBrowser()];
    await removed.signIn(ann, PASSWORD);
    await ofGlobex.signIn(ben, PASSWORD);

    database.run('delete from users where id = ?', ann.id);
    database.run("update accounts set status = 'DISABLED' where name = 'globex'");

    expect(await removed.get('/me')).toMatchObject(A_VISITOR);
    expect(await ofGlobex.get('/me')).toMatchObject(A_VISITOR);
    expect(await ofGlobex.signIn(ben, PASSWORD)).toMatchObject({ status: 400 });
  });

  test('SES-10 as far as a role goes, with the next request after it was taken away', async () => {
    const routes = (app: Application) => {
      app.get('/ward', authorized(['doctor']), (_req, res) => void res.json({}));
    };
    const database = databaseFile();
    const { browser, users } = await startUserdb(database.options, { routes });
    const ben = await users.create({ roles: ['doctor', 'golfer'] });
    await browser.signIn(ben, PASSWORD);
    expect(await browser.get('/ward')).toMatchObject({ status: 200 });

    database.run("update roles set status = 'DISABLED' where name = 'doctor'");
    expect(await browser.get('/ward')).toMatchObject({ status: 403, json: { status: 403 } });

    database.run("update roles set status = 'ENABLED' where name = 'doctor'");
    database.run('delete from users_roles where user_id = ?', ben.id);
    expect(await browser.get('/ward')).toMatchObject({ status: 403 });
  });

  test.each(['memory', 'database'])(
    'SES-16 on the server after a time without a request, whatever the browser keeps (%s)',
    async (store) => {
      const { browser, newBrowser, users, clock } = await startUserdb({
        sessionsExpireInSeconds: 600,
        session: { store },
      });
      const ben = await users.create();
      await browser.signIn(ben, PASSWORD);
      const idle = thiefOf(browser, newBrowser);

      clock.pass(599);
      expect(await browser.get('/me')).toMatchObject(SIGNED_IN);
      clock.pass(599);
      expect(await browser.get('/me')).toMatchObject(SIGNED_IN);

      clock.pass(601);
      expect(await idle.get('/me')).toMatchObject(A_VISITOR);
    },
  );

  test('SES-17 after its whole life, however much it is used', async () => {
    const { browser, users, clock } = await startUserdb({ session: { absoluteTimeout: 3600 } });
    await browser.signIn(await users.create(), PASSWORD);

    for (let minutes = 10; minutes < 60; minutes += 10) {
      clock.pass(600);
      expect(await browser.get('/me'), `${minutes} minutes`).toMatchObject(SIGNED_IN);
    }
    clock.pass(600);
    expect(await browser.get('/me')).toMatchObject(A_VISITOR);
  });
});

describe('secrets', () => {
  test('SES-21 a thief of the database finds no id that opens a session', async () => {
    const database = databaseFile();
    const { browser, newBrowser, users } = await startUserdb({ ...database.options, session: { store: 'database' } });
    await browser.signIn(await users.create(), PASSWORD);

    const stolen = database.dump();
    expect(stolen).not.toContain(idOf(browser));
    expect(stolen).not.toContain(cookieOf(browser));
    const signature = cookieOf(browser).split('.')[1];
    for (const { id_hash: hash } of database.rows('select id_hash from sessions')) {
      const thief = newBrowser();
      thief.cookies.set('userdb', `s%3A${hash}.${signature}`);
      expect(await thief.get('/me')).toMatchObject(A_VISITOR);
    }
  });

  test('SES-23 somebody stays signed in while an operator changes the secret, until the old one is dropped', async () => {
    const [old, fresh] = ['an old secret of the operator', 'a fresh secret of the operator'];
    const database = databaseFile();
    const start = (secret: string[]) => startUserdb({ ...database.options, session: { store: 'database', secret } });

    const first = await start([old]);
    const ben = await first.users.create();
    await first.browser.signIn(ben, PASSWORD);
    await first.close();

    const second = await start([fresh, old]);
    const before = thiefOf(first.browser, second.newBrowser);
    expect(await before.get('/me')).toMatchObject(SIGNED_IN);
    await second.browser.signIn(ben, PASSWORD);
    await second.close();

    const third = await start([fresh]);
    expect(await thiefOf(second.browser, third.newBrowser).get('/me')).toMatchObject(SIGNED_IN);
    expect(await thiefOf(first.browser, third.newBrowser).get('/me')).toMatchObject(A_VISITOR);
  });
});
