// The same thing twice, or many things at once: what was acknowledged holds, and nothing happens twice.
import { describe, expect, test } from 'vitest';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';
import { atOnce, databaseFile } from './support.ts';

const FORM = { password: PASSWORD, givenName: 'Ann', surname: 'Lee' };

/** The spellings of one address that a person may send. */
const spelling = (n: number) => {
  const email = 'Ann.Lee@Example.com';
  return [...email].map((c, i) => ((n >> (i % 5)) & 1 ? c.toUpperCase() : c.toLowerCase())).join('');
};
const statusesOf = (replies: readonly { status: number }[]) => replies.map(({ status }) => status).sort();

describe('registering', () => {
  test('AVL-1 of thirty who register one address at once in mixed case, one becomes a user', async () => {
    const database = databaseFile();
    const { newBrowser, mailbox } = await startUserdb({
      ...database.options,
      endpoints: { register: { verify: false, roles: ['member'] } },
    });

    const replies = await atOnce(30, (n) => newBrowser().post('/register', { ...FORM, email: spelling(n) }));

    expect(statusesOf(replies)).toEqual([200, ...Array(29).fill(409)]);
    expect(database.rows('select id from users')).toHaveLength(1);
    expect(database.rows('select id from accounts')).toHaveLength(1);
    expect(database.rows('select id from roles')).toHaveLength(1);
    const winner = replies.find(({ status }) => status === 200)?.json?.account;
    expect((await mailbox.all()).map(({ to }) => to)).toEqual([winner?.email]);
    expect(await newBrowser().signIn({ email: 'ann.lee@example.com' }, PASSWORD)).toMatchObject({ status: 200 });
  });

  test('AVL-1 with verification on, all thirty read the same, and one becomes a user', async () => {
    const database = databaseFile();
    const { newBrowser, mailbox } = await startUserdb(database.options);

    const replies = await atOnce(30, (n) =>
      newBrowser().post('/register', { ...FORM, email: spelling(n), password: `the password of ${n}` }),
    );

    expect(statusesOf(replies)).toEqual(Array(30).fill(200));
    const [{ id } = { id: '' }, ...others] = database.rows('select id from users');
    expect(others).toEqual([]);
    const mails = await mailbox.all();
    const links = mails.filter(({ subject }) => subject === 'Please verify your account');
    expect(links).toHaveLength(1);
    const sptoken = /sptoken=(\S+)/.exec(links[0]?.text ?? '')?.[1];
    expect(await newBrowser().get(`/verify?sptoken=${sptoken}`)).toMatchObject({ status: 200 });
    // The one whose user it is has the password, and nobody else.
    const entered = await atOnce(30, (n) => newBrowser().signIn({ email: spelling(n) }, `the password of ${n}`));
    const winner = replies.findIndex(({ json }) => json?.account?.id === id);
    expect(entered.flatMap(({ status }, n) => (status === 200 ? [n] : []))).toEqual([winner]);
  });

  test('AVL-1 of twenty who register one user name at once, one gets it', async () => {
    const { newBrowser } = await startUserdb({
      endpoints: { register: { verify: false, form: { fields: { username: { enabled: true } } } } },
    });

    const replies = await atOnce(20, (n) =>
      newBrowser().post('/register', { ...FORM, email: `ann${n}@example.com`, username: n % 2 ? 'AnnLee' : 'annlee' }),
    );

    expect(statusesOf(replies)).toEqual([200, ...Array(19).fill(409)]);
  });
});

describe('passwords', () => {
  test('AVL-2 changes at once leave one password, and it is one that was acknowledged', async () => {
    const { newBrowser, users } = await startUserdb({ passwordsCantMatch: 2 });
    const ben = await users.create();
    const browsers = Array.from({ length: 8 }, newBrowser);
    for (const browser of browsers) await browser.signIn(ben, PASSWORD);
    const password = (n: number) => `the new password of ${n}`;

    const replies = await Promise.all(
      browsers.map((browser, n) => browser.post('/expired', { password: password(n), existingPassword: PASSWORD })),
    );

    const entered = await atOnce(8, (n) => newBrowser().signIn(ben, password(n)));
    const good = entered.flatMap(({ status }, n) => (status === 200 ? [n] : []));
    expect(good).toHaveLength(1);
    expect(replies[good[0] ?? -1]).toMatchObject({ status: 200 });
    expect(await newBrowser().signIn(ben, PASSWORD)).toMatchObject({ status: 400 });
    for (const browser of browsers) expect((await browser.get('/me')).status).toBe(401);
  });

  test('AVL-2 a change and a reset at once leave one password, and it is one that was acknowledged', async () => {
    const { browser, newBrowser, users, mailbox } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    await newBrowser().post('/forgot', { email: ben.email });
    const sptoken = await mailbox.tokenTo(ben, 'Reset your password');
    const [changed, reset] = ['the password that was changed', 'the password that was reset'];

    const [byChange, byReset] = await Promise.all([
      browser.post('/expired', { password: changed, existingPassword: PASSWORD }),
      newBrowser().post('/change', { sptoken, password: reset }),
    ]);

    const byName = { [changed]: byChange, [reset]: byReset };
    const good = [];
    for (const [password, reply] of Object.entries(byName)) {
      if ((await newBrowser().signIn(ben, password)).status === 200) good.push(reply.status);
    }
    expect(good).toEqual([200]);
    expect(await newBrowser().signIn(ben, PASSWORD)).toMatchObject({ status: 400 });
  });

  test('AVL-2 sign-ins with the old password while it is being changed leave no living session', async () => {
    const { browser, newBrowser, users } = await startUserdb();
    const ben = await users.create();
    await browser.signIn(ben, PASSWORD);
    const late = Array.from({ length: 16 }, newBrowser);

    await Promise.all([
      ...late.slice(0, 8).map((one) => one.signIn(ben, PASSWORD)),
      browser.post('/expired', { password: 'a whole new password', existingPassword: PASSWORD }),
      ...late.slice(8).map((one) => one.signIn(ben, PASSWORD)),
    ]);

    for (const one of late) expect((await one.get('/me')).status).toBe(401);
    expect(await newBrowser().signIn(ben, 'a whole new password')).toMatchObject({ status: 200 });
  });
});

describe('sessions', () => {
  test.each(['memory', 'database'])(
    'AVL-3 sign-ins while an administrator disables the user leave no living session (%s)',
    async (store) => {
      const { ctx, newBrowser, users } = await startUserdb({ session: { store } });
      const ben = await users.create();
      const browsers = Array.from({ length: 24 }, newBrowser);

      const signIns = browsers.map((browser) => browser.signIn(ben, PASSWORD));
      // In the middle of them: some are in, some are being checked.
      await Promise.race(signIns);
      await ctx.store.users.setStatus(ben.id, 'DISABLED', ctx.clock());
      await Promise.all(signIns);

      for (const browser of browsers) expect((await browser.get('/me')).status).toBe(401);
      await ctx.store.users.setStatus(ben.id, 'ENABLED', ctx.clock());
      for (const browser of browsers) expect((await browser.get('/me')).status).toBe(401);
    },
  );

  test('AVL-3 somebody who signs in twice at once in one browser is signed in', async () => {
    const { browser, users } = await startUserdb({ session: { store: 'database' } });
    const ben = await users.create();

    expect(statusesOf(await atOnce(2, () => browser.signIn(ben, PASSWORD)))).toEqual([200, 200]);
    expect(await browser.get('/me')).toMatchObject({ status: 200 });
    expect(statusesOf(await atOnce(2, () => browser.signIn(ben, PASSWORD)))).toEqual([200, 200]);
    expect(await browser.get('/me')).toMatchObject({ status: 200 });
  });
});

test('AVL-1 AVL-2 somebody who presses every button twice does everything once', async () => {
  const database = databaseFile();
  const { browser, newBrowser, users, mailbox } = await startUserdb({
    ...database.options,
    session: { store: 'database' },
  });
  const twice = (work: () => Promise<{ status: number }>) => atOnce(2, work).then(statusesOf);
  const email = 'ann@example.com';
  const subjects = async () => (await mailbox.all()).map(({ subject }) => subject);

  expect(await twice(() => browser.post('/register', { ...FORM, email }))).toEqual([200, 200]);
  expect(database.rows('select id from users')).toHaveLength(1);
  expect((await subjects()).sort()).toEqual(['Please verify your account', 'You already have an account']);

  const first = await mailbox.tokenTo({ email }, 'Please verify your account');
  expect(await twice(() => browser.get(`/verify?sptoken=${first}`))).toEqual([200, 404]);
  expect((await users.find(email)).status).toBe('ENABLED');
  expect((await subjects()).filter((subject) => /confirmed|successful/.test(subject))).toHaveLength(2);

  expect(await twice(() => browser.post('/forgot', { email }))).toEqual([200, 200]);
  await mailbox.all();
  const sptoken = await mailbox.tokenTo({ email }, 'Reset your password');
  const password = 'a whole new password';
  expect(await twice(() => browser.post('/change', { sptoken, password }))).toEqual([200, 404]);
  expect((await subjects()).filter((subject) => subject === 'Your password has been changed')).toHaveLength(1);

  await browser.signIn({ email }, password);
  const third = 'a third password of mine';
  const changes = await twice(() => browser.post('/expired', { password: third, existingPassword: password }));
  expect(changes).toContain(200);
  expect(await newBrowser().signIn({ email }, third)).toMatchObject({ status: 200 });

  await browser.signIn({ email }, third);
  expect(await twice(() => browser.post('/logout'))).toEqual([200, 200]);
  expect(await browser.get('/me')).toMatchObject({ status: 401 });
});
