// An address is somebody's only after the link that was mailed to it was opened, whatever races.
import { describe, expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { person } from '../contract/people.ts';
import type { Browser } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { atOnce, databaseFile } from './support.ts';

const OPTIONS: Options = {
  email: { emailChangeVerification: { enabled: true }, emailChanged: { enabled: true } },
};
const TO_PROVE = 'Please verify your new e-mail address';
const TOLD = 'Your e-mail address is being changed';
const NEW_PASSWORD = 'new horse new battery';

const ask = (browser: Browser, email: string) => browser.post('/me', { email });
const tokenTo = (running: RunningUserdb, email: string) => running.mailbox.tokenTo({ email }, TO_PROVE);
const open = (running: RunningUserdb, sptoken: string) => running.newBrowser().get(`/verify?sptoken=${sptoken}`);

describe('TOK-19 changes that race', () => {
  test('TOK-19 many at once for one user: the one link that works moves to the address that it was mailed to', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    const addresses = Array.from({ length: 10 }, (_, index) => `to${index}@example.com`);

    const replies = await Promise.all(addresses.map((email) => ask(browser, email)));
    expect(replies.map(({ status }) => status)).toEqual(addresses.map(() => 200));

    const mails = (await running.mailbox.all()).filter((mail) => mail.subject === TO_PROVE);
    const links = mails.map((mail) => ({ to: mail.to, sptoken: /sptoken=(\S+)/.exec(mail.text)?.[1] ?? '' }));
    const opened = await Promise.all(
      links.map(async (link) => ({ ...link, reply: await open(running, link.sptoken) })),
    );
    const good = opened.filter(({ reply }) => reply.status === 200);
    expect(good).toHaveLength(1);
    expect(await running.ctx.store.users.findById(user.id)).toMatchObject({ email: good[0]?.to });
  });

  test('TOK-19 the newest request voids the older link, which confirms neither address', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await ask(browser, 'mallory@example.com');
    const older = await tokenTo(running, 'mallory@example.com');
    await ask(browser, 'victim@example.com');

    expect((await open(running, older)).status).toBe(404);

    expect(await running.users.find(user.email)).toMatchObject({ id: user.id, email: user.email });
    expect((await open(running, await tokenTo(running, 'victim@example.com'))).status).toBe(200);
    expect(await running.users.find('victim@example.com')).toMatchObject({ id: user.id });
  });

  test('TOK-19 TOK-5 one link opened twenty times at once works once', async () => {
    const running = await startUserdb(OPTIONS);
    const { browser } = await person(running);
    await ask(browser, 'new@example.com');
    const sptoken = await tokenTo(running, 'new@example.com');

    const replies = await atOnce(20, () => open(running, sptoken));

    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 404)).toHaveLength(19);
    const told = (await running.mailbox.all()).filter(({ subject }) => subject === TOLD);
    expect(told).toHaveLength(2);
  });

  test('AVL-1 two users who ask for one address: one gets it, and the other is told', async () => {
    const running = await startUserdb(OPTIONS);
    const people = [await person(running), await person(running)];
    const tokens: string[] = [];
    for (const { browser } of people) {
      await ask(browser, 'shared@example.com');
      await running.mailbox.all();
      const mails = await running.ctx.store.mailbox.latest(50);
      tokens.push(
        ...mails
          .filter(({ to }) => to === 'shared@example.com')
          .map(({ text }) => /sptoken=(\S+)/.exec(text)?.[1] ?? '')
          .filter((token) => !tokens.includes(token)),
      );
    }

    const replies = await Promise.all(tokens.map((token) => open(running, token)));

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const owners = await Promise.all(people.map(({ user }) => running.ctx.store.users.findById(user.id)));
    expect(owners.filter((owner) => owner?.email === 'shared@example.com')).toHaveLength(1);
  });

  test('AVL-1 the address was registered before the link was opened: it stays with who registered', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await ask(browser, 'wanted@example.com');
    const owner = await running.users.create({ email: 'wanted@example.com' });

    expect((await open(running, await tokenTo(running, 'wanted@example.com'))).status).toBe(409);

    expect(await running.users.find('wanted@example.com')).toMatchObject({ id: owner.id });
    expect(await running.users.find(user.email)).toMatchObject({ id: user.id });
  });

  test('AVL-2 a password that was changed elsewhere meanwhile refuses the change that it overtook', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    const replies = await atOnce(4, (index) => browser.post('/me', { password: `${NEW_PASSWORD} ${index}` }));

    const done = replies.map(({ status }, index) => ({ status, index })).filter(({ status }) => status === 200);
    expect(done).toHaveLength(1);
    const signedIn = await running.newBrowser().signIn(user, `${NEW_PASSWORD} ${done[0]?.index}`);
    expect(signedIn.status).toBe(200);
  });
});

describe('TOK-20 an address that is not proved', () => {
  test('TOK-20 signs nobody in and gets no reset link; the old one does until the change', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await ask(browser, 'new@example.com');

    expect((await running.newBrowser().signIn({ email: 'new@example.com' }, PASSWORD)).status).toBe(400);
    await running.newBrowser().post('/forgot', { email: 'new@example.com' });
    expect((await running.newBrowser().signIn(user, PASSWORD)).status).toBe(200);
    const subjects = (await running.mailbox.all()).map(({ to, subject }) => `${to}: ${subject}`);
    expect(subjects.sort()).toEqual([`new@example.com: ${TO_PROVE}`, `${user.email}: ${TOLD}`].sort());
  });

  test('TOK-20 the old address is told at once, and again when it is done, with no token in it', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await ask(browser, 'new@example.com');
    await open(running, await tokenTo(running, 'new@example.com'));

    const told = (await running.mailbox.all()).filter(({ to }) => to === user.email);
    expect(told.map(({ subject }) => subject)).toEqual([TOLD, TOLD]);
    for (const { text, html } of told) expect(text + html).not.toMatch(/sptoken|new@example\.com/);
  });

  test('TOK-20 the link signs nobody in, not even where verification does', async () => {
    const running = await startUserdb({ ...OPTIONS, endpoints: { verify: { autoLogin: true } } });
    const { browser } = await person(running);
    await ask(browser, 'slip@example.com');
    const stranger = running.newBrowser();
    const reply = await stranger.get(`/verify?sptoken=${await tokenTo(running, 'slip@example.com')}`);
    expect(reply).toMatchObject({ status: 200, text: '' });
    expect(stranger.cookies.size).toBe(0);
  });
});

describe('the link of a change', () => {
  test('TOK-4 it resets no password, accepts no invitation and verifies no registration, nor the other way round', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await running.newBrowser().post('/forgot', { email: user.email });
    const reset = await running.mailbox.tokenTo(user, 'Reset your password');
    await ask(browser, 'new@example.com');
    const sptoken = await tokenTo(running, 'new@example.com');

    expect((await running.newBrowser().get(`/change?sptoken=${sptoken}`)).status).toBe(404);
    expect((await running.newBrowser().post('/change', { sptoken, password: NEW_PASSWORD })).status).toBe(404);
    expect((await running.newBrowser().post('/welcome', { sptoken })).status).toBe(404);
    expect((await open(running, reset)).status).toBe(404);
    expect((await open(running, sptoken)).status).toBe(200);
  });

  test('TOK-7 TOK-8 it voids every other link of the user; a new password voids it', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await ask(browser, 'first@example.com');
    const first = await tokenTo(running, 'first@example.com');
    expect((await browser.post('/me', { password: NEW_PASSWORD })).status).toBe(200);
    expect((await open(running, first)).status).toBe(404);

    await running.newBrowser().post('/forgot', { email: user.email });
    const reset = await running.mailbox.tokenTo(user, 'Reset your password');
    await ask(browser, 'second@example.com');
    expect((await open(running, await tokenTo(running, 'second@example.com'))).status).toBe(200);
    expect((await running.newBrowser().get(`/change?sptoken=${reset}`)).status).toBe(404);
  });

  test('TOK-8 a new password and a new address in one request: both, with a link that works', async () => {
    const running = await startUserdb(OPTIONS);
    const { browser } = await person(running);
    const reply = await browser.post('/me', { password: NEW_PASSWORD, email: 'new@example.com' });
    expect(reply.status).toBe(200);
    expect((await open(running, await tokenTo(running, 'new@example.com'))).status).toBe(200);
    expect((await running.newBrowser().signIn({ email: 'new@example.com' }, NEW_PASSWORD)).status).toBe(200);
  });

  test('TOK-3 it dies with accountVerificationTokenExpire', async () => {
    const running = await startUserdb({ ...OPTIONS, accountVerificationTokenExpire: 100 });
    const { browser } = await person(running);
    await ask(browser, 'new@example.com');
    const sptoken = await tokenTo(running, 'new@example.com');
    running.clock.pass(100);
    expect((await open(running, sptoken)).status).toBe(404);
  });

  test.each(['DISABLED', 'LOCKED'] as const)('SES-8 it does nothing for a user who is %s by now', async (status) => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    await ask(browser, 'new@example.com');
    const sptoken = await tokenTo(running, 'new@example.com');
    await running.ctx.store.users.setStatus(user.id, status, running.clock.now());
    expect((await open(running, sptoken)).status).toBe(404);
    expect(await running.ctx.store.users.findById(user.id)).toMatchObject({ email: user.email });
  });

  test('TOK-9 it is not in the database', async () => {
    const database = databaseFile();
    const running = await startUserdb({ ...OPTIONS, ...database.options });
    const { browser } = await person(running);
    await ask(browser, 'new@example.com');
    const sptoken = await tokenTo(running, 'new@example.com');
    database.run('delete from mailbox');
    expect(database.dump()).not.toContain(sptoken);
  });
});

describe('who may ask for it, and how often', () => {
  test.each([
    ['recent', 1000, 400],
    ['recent', 100, 200],
    [true, 0, 400],
    [false, 1000, 200],
  ] as const)(
    'PWD-12 a session left open for %s: requireExistingPassword applies to the address too: %d seconds, %d',
    async (requireExistingPassword, seconds, status) => {
      const running = await startUserdb({ ...OPTIONS, endpoints: { me: { requireExistingPassword } } });
      const { browser } = await person(running);
      running.clock.pass(seconds);
      expect((await ask(browser, 'new@example.com')).status).toBe(status);
      const withPassword = { email: 'new@example.com', existingPassword: PASSWORD };
      expect((await browser.post('/me', withPassword)).status).toBe(200);
    },
  );

  test('TOK-22 twenty-five requests mail no address more often than rateLimits.mail says', async () => {
    const running = await startUserdb({ ...OPTIONS, rateLimits: { enabled: true, mail: { perAddress: 5 } } });
    const { user, browser } = await person(running);
    const statuses: number[] = [];
    for (let i = 0; i < 25; i++) statuses.push((await ask(browser, 'new@example.com')).status);
    expect(statuses).toEqual([...Array(5).fill(200), ...Array(20).fill(429)]);

    const other = await ask(browser, 'other@example.com');
    expect(other.status).toBe(429);
    expect(Number(other.headers.get('Retry-After'))).toBeGreaterThan(0);
    const mails = await running.mailbox.all();
    expect(mails.filter(({ to }) => to === 'new@example.com')).toHaveLength(5);
    expect(mails.filter(({ to }) => to === user.email)).toHaveLength(5);
  });

  test('ENU-11 nobody finds out by asking for many addresses which of them are taken', async () => {
    const running = await startUserdb({ ...OPTIONS, rateLimits: { enabled: true, mail: { perAddress: 5 } } });
    const { browser } = await person(running);
    const taken = [];
    for (let i = 0; i < 8; i++) taken.push((await running.users.create()).email);

    const statuses: number[] = [];
    for (const email of taken) statuses.push((await ask(browser, email)).status);

    expect(statuses).toEqual([...Array(5).fill(409), ...Array(3).fill(429)]);
    expect((await ask(browser, 'free@example.com')).status).toBe(429);
    // What was refused counts against nobody else's mails.
    const other = await person(running);
    expect((await ask(other.browser, 'free@example.com')).status).toBe(200);
  });

  test('SEC-2 whose link changed the address is recorded, and which administrator did', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    const events: unknown[] = [];
    running.userdb.on('email.changed', (event) => events.push(event));
    await ask(browser, 'new@example.com');
    await open(running, await tokenTo(running, 'new@example.com'));
    expect(events).toEqual([{ type: 'email.changed', userId: user.id, by: user.id }]);

    const root = await person(running, { roles: ['super-admin'] });
    await root.browser.post('/users/update', { id: user.id, email: 'newer@example.com' });
    expect(events.slice(1)).toEqual([{ type: 'email.changed', userId: user.id, by: root.user.id }]);
  });

  test('CSR-1 no other site’s page changes a profile', async () => {
    const running = await startUserdb(OPTIONS);
    const { user, browser } = await person(running);
    const profile = JSON.stringify({ givenName: 'Mallory', email: 'mallory@example.com', password: NEW_PASSWORD });
    const foreign: Record<string, string>[] = [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ];
    for (const headers of foreign) {
      for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        expect((await browser.post('/me', profile, { type, headers })).status).toBe(403);
      }
    }
    expect(await running.users.find(user.email)).toMatchObject({ givenName: 'Ben', password: user.password });
    expect(await running.mailbox.all()).toEqual([]);
  });
});
