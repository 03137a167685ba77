// The object that applications hold: events, several in one process, a start that fails.
import express from 'express';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createUserdb } from '../server/userdb.ts';
import { PASSWORD, startUserdb } from './support/startUserdb.ts';

test('an application hears what happens, until it stops listening', async () => {
  const { userdb, browser, users } = await startUserdb();
  const ben = await users.create();
  const heard = vi.fn();
  userdb.on('login.succeeded', heard);

  await browser.signIn(ben, PASSWORD);
  expect(heard.mock.calls).toEqual([[{ type: 'login.succeeded', userId: ben.id, by: 'password' }]]);
  userdb.off('login.succeeded', heard);
  await browser.signIn(ben, PASSWORD);
  expect(heard).toHaveBeenCalledTimes(1);
});

test('a listener that fails changes nobody’s answer', async () => {
  const { userdb, browser, users, log } = await startUserdb();
  userdb.on('login.succeeded', () => {
    throw new Error('the application slipped');
  });
  expect(await browser.signIn(await users.create(), PASSWORD)).toMatchObject({ status: 200 });
  expect(log).toContainEqual(expect.objectContaining({ level: 'error', message: 'a listener failed' }));
});

test('nothing is announced that was rolled back', async () => {
  const { userdb, ctx, browser } = await startUserdb();
  const heard = vi.fn();
  userdb.on('user.registered', heard);
  vi.spyOn(ctx.mailer, 'post').mockRejectedValueOnce(new Error('the outbox is full'));
  const ann = { givenName: 'Ann', surname: 'Lee', email: 'ann@example.com', password: PASSWORD };

  expect(await browser.post('/register', ann)).toMatchObject({ status: 500 });
  expect(heard).not.toHaveBeenCalled();
  expect(await ctx.store.users.findByLogin(ann.email)).toBeNull();
  expect(await browser.post('/register', ann)).toMatchObject({ status: 200 });
  expect(heard).toHaveBeenCalledTimes(1);
});

test('two userdbs in one process do not meet', async () => {
  const [one, other] = [await startUserdb(), await startUserdb()];
  const ben = await one.users.create();
  expect(await one.browser.signIn(ben, PASSWORD)).toMatchObject({ status: 200 });
  expect(await other.browser.signIn(ben, PASSWORD)).toMatchObject({ status: 400 });

  for (const [name, value] of one.browser.cookies) other.browser.cookies.set(name, value);
  expect(await other.browser.get('/me')).toMatchObject({ status: 401 });
});

test('ready tells why a userdb cannot start', async () => {
  const userdb = createUserdb({ env: { NODE_ENV: 'test' } });
  onTestFinished(() => userdb.close());
  userdb.initialize(express(), {
    session: { store: 'redis://127.0.0.1:1' },
    database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
    logger: { error() {}, info() {}, debug() {} },
  });
  await expect(userdb.ready()).rejects.toThrow(/ECONNREFUSED/);
});

test.each([
  ['production', ['session.store is memory']],
  ['test', []],
])('in %s, what is hardly wanted is a warning at start: %j', async (environment, warnings) => {
  const secrets = { session: { secret: 's'.repeat(32) }, tokenSigningKey: 't'.repeat(32) };
  const kinds = [
    'accountVerification',
    'accountVerificationSuccessful',
    'accountWelcome',
    'forgotPassword',
    'passwordResetSuccessful',
  ];
  const email = Object.fromEntries(kinds.map((kind) => [kind, { enabled: false }]));
  const endpoints = { forgot: { enabled: false }, verify: { enabled: false } };
  const passwordHashing = { cost: 10 };
  const { log } = await startUserdb(
    { ...secrets, passwordHashing, email, endpoints },
    { env: { NODE_ENV: environment } },
  );
  const warned = log.filter(({ level }) => level === 'warn').map(({ message }) => message);
  expect(warned).toEqual(warnings.map((warning) => expect.stringContaining(warning)));
});

test('a script that is done closes it, and a second start is refused', async () => {
  const { userdb } = await startUserdb();
  expect(() => userdb.initialize({}, {})).toThrow('createUserdb() makes another one');
  await Promise.all([userdb.close(), userdb.close()]);
  await userdb.close();
});
