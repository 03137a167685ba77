// GET /me/sessions and POST /me/sessions/end. That ending bites wherever sessions are kept is in test/sessions.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { minute } from '../../server/time.ts';
import { person } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

interface Session {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  address: string | null;
  userAgent: string | null;
}

async function sessionsOf(browser: Browser, headers: Record<string, string> = {}): Promise<Session[]> {
  const reply = await browser.get('/me/sessions', { headers });
  expect(reply.status, reply.text).toBe(200);
  return reply.json?.sessions as Session[];
}

const end = (browser: Browser, body: object, headers: Record<string, string> = {}): Promise<Reply> =>
  browser.post('/me/sessions/end', body, { headers });

const codeOf = (reply: Reply) => [reply.status, reply.headers.get('Userdb-Error')];
const isIn = async (browser: Browser) => (await browser.get('/me')).status === 200;

const TOKENS = { endpoints: { oauth: { enabled: true } } };

async function tokenOf(browser: Browser, user: { email: string }): Promise<Record<string, string>> {
  const form = { grant_type: 'password', username: user.email, password: PASSWORD };
  const { json } = await browser.form('/oauth/token', form);
  return { Authorization: `Bearer ${json?.access_token}` };
}

describe('GET /me/sessions', () => {
  test('lists where the user is signed in, the latest seen first, and says which one asks', async () => {
    const { users, newBrowser, clock } = await startUserdb();
    const ben = await users.create();
    const [laptop, phone] = [newBrowser(), newBrowser()];
    const began = clock.now().toISOString();
    await laptop.post('/login', { login: ben.email, password: PASSWORD }, { headers: { 'User-Agent': 'Laptop/1' } });
    clock.pass(minute);
    await phone.post('/login', { login: ben.email, password: PASSWORD }, { headers: { 'User-Agent': 'Phone/2' } });
    clock.pass(2 * minute);
    await laptop.get('/me');

    const sessions = await sessionsOf(laptop);

    const shape = { id: expect.stringMatching(/^[\w-]{16}$/), address: expect.stringContaining('127.0.0.1') };
    const [now, signedIn] = [clock.now(), new Date(clock.now().getTime() - 2 * minute * 1000)];
    expect(sessions).toStrictEqual([
      { ...shape, current: true, createdAt: began, lastSeenAt: now.toISOString(), userAgent: 'Laptop/1' },
      {
        ...shape,
        current: false,
        createdAt: signedIn.toISOString(),
        lastSeenAt: signedIn.toISOString(),
        userAgent: 'Phone/2',
      },
    ]);
    expect((await sessionsOf(phone)).map(({ userAgent, current }) => [userAgent, current])).toEqual([
      ['Phone/2', true],
      ['Laptop/1', false],
    ]);
  });

  test('has nobody else’s, none that was ended, and none of before a new password', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    await person(running);
    const [out, old] = [running.newBrowser(), running.newBrowser()];
    for (const one of [out, old]) await one.signIn(user, PASSWORD);
    await out.post('/logout');
    expect(await sessionsOf(browser)).toHaveLength(2);

    await browser.post('/me', { password: 'another long one' });

    expect(await sessionsOf(browser)).toMatchObject([{ current: true }]);
  });

  test('has none that is over by its longest time', async () => {
    const running = await startUserdb({ session: { absoluteTimeout: 600 } });
    const { user } = await person(running);
    running.clock.pass(599);
    const browser = running.newBrowser();
    await browser.signIn(user, PASSWORD);
    expect(await sessionsOf(browser)).toHaveLength(2);
    running.clock.pass(1);
    expect(await sessionsOf(browser)).toMatchObject([{ current: true }]);
  });

  test('names a session by what opens nothing: neither its id nor the hash that the database has', async () => {
    const running = await startUserdb();
    const { browser } = await person(running);
    const [session] = await sessionsOf(browser);
    const secret = /^s:(.+)\.[^.]+$/.exec(decodeURIComponent(browser.cookies.get('userdb') ?? ''))?.[1] ?? '';
    const hash = createHash('sha256').update(secret).digest('base64url');
    expect(await running.ctx.store.userSessions.find(hash)).not.toBeNull();

    expect(hash).not.toContain(session?.id);
    expect(secret).not.toContain(session?.id);
    for (const value of [`s%3A${session?.id}.x`, String(session?.id)]) {
      expectError(await running.newBrowser().get('/me', { headers: { Cookie: `userdb=${value}` } }), 401);
    }
    // The same every time, so that a page can go by it.
    expect(await sessionsOf(browser)).toMatchObject([{ id: session?.id }]);
  });

  test('is for who is signed in, by a token too', async () => {
    const running = await startUserdb(TOKENS);
    const { user, browser } = await person(running);
    expectError(await running.newBrowser().get('/me/sessions'), 401);
    expectError(await end(running.newBrowser(), { others: true }), 401);

    const program = running.newBrowser();
    const headers = await tokenOf(program, user);
    expect(await sessionsOf(program, headers)).toMatchObject([{ current: false }]);
    // The token that was given with a session stands for that session.
    const own = { Authorization: `Bearer ${browser.cookies.get('access_token')}` };
    expect(await sessionsOf(running.newBrowser(), own)).toMatchObject([{ current: true }]);
  });

  test('moves with endpoints.me.uri, and goes with it', async () => {
    const moved = await startUserdb({ endpoints: { me: { uri: '/who' } } });
    const { browser } = await person(moved);
    expect((await browser.get('/who/sessions')).status).toBe(200);
    const off = await startUserdb({ endpoints: { me: { enabled: false } } });
    expect((await off.browser.get('/me/sessions')).status).toBe(404);
  });
});

describe('POST /me/sessions/end', () => {
  test('ends one, with its tokens, and no other', async () => {
    const running = await startUserdb(TOKENS);
    const { user, browser } = await person(running);
    const phone = running.newBrowser();
    await phone.signIn(user, PASSWORD);
    const program = running.newBrowser();
    const headers = await tokenOf(program, user);
    const other = (await sessionsOf(browser)).find(({ current }) => !current);

    expect(await end(browser, { id: other?.id })).toMatchObject({ status: 200, text: '{}' });

    expect(await isIn(phone)).toBe(false);
    expect(await isIn(browser)).toBe(true);
    expect((await program.get('/me', { headers })).status).toBe(200);
    expect(codeOf(await end(browser, { id: other?.id }))).toEqual([404, 'SESSION_UNKNOWN']);
  });

  test('ends all but the one that asks; tokens that were asked for alone stay', async () => {
    const running = await startUserdb(TOKENS);
    const { user, browser } = await person(running);
    const stranger = await person(running);
    const others = [running.newBrowser(), running.newBrowser()];
    for (const one of others) await one.signIn(user, PASSWORD);
    const program = running.newBrowser();
    const headers = await tokenOf(program, user);

    expect(await end(browser, { others: true })).toMatchObject({ status: 200, text: '{}' });

    expect(await Promise.all(others.map(isIn))).toEqual([false, false]);
    expect(await Promise.all([browser, stranger.browser].map(isIn))).toEqual([true, true]);
    expect((await program.get('/me', { headers })).status).toBe(200);
    // By token nothing is the session that asks.
    expect((await end(program, { others: true }, headers)).status).toBe(200);
    expect(await isIn(browser)).toBe(false);
  });

  test('may end the one that asks', async () => {
    const running = await startUserdb();
    const { browser } = await person(running);
    const [session] = await sessionsOf(browser);
    expect((await end(browser, { id: session?.id })).status).toBe(200);
    expectError(await browser.get('/me'), 401);
  });

  test('knows nobody else’s sessions, and not the ids that the database has', async () => {
    const running = await startUserdb();
    const { browser } = await person(running);
    const stranger = await person(running);
    const [theirs] = await sessionsOf(stranger.browser);
    for (const id of [theirs?.id, 'nothing', 'x'.repeat(5000)]) {
      expect(codeOf(await end(browser, { id }))).toEqual([404, 'SESSION_UNKNOWN']);
    }
    expect(await isIn(stranger.browser)).toBe(true);
  });

  test('refuses what says neither or both, and requests of other sites', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    const phone = running.newBrowser();
    await phone.signIn(user, PASSWORD);
    const other = (await sessionsOf(browser)).find(({ current }) => !current);

    expect(codeOf(await end(browser, {}))).toEqual([400, 'FIELD_REQUIRED']);
    expect(codeOf(await end(browser, { others: false }))).toEqual([400, 'FIELD_REQUIRED']);
    expect(codeOf(await end(browser, { id: other?.id, others: true }))).toEqual([400, 'BODY_MALFORMED']);
    expect(codeOf(await end(browser, { id: [other?.id] }))).toEqual([400, 'FIELD_NOT_TEXT']);
    expect(codeOf(await end(browser, { others: 'true' }))).toEqual([400, 'FIELD_NOT_BOOLEAN']);
    const elsewhere = { Origin: 'https://elsewhere.example' };
    expect(codeOf(await end(browser, { others: true }, elsewhere))).toEqual([403, 'CROSS_SITE']);
    expect((await browser.form('/me/sessions/end', { others: 'true' })).status).toBe(415);
    expect(await isIn(phone)).toBe(true);
  });

  test('is recorded with how many it were, and not when it were none', async () => {
    const running = await startUserdb();
    const { user, browser } = await person(running);
    for (let i = 0; i < 2; i++) await running.newBrowser().signIn(user, PASSWORD);
    const heard: unknown[] = [];
    running.userdb.on('session.ended', (event) => heard.push(event));
    await end(browser, { others: true });
    await end(browser, { others: true });
    expect(heard).toEqual([{ type: 'session.ended', userId: user.id, sessions: 2 }]);
  });
});
