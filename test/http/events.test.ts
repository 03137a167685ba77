// The audit trail: POST /events/list for administrators, GET /me/events for everybody.
import { describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../server/transformers/auditEvent.ts';
import { adminOf, person, superAdmin } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

interface Trail {
  total: number;
  events: AuditEvent[];
  types: string[];
}

function expectEvents(reply: Reply): Trail {
  expect(reply.status, reply.text).toBe(200);
  return reply.json as unknown as Trail;
}

const list = async (browser: Browser, body: object = {}) => expectEvents(await browser.post('/events/list', body));
const own = async (browser: Browser, query = '') => expectEvents(await browser.get(`/me/events${query}`));
const typesIn = ({ events }: Trail) => events.map(({ type }) => type);
const codeOf = (reply: Reply) => [reply.status, reply.headers.get('Userdb-Error')];

/** Two tenants: an administrator and a user in one, a user in the other, and somebody above both. */
async function startTenants() {
  const running = await startUserdb();
  const names = { givenName: 'Ada', surname: 'Zeal' };
  const admin = await person(running, { ...names, email: 'ada@example.com', account: 'acme', roles: ['admin'] });
  const ben = await person(running, { email: 'ben@example.com', account: 'acme' });
  const gus = await person(running, { email: 'gus@example.com', account: 'globex' });
  const rosa = { givenName: 'Rosa', surname: 'Root', email: 'rosa@example.com' };
  const root = await person(running, { ...rosa, account: 'headquarters', roles: ['super-admin'] });
  running.clock.pass(60);
  return { running, admin, ben, gus, root };
}

describe('POST /events/list', () => {
  test('says what happened to whom, who did it and from where, newest first', async () => {
    const { running, admin, ben } = await startTenants();
    await admin.browser.post(
      '/users/change_account_status',
      { userId: ben.user.id, newStatus: 'LOCKED' },
      { headers: { 'User-Agent': 'Laptop/1' } },
    );

    const { total, events, types } = await list(admin.browser);

    expect(total).toBe(events.length);
    expect(events[0]).toStrictEqual({
      id: expect.stringMatching(/^[\w-]{14}$/),
      type: 'user.status-set',
      at: running.clock.now().toISOString(),
      outcome: 'ok',
      user: { id: ben.user.id, fullName: 'Ben Bright', email: 'ben@example.com' },
      by: { id: admin.user.id, fullName: 'Ada Zeal', email: 'ada@example.com' },
      address: expect.stringContaining('127.0.0.1'),
      agent: 'Laptop/1',
      details: { status: 'LOCKED' },
    });
    expect(events.slice(1)).toMatchObject([
      { type: 'login.succeeded', user: { email: 'ben@example.com' }, by: null, details: { by: 'password' } },
      { type: 'login.succeeded', user: { email: 'ada@example.com' } },
    ]);
    expect(types).toEqual(
      expect.arrayContaining(['login.succeeded', 'login.failed', 'user.status-set', 'role.removed']),
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  });

  test('calls refused what did not come to pass', async () => {
    const { admin, running } = await startTenants();
    await running.newBrowser().signIn({ email: 'ben@example.com' }, 'wrong');
    const { events } = await list(admin.browser, { type: 'login.failed' });
    expect(events).toMatchObject([{ outcome: 'refused', details: { reason: 'wrong password' } }]);
  });

  test('an admin sees the own account, a super-admin all, or one', async () => {
    const { admin, root, gus, ben, running } = await startTenants();
    await running.newBrowser().signIn({ email: 'nobody@example.com' }, 'wrong');
    const usersIn = async (browser: Browser, body: object = {}) =>
      new Set((await list(browser, body)).events.map(({ user }) => user?.email));

    expect(await usersIn(admin.browser)).toEqual(new Set(['ada@example.com', 'ben@example.com']));
    expect((await usersIn(admin.browser, { accountId: ben.user.account.id })).size).toBe(2);
    expectError(await admin.browser.post('/events/list', { accountId: gus.user.account.id }), 403);
    expect((await list(admin.browser, { userId: gus.user.id })).total).toBe(0);
    expect((await list(admin.browser, { searchString: '%gus%' })).total).toBe(0);

    expect(await usersIn(root.browser)).toEqual(
      new Set([undefined, ...['ada', 'ben', 'gus', 'rosa'].map((name) => `${name}@example.com`)]),
    );
    expect(await usersIn(root.browser, { accountId: gus.user.account.id })).toEqual(new Set(['gus@example.com']));
    expectError(await ben.browser.post('/events/list', {}), 403);
    expectError(await running.newBrowser().post('/events/list', {}), 401);
  });

  test('narrows by user, type, time and text, and goes through pages either way', async () => {
    const { admin, ben, running } = await startTenants();
    const noon = running.clock.now();
    for (const surname of ['Bold', 'Brave', 'Blue']) {
      await admin.browser.post('/users/update', { id: ben.user.id, surname });
      running.clock.pass(60);
    }
    const changed = { type: 'user.changed' };
    const minutes = (count: number) => new Date(noon.getTime() + count * 60_000).toISOString();

    expect((await list(admin.browser, { userId: admin.user.id })).total).toBe(1);
    expect((await list(admin.browser, changed)).total).toBe(3);
    expect((await list(admin.browser, { ...changed, from: minutes(1) })).total).toBe(2);
    expect((await list(admin.browser, { ...changed, to: minutes(1) })).total).toBe(1);
    expect((await list(admin.browser, { ...changed, from: minutes(1), to: minutes(2) })).total).toBe(1);
    expect((await list(admin.browser, { from: '2000-01-01', to: '2000-01-02' })).total).toBe(0);
    expect((await list(admin.browser, { searchString: '%blue%' })).total).toBe(4);
    expect((await list(admin.browser, { searchString: 'ada@%', type: 'login.succeeded' })).total).toBe(1);

    const first = await list(admin.browser, { ...changed, limit: 2, orderby: ['at', 'asc'] });
    const rest = await list(admin.browser, { ...changed, limit: 2, offset: 2, orderby: ['at', 'asc'] });
    expect([first.total, rest.total]).toEqual([3, 3]);
    expect([...first.events, ...rest.events].map(({ at }) => at)).toEqual([0, 1, 2].map(minutes));
    const nothing = { accountId: null, userId: '', type: null, from: '', to: null, searchString: '' };
    expect((await list(admin.browser, nothing)).total).toBe(5);
  });

  test('refuses what it cannot read', async () => {
    const { admin } = await startTenants();
    const post = async (body: object) => codeOf(await admin.browser.post('/events/list', body));
    for (const from of ['yesterday', '12', '2026-13-01', '01/02/2026']) {
      expect(await post({ from })).toEqual([400, 'FIELD_NOT_TIME']);
    }
    expect(await post({ from: 12 })).toEqual([400, 'FIELD_NOT_TEXT']);
    expect(await post({ orderby: ['type', 'asc'] })).toEqual([400, 'ORDER_UNKNOWN']);
    expect(await post({ limit: 'all' })).toEqual([400, 'FIELD_NOT_NUMBER']);
  });

  test('what was removed stays with its account; of who is gone the id is left', async () => {
    const { admin, root, gus, ben } = await startTenants();
    await admin.browser.post('/users/remove', { userId: ben.user.id });
    await root.browser.post('/users/remove', { userId: gus.user.id });

    const { events } = await list(admin.browser);
    expect(events.map(({ type, user, details }) => [type, user?.id, details.userId])).toEqual([
      ['user.removed', undefined, ben.user.id],
      ['login.succeeded', undefined, ben.user.id],
      ['login.succeeded', admin.user.id, undefined],
    ]);
    expect(JSON.stringify(events)).not.toContain(gus.user.id);
    expect(typesIn(await list(root.browser, { userId: gus.user.id }))).toEqual(['user.removed', 'login.succeeded']);
  });

  test('a user who moved takes nothing along, and shows nothing of where he is now', async () => {
    const { admin, ben, root, running } = await startTenants();
    const { store } = running.ctx;
    const globex = await store.accounts.findByName('globex');
    await store.users.update(
      ben.user.id,
      { accountId: globex?.id ?? '', fullName: 'Ben Elsewhere' },
      running.clock.now(),
    );
    const there = await adminOf(running, 'globex');
    await root.browser.post('/users/update', { id: ben.user.id, surname: 'There' });

    const before = await list(admin.browser, { userId: ben.user.id });
    expect(before.events).toMatchObject([{ type: 'login.succeeded', user: null }]);
    expect(JSON.stringify(before)).not.toMatch(/Elsewhere|There/);
    expect(typesIn(await list(there.browser, { userId: ben.user.id }))).toEqual(['user.changed']);
  });

  test('of a super-admin of elsewhere an admin sees the name, and neither the address nor the place', async () => {
    const { admin, root, ben, running } = await startTenants();
    await root.browser.post('/users/update', { id: ben.user.id, surname: 'Bold' });
    const nameless = await superAdmin(running);
    await running.ctx.store.users.update(nameless.user.id, { fullName: nameless.user.email }, running.clock.now());
    await nameless.browser.post('/users/sign_out', { userId: ben.user.id });

    const [signedOut, changed] = (await list(admin.browser)).events;

    const hidden = { address: null, agent: null };
    expect(changed).toMatchObject({ by: { id: root.user.id, fullName: 'Rosa Root', email: '' }, ...hidden });
    const { id } = nameless.user;
    expect(signedOut).toMatchObject({ by: { id, fullName: id, email: '' }, ...hidden });
    const [, all] = (await list(root.browser, { userId: ben.user.id })).events;
    expect(all).toMatchObject({ by: { email: 'rosa@example.com' }, address: expect.any(String) });
  });

  test('why a mail could not be sent is for super-admins', async () => {
    const { admin, root, ben, running } = await startTenants();
    const { store } = running.ctx;
    await store.events.add({
      ...{ type: 'mail.failed', at: running.clock.now(), userId: ben.user.id, byId: null, accountId: null },
      ...{ address: null, agent: null, details: { kind: 'forgotPassword', attempt: 1, reason: 'connect 10.0.0.5' } },
    });
    const query = { type: 'mail.failed' };
    expect((await list(root.browser, query)).events[0]?.details).toHaveProperty('reason');
    const [event] = (await list(admin.browser, query)).events;
    expect(event).toMatchObject({ outcome: 'refused', details: { kind: 'forgotPassword', attempt: 1 } });
    expect(event?.details).not.toHaveProperty('reason');
  });

  test('roles and accounts are among what happened, where it happened', async () => {
    const { admin, root, gus, running } = await startTenants();
    await admin.browser.post('/roles/update', { name: 'cook' });
    await root.browser.post('/roles/update', { name: 'spy', account_id: gus.user.account.id });
    await admin.browser.post('/accounts/update', { id: admin.user.account.id, description: 'Ours' });
    expect(typesIn(await list(admin.browser)).slice(0, 2)).toEqual(['account.changed', 'role.created']);
    expect((await list((await adminOf(running, 'globex')).browser, { type: 'role.created' })).total).toBe(1);
  });

  test('holds no password, no token and no session', async () => {
    const { admin, ben, root, running } = await startTenants();
    await ben.browser.post('/forgot', { email: ben.user.email });
    const sptoken = await running.mailbox.tokenTo(ben.user, 'Reset your password');
    await running.newBrowser().post('/change', { sptoken, password: 'a new horse entirely' });
    await admin.browser.post('/users/update', { givenName: 'Gina', surname: 'Low', email: 'gina@example.com' });
    const texts = JSON.stringify(await list(root.browser));
    for (const secret of [
      PASSWORD,
      'a new horse entirely',
      sptoken,
      '$2b$',
      admin.browser.cookies.get('userdb') ?? '-',
    ]) {
      expect(texts).not.toContain(secret);
    }
  });

  test('moves and goes with endpoints.events', async () => {
    const moved = await startUserdb({ endpoints: { events: { uri: '/trail' } } });
    expect((await (await superAdmin(moved)).browser.post('/trail/list', {})).status).toBe(200);
    const off = await startUserdb({ endpoints: { events: { enabled: false } } });
    const { browser } = await superAdmin(off);
    for (const reply of [await browser.post('/events/list', {}), await browser.get('/me/events')]) {
      expect(reply.status).toBe(404);
    }
  });
});

describe('GET /me/events', () => {
  test('says what happened to who is signed in, newest first, a page at a time', async () => {
    const { admin, ben, gus } = await startTenants();
    await admin.browser.post('/users/update', { id: ben.user.id, surname: 'Bold' });
    await admin.browser.post('/users/update', { id: admin.user.id, surname: 'Zest' });

    const trail = await own(ben.browser);
    expect(typesIn(trail)).toEqual(['user.changed', 'login.succeeded']);
    expect(trail).not.toHaveProperty('types');
    expect(trail.events[0]).toMatchObject({
      user: { id: ben.user.id, email: 'ben@example.com' },
      by: { fullName: 'Ada Zest', email: '' },
      // Where the administrator sits is the administrator's.
      address: null,
      agent: null,
    });
    expect(await own(ben.browser, '?offset=1&limit=1')).toMatchObject({
      total: 2,
      events: [{ type: 'login.succeeded' }],
    });
    expect(typesIn(await own(gus.browser))).toEqual(['login.succeeded']);
    const [byOneself] = (await own(admin.browser)).events;
    expect(byOneself).toMatchObject({ by: { email: 'ada@example.com' }, address: expect.any(String) });
  });

  test('is for who is signed in, and takes whole numbers', async () => {
    const { ben, running } = await startTenants();
    expectError(await running.newBrowser().get('/me/events'), 401);
    for (const query of ['?limit=0', '?limit=-1', '?offset=x', '?offset=1e9', '?limit=1.5']) {
      expect(codeOf(await ben.browser.get(`/me/events${query}`)), query).toEqual([400, 'FIELD_NOT_NUMBER']);
    }
    expect((await own(ben.browser, '?limit=&offset=')).total).toBe(1);
  });
});
