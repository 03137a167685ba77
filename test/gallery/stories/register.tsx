// Registration, in every state.

import { RegistrationPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see, seeAlert, seeLoading, seePending } from '../play.ts';
import { storiesOf } from '../story.ts';

async function register(password = 'correct horse 4 battery') {
  await fill('register-input-givenName', 'Ada');
  await fill('register-input-surname', 'Archer');
  await fill('register-input-email', 'ada@example.com');
  await fill('register-input-password', password);
  await press('register-field-terms');
  await press('register-submit');
}

async function refused(password?: string) {
  await register(password);
  await seeAlert('register');
}

async function done() {
  await register();
  await see('register-done');
}

export const registration = storiesOf('register', () => <RegistrationPage />, {
  idle: { play: async () => void (await see('register-submit')) },
  checking: { answers: { 'GET /register': 'never' }, play: async () => void (await seeLoading()) },
  empty: {
    play: async () => {
      await press('register-submit');
      await seeAlert('register');
    },
  },
  typing: { play: () => fill('register-input-password', 'almost1') },
  pending: {
    answers: { 'POST /register': 'never' },
    play: async () => {
      await register();
      await seePending('register');
    },
  },
  taken: { answers: { 'POST /register': REFUSED(409, 'Taken.', 'EMAIL_TAKEN') }, play: () => refused() },
  weak: { play: () => refused('short') },
  offline: { answers: { 'POST /register': 'offline' }, play: () => refused() },
  mail: { play: done },
  'sign-in-now': {
    answers: {
      'POST /register': { body: { account: ADA } },
      'POST /login': REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED'),
    },
    play: done,
  },
  off: {
    answers: { 'GET /register': REFUSED(404, 'Not found') },
    play: async () => void (await see('register-closed')),
  },
  failed: { answers: { 'GET /register': REFUSED(500, 'x') }, play: async () => void (await see('register-failed')) },
});
