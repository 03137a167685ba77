// Sign in, in every state.

import { LoginPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import type { StoryAnswer } from '../fakeServer.ts';
import { fill, press, see, seeAlert, seePending } from '../play.ts';
import { storiesOf } from '../story.ts';

async function signIn() {
  await fill('login-input-login', 'ada@example.com');
  await fill('login-input-password', 'not the right one');
  await press('login-submit');
}

const refused = (answer: StoryAnswer) => ({
  answers: { 'POST /login': answer },
  play: async () => {
    await signIn();
    await seeAlert('login');
  },
});

const after = (seconds: number, code: string, status: number) => ({
  ...REFUSED(status, 'Refused.'),
  headers: { 'Userdb-Error': code, 'Retry-After': String(seconds) },
});

export const login = storiesOf('login', () => <LoginPage />, {
  idle: {},
  empty: {
    play: async () => {
      await press('login-submit');
      await seeAlert('login');
    },
  },
  pending: {
    answers: { 'POST /login': 'never' },
    play: async () => {
      await signIn();
      await seePending('login');
    },
  },
  wrong: refused(REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED')),
  unverified: {
    answers: { 'POST /login': REFUSED(400, 'Not verified.', 'LOGIN_UNVERIFIED') },
    play: async () => {
      await signIn();
      await see('login-resend');
    },
  },
  locked: refused(after(900, 'LOGIN_LOCKED', 400)),
  disabled: refused(REFUSED(400, 'Disabled.', 'LOGIN_DISABLED')),
  waiting: refused(after(42, 'TOO_MANY_REQUESTS', 429)),
  offline: refused('offline'),
  broken: refused({ status: 500, text: '<h1>oops</h1>', headers: { 'X-Request-Id': 'req-7f3a' } }),
  verified: { query: '?status=verified' },
  'registration-off': { answers: { 'GET /register': REFUSED(404, 'Not found') } },
  switch: {
    query: '?switch',
    answers: { 'GET /me': { body: { account: ADA } } },
    play: async () => void (await see('login-notice')),
  },
});
