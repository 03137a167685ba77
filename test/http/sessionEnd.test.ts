// The header Userdb-Session-Expires-In: when a session ends by itself.
import { expect, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { hour } from '../../server/time.ts';
import type { Reply } from '../support/browser.ts';
import { PASSWORD, startUserdb } from '../support/startUserdb.ts';

const secondsIn = ({ headers }: Reply) => headers.get('Userdb-Session-Expires-In');

async function signedIn(options: Options) {
  const running = await startUserdb(options);
  const user = await running.users.create();
  const reply = await running.browser.signIn(user, PASSWORD);
  return { ...running, user, reply };
}

test('is absent where sessions do not end by themselves', async () => {
  const { reply, browser } = await signedIn({});
  expect([secondsIn(reply), secondsIn(await browser.get('/me'))]).toEqual([null, null]);
});

test.each<[string, Options]>([
  ['sessionsExpireInSeconds', { sessionsExpireInSeconds: 600 }],
  ['session.cookie.maxAge', { sessionsExpireInSeconds: hour, session: { cookie: { maxAge: 600_000 } } }],
])('tells, by %s, how long nothing may be asked; each request begins it anew', async (_key, options) => {
  const { reply, browser, clock } = await signedIn(options);
  expect(secondsIn(reply)).toBe('600');
  clock.pass(300);
  expect(secondsIn(await browser.get('/me'))).toBe('600');
  clock.pass(300);
  expect(secondsIn(await browser.get('/me/sessions'))).toBe('600');
});

test('is told to administrators too, who may be busy without ever asking for /me', async () => {
  const { browser, users, clock } = await signedIn({ sessionsExpireInSeconds: 600 });
  await browser.signIn(await users.create({ roles: ['admin'] }), PASSWORD);
  clock.pass(300);
  expect(secondsIn(await browser.post('/users/list', {}))).toBe('600');
  expect(secondsIn(await browser.post('/me', { givenName: 'Ann' }))).toBe('600');
});

test('counts down where the cookie is not sent again', async () => {
  const { browser, clock } = await signedIn({ sessionsExpireInSeconds: 600, session: { rolling: false } });
  clock.pass(250);
  expect(secondsIn(await browser.get('/me'))).toBe('350');
});

test('is never more than is left of the longest time', async () => {
  const both = { sessionsExpireInSeconds: 600, session: { absoluteTimeout: 900 } };
  const { reply, browser, clock } = await signedIn(both);
  expect(secondsIn(reply)).toBe('600');
  clock.pass(500);
  expect(secondsIn(await browser.get('/me'))).toBe('400');

  const longest = await signedIn({ session: { absoluteTimeout: 900 } });
  expect(secondsIn(longest.reply)).toBe('900');
  longest.clock.pass(899.5);
  expect(secondsIn(await longest.browser.get('/me'))).toBe('0');
  longest.clock.pass(0.5);
  const over = await longest.browser.get('/me');
  expect([over.status, secondsIn(over)]).toEqual([401, null]);
});

test('comes with every answer that begins a session, and with none that does not', async () => {
  const expiry = { sessionsExpireInSeconds: 600, endpoints: { register: { autoLogin: true, verify: false } } };
  const { browser, newBrowser, user } = await signedIn(expiry);
  const ann = { email: 'ann@example.com', givenName: 'Ann', surname: 'Lee', password: PASSWORD };

  expect(secondsIn(await newBrowser().post('/register', ann))).toBe('600');
  expect(secondsIn(await browser.post('/me', { password: 'another long one' }))).toBe('600');
  expect(secondsIn(await newBrowser().signIn(user, 'wrong'))).toBeNull();
  expect(secondsIn(await newBrowser().get('/me'))).toBeNull();
  expect(secondsIn(await browser.post('/logout'))).toBeNull();
});

test('is nothing to who comes with a token, and has no session', async () => {
  const { browser, user, newBrowser } = await signedIn({
    sessionsExpireInSeconds: 600,
    endpoints: { oauth: { enabled: true } },
  });
  const form = { grant_type: 'password', username: user.email, password: PASSWORD };
  const { json } = await newBrowser().form('/oauth/token', form);
  const headers = { Authorization: `Bearer ${json?.access_token}` };
  const reply = await newBrowser().get('/me', { headers });
  expect([reply.status, secondsIn(reply)]).toEqual([200, null]);
  expect(secondsIn(await browser.get('/me'))).toBe('600');
});

test('may be read by pages of the origins that are allowed', async () => {
  const origin = 'https://app.example.com';
  const { browser } = await signedIn({ sessionsExpireInSeconds: 600, cors: { allowedOrigins: [origin] } });
  const reply = await browser.get('/me', { headers: { Origin: origin } });
  expect(reply.headers.get('Access-Control-Expose-Headers')).toContain('Userdb-Session-Expires-In');
});
