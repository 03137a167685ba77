// userdb 1's faults in what applications build on: guards, helpers, strategies, bodies, instances.
import express from 'express';
import { Strategy } from 'passport';
import { describe, expect, it } from 'vitest';
import { authenticated, authorized } from '../../server/http/guards.ts';
import { adminOf, person, superAdmin } from '../contract/people.ts';
import {
  ANN,
  AT_ONCE,
  expectAccount,
  expectEmpty,
  expectError,
  NEW_PASSWORD,
  startWithDatabase,
} from '../contract/wire.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

describe('faults of userdb 1: addresses', () => {
  it('fault 40: of people who register one address at once, in any case, one gets it', async () => {
    const running = await startUserdb(AT_ONCE);
    const emails = ['ann@example.com', 'ANN@example.com', 'Ann@Example.com', 'ann@example.com'];
    const replies = await Promise.all(emails.map((email) => running.newBrowser().post('/register', { ...ANN, email })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const { total } = await running.ctx.store.users.search(
      {},
      { offset: 0, limit: 1, orderBy: 'email', descending: false },
    );
    expect(total).toBe(1);
  });

  it('fault 40: after an e-mail change the old address signs nobody in, and is free', async () => {
    const running = await startUserdb(AT_ONCE);
    const { browser } = await superAdmin(running);
    const ben = await running.users.create({ email: 'ben@example.com' });

    expect((await browser.post('/users/update', { id: ben.id, email: 'ben@new.example.com' })).status).toBe(200);

    expectError(await running.browser.signIn(ben, PASSWORD), 400);
    expectAccount(await running.browser.signIn({ email: 'ben@new.example.com' }, PASSWORD));
    expectAccount(await running.newBrowser().post('/register', { ...ANN, email: 'ben@example.com' }));
  });

  it('fault 40: nobody takes the address of another as user name', async () => {
    const username = {
      enabled: true,
      visible: true,
      label: 'User name',
      placeholder: '',
      required: true,
      type: 'text',
    };
    const { browser, users } = await startUserdb({ ...AT_ONCE, ...withField({ username }) });
    const ben = await users.create();
    expectError(await browser.post('/register', { ...ANN, username: ben.email }), 400);
  });
});

const withField = (fields: object) =>
  ({ endpoints: { verify: { enabled: false }, register: { form: { fields } } } }) as const;

describe('faults of userdb 1: one instance', () => {
  it('fault 43: two userdbs in one process know nothing of each other, and neither do their guards', async () => {
    const secret = { session: { secret: 'the same secret in both' } };
    const guarded = () =>
      startUserdb(secret, { routes: (app) => app.get('/report', authenticated, (_req, res) => void res.json({})) });
    const [one, other] = [await guarded(), await guarded()];
    const ben = await one.users.create();
    expectAccount(await one.browser.signIn(ben, PASSWORD));
    expect((await one.browser.get('/report')).status).toBe(200);

    other.browser.cookies.set('userdb', one.browser.cookies.get('userdb') ?? '');
    expectError(await other.browser.get('/report'), 401);
    expectError(await other.browser.get('/me'), 401);
    expectError(await other.newBrowser().signIn(ben, PASSWORD), 400);
  });
});

describe('faults of userdb 1: bodies', () => {
  it("fault 47: what userdb 1's pages call answers with JSON", async () => {
    const running = await startUserdb();
    const { browser } = await adminOf(running, 'acme');
    const [ben, dora] = [await running.users.create(), await running.users.create({ status: 'PENDING' })];
    const { browser: eli } = await person(running);
    const replies = [
      await browser.post('/users/reset_password', { userId: ben.id }),
      await browser.post('/users/resend_invite', { userId: dora.id }),
      await browser.post('/users/remove', { userId: ben.id }),
      await eli.post('/expired', { password: NEW_PASSWORD }),
    ];
    expect(replies.map(({ status, text }) => [status, text])).toEqual(replies.map(() => [200, '{}']));
  });

  it('fault 48: bodies are read without a parser of the application, and with one', async () => {
    const parsers = [() => {}, (app: express.Application) => app.use(express.json(), express.urlencoded())] as const;
    for (const before of parsers) {
      const { browser, users } = await startUserdb({}, { before: (app) => void before(app) });
      const { email } = await users.create();
      expectAccount(await browser.post('/login', { login: email, password: PASSWORD }));
      expectAccount(await browser.form('/login', { login: email, password: PASSWORD }));
      expectEmpty(await browser.post('/logout'));
      expectError(await browser.post('/login'), 400);
    }
  });
});

describe('faults of userdb 1: helpers and strategies', () => {
  it('fault 58: has() and can() do not depend on what is sent of the user', async () => {
    const running = await startUserdb(
      { transformer: ({ id }) => ({ id }) },
      {
        routes: (app) =>
          app.get('/roles', authenticated, ({ user }, res) => void res.json([user?.has('cook'), user?.has('spy')])),
      },
    );
    const ben = await running.users.create({ roles: ['cook'] });
    expect((await running.browser.signIn(ben, PASSWORD)).json).toEqual({ account: { id: ben.id } });
    expect((await running.browser.get('/roles')).json).toEqual([true, false]);
  });

  it('fault 59: a name that is given twice counts once, and a disabled role not at all', async () => {
    const running = await startWithDatabase(
      {},
      { routes: (app) => app.get('/kitchen', authorized(['cook', 'cook'], true), (_req, res) => void res.json({})) },
    );
    const { browser } = await person(running, { roles: ['cook'] });
    expect((await browser.get('/kitchen')).status).toBe(200);
    await running.db('roles').where({ name: 'cook' }).update({ status: 'DISABLED' });
    expectError(await browser.get('/kitchen'), 403);
  });

  it('fault 59: can() and the endpoints know the super-admin by one name', async () => {
    const running = await startUserdb(
      {},
      { routes: (app) => app.get('/kitchen', authorized('cook'), (_req, res) => void res.json({})) },
    );
    for (const [role, status] of [
      ['super-admin', 200],
      ['super_admin', 403],
    ] as const) {
      const { browser } = await person(running, { roles: [role] });
      expect((await browser.get('/kitchen')).status).toBe(status);
      expect((await browser.post('/users/list', {})).status).toBe(status);
    }
  });

  it('fault 61: an unknown realm is 400', async () => {
    const { browser, users } = await startUserdb();
    const { email } = await users.create();
    const login = { login: email, password: PASSWORD };
    expectError(await browser.post('/login', login, { headers: { realm: 'nowhere' } }), 400);
  });

  it('fault 61: a strategy may fail without a word on why', async () => {
    const silent = new Strategy();
    silent.name = 'silent';
    silent.authenticate = function () {
      this.fail();
    };
    const { browser } = await startUserdb({ strategies: ({ passport }) => void passport.use(silent) });
    expectError(await browser.post('/login', { login: 'x', password: 'x' }, { headers: { realm: 'silent' } }), 400);
  });
});
