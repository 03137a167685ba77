// Sign in, in every state.

import { LoginPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import type { StoryAnswer } from '../fakeServer.ts';
import { fill, press, see } from '../play.ts';
import { storiesOf } from '../story.ts';

async function signIn(words?: RegExp) {
  await fill(/user name/, 'ada@example.com');
  await fill(/^Password/, 'not the right one');
  await press(/^Sign in/);
  if (words) await see(words);
}

const refused = (answer: StoryAnswer, words: RegExp) => ({
  answers: { 'POST /login': answer },
  play: () => signIn(words),
});

export const login = storiesOf('login', () => <LoginPage />, {
  idle: {},
  empty: { play: () => press(/^Sign in/) },
  pending: { answers: { 'POST /login': 'never' }, play: () => signIn(/Signing in/) },
  wrong: refused(REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED'), /not right/),
  unverified: refused(REFUSED(400, 'Not verified', 'LOGIN_UNVERIFIED'), /Verify your/),
  locked: refused(
    { ...REFUSED(400, 'Locked', 'LOGIN_LOCKED'), headers: { 'Userdb-Error': 'LOGIN_LOCKED', 'Retry-After': '900' } },
    /locked/,
  ),
  disabled: refused(REFUSED(400, 'Disabled', 'LOGIN_DISABLED'), /switched off/),
  waiting: refused(
    { ...REFUSED(429, 'Too many requests'), headers: { 'Userdb-Error': 'TOO_MANY_REQUESTS', 'Retry-After': '42' } },
    /try again in/,
  ),
  offline: refused('offline', /offline/),
  broken: refused(
    { status: 500, text: '<h1>oops</h1>', headers: { 'X-Request-Id': 'req-7f3a' } },
    /Something went wrong/,
  ),
  verified: { query: '?status=verified' },
  'registration-off': { answers: { 'GET /register': REFUSED(404, 'Not found') } },
  switch: { query: '?switch', answers: { 'GET /me': { body: { account: ADA } } }, play: () => see(/signed in as/) },
});
