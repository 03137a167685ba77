// Registration, in every state.

import { RegistrationPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see, tick } from '../play.ts';
import { storiesOf } from '../story.ts';

async function register(words: RegExp, password = 'correct horse 4 battery') {
  await fill(/^First name/, 'Ada');
  await fill(/^Last name/, 'Archer');
  await fill(/^E-mail/, 'ada@example.com');
  await fill(/^Password/, password);
  await tick(/I accept/);
  await press(/^Create account/);
  await see(words);
}

export const registration = storiesOf('register', () => <RegistrationPage />, {
  idle: { play: () => see(/Last name/) },
  checking: { answers: { 'GET /register': 'never' }, play: () => see(/Loading/) },
  empty: { play: () => press(/^Create account/) },
  typing: { play: () => fill(/^Password/, 'almost1') },
  pending: { answers: { 'POST /register': 'never' }, play: () => register(/Creating your account/) },
  taken: {
    answers: { 'POST /register': REFUSED(409, 'Taken', 'EMAIL_TAKEN') },
    play: () => register(/already an account/),
  },
  weak: { play: () => register(/must still/, 'short') },
  offline: { answers: { 'POST /register': 'offline' }, play: () => register(/offline/) },
  mail: { play: () => register(/Check your e-mail/) },
  'sign-in-now': {
    answers: {
      'POST /register': { body: { account: ADA } },
      'POST /login': REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED'),
    },
    play: () => register(/is ready/),
  },
  off: { answers: { 'GET /register': REFUSED(404, 'Not found') }, play: () => see(/Nobody can register/) },
  failed: { answers: { 'GET /register': REFUSED(500, 'x') }, play: () => see(/did not load/) },
});
