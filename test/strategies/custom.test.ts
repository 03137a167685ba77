// The example of docs/strategies.md: a strategy from npm behind `realm`, and userdb 1's way to check a password in one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Strategy as CustomStrategy } from 'passport-custom';
import { expect, test } from 'vitest';
import type { InstallStrategies } from '../../server/strategies/index.ts';
import { ROOT } from '../house/imports.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

/** The `js` block of the page that begins with this line. */
function exampleOf(page: string, first: string): string {
  const blocks = [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```js\n([\s\S]*?)^```/gm)];
  const found = blocks.map(([, code = '']) => code).find((code) => code.startsWith(first));
  if (!found) throw new Error(`${page} has no example that begins with ${first}`);
  return found;
}

/** The function of the page, with what it would have from its imports and from around it. */
function badgeStrategies(of: () => RunningUserdb, badges: Map<string, string>): InstallStrategies {
  const code = exampleOf('docs/strategies.md', "import { Strategy } from 'passport-custom'").replace(
    /^import .*$/gm,
    '',
  );
  const make = new Function('Strategy', 'userdb', 'badgeReader', `${code}\nreturn strategies;`);
  const badgeReader = { ownerOf: async (badge: string) => badges.get(badge) };
  const userdb = { findUserByName: (name: string) => of().userdb.findUserByName(name) };
  return make(CustomStrategy, userdb, badgeReader) as InstallStrategies;
}

const BADGE = { headers: { realm: 'badge' } };

async function withBadges() {
  const badges = new Map<string, string>();
  let started: RunningUserdb | undefined;
  const of = () => {
    if (!started) throw new Error('asked before the start');
    return started;
  };
  started = await startUserdb({ strategies: badgeStrategies(of, badges) });
  return { badges, ...started };
}

test('a person signs in by badge: no login and no password is asked for', async () => {
  const { browser, users, badges } = await withBadges();
  const ben = await users.create();
  badges.set('b-1', ben.email);
  expect(await browser.post('/login', { badge: 'b-1' }, BADGE)).toMatchObject({
    status: 200,
    json: { account: { id: ben.id } },
  });
  expect(await browser.get('/me')).toMatchObject({ status: 200, json: { account: { email: ben.email } } });
});

test.each([{ badge: 'b-2' }, {}, { badge: { $gt: '' } }, { badge: '' }])('%j opens nothing', async (body) => {
  const { browser, users, badges } = await withBadges();
  badges.set('b-1', (await users.create()).email);
  expect(await browser.post('/login', body, BADGE)).toMatchObject({
    status: 400,
    json: { message: 'Invalid username or password.' },
  });
  expect(await browser.get('/me')).toMatchObject({ status: 401 });
});

test.each(['DISABLED', 'LOCKED', 'PENDING'] as const)('a badge lets nobody in who is %s', async (status) => {
  const { browser, users, badges } = await withBadges();
  badges.set('b-1', (await users.create({ status })).email);
  expect(await browser.post('/login', { badge: 'b-1' }, BADGE)).toMatchObject({ status: 400 });
});

test('without the header a login and a password are asked for as ever', async () => {
  const { browser, users } = await withBadges();
  expect(await browser.post('/login', { badge: 'b-1' })).toMatchObject({
    status: 400,
    json: { message: 'Enter your user name or e-mail address and your password.' },
  });
  expect(await browser.signIn(await users.create(), PASSWORD)).toMatchObject({ status: 200 });
});

test('a strategy may find the user itself, and check the password as in userdb 1: guesses count', async () => {
  let found: (name: string) => Promise<{ id: string } | undefined> = async () => undefined;
  const strategies: InstallStrategies = ({ passport }, verifyPassword) => {
    const staff = new CustomStrategy((req, done) => {
      found(req.body.number).then((user) => {
        if (!user) return done(null, false);
        verifyPassword(user, req.body.pin, (error) => done(error, user));
      }, done);
    });
    passport.use('staff', staff);
  };
  const started = await startUserdb({ strategies, disableAccountAfterFailedLoginAttempts: 2 });
  const { browser, users, userdb } = started;
  found = userdb.findUserByName;
  const ben = await users.create({ username: 'staff-7' });
  const signIn = (pin: string) => browser.post('/login', { number: 'staff-7', pin }, { headers: { realm: 'staff' } });

  expect(await signIn(PASSWORD)).toMatchObject({ status: 200, json: { account: { id: ben.id } } });
  const nobody = await browser.post('/login', { number: 'staff-8', pin: 'a guess' }, { headers: { realm: 'staff' } });
  // Nor does the answer tell that the number is somebody's.
  for (const _ of [1, 2]) expect(await signIn('a guess')).toMatchObject({ status: 400, text: nobody.text });
  expect(await users.find(ben.email)).toMatchObject({ status: 'LOCKED' });
  expect(await signIn(PASSWORD)).toMatchObject({ status: 400 });
});

test('verifyPassword returns a promise where no callback is given', async () => {
  let verify: Parameters<InstallStrategies>[1] | undefined;
  const strategies: InstallStrategies = (_, verifyPassword) => {
    verify = verifyPassword;
  };
  const { users } = await startUserdb({ strategies });
  const ben = await users.create();
  await expect(verify?.(ben, PASSWORD)).resolves.toBeUndefined();
  await expect(verify?.(ben, 'a guess')).rejects.toThrow(/^Password does not match$/);
});
