// Forgotten, changed and expired passwords, in every state.

import { ChangePasswordPage, PasswordExpiredPage, ResetPasswordPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see } from '../play.ts';
import { storiesOf } from '../story.ts';

async function forgot(words: RegExp) {
  await fill(/^E-mail/, 'ada@example.com');
  await press(/^Send the link/);
  await see(words);
}

export const forgotten = storiesOf('forgot', () => <ResetPasswordPage />, {
  idle: {},
  'dead-link': { query: '?status=invalid_sptoken' },
  misshapen: {
    play: async () => {
      await fill(/^E-mail/, 'ada');
      await press(/^Send the link/);
    },
  },
  pending: { answers: { 'POST /forgot': 'never' }, play: () => forgot(/Sending/) },
  offline: { answers: { 'POST /forgot': 'offline' }, play: () => forgot(/offline/) },
  done: { play: () => forgot(/on its way/) },
});

async function choose(button: RegExp, words: RegExp) {
  await fill(/^New password/, 'correct horse 4 battery');
  await press(button);
  await see(words);
}
const change = (words: RegExp) => choose(/^Set new password/, words);
const link = { query: '?sptoken=good' };

export const changed = storiesOf('change', () => <ChangePasswordPage />, {
  idle: link,
  checking: { ...link, answers: { 'GET /change': 'never' }, play: () => see(/Checking your link/) },
  dead: { ...link, answers: { 'GET /change': REFUSED(404, 'Gone') }, play: () => see(/no longer works/) },
  'no-link': { play: () => see(/no longer works/) },
  failed: { ...link, answers: { 'GET /change': REFUSED(500, 'x') }, play: () => see(/could not check/) },
  pending: { ...link, answers: { 'POST /change': 'never' }, play: () => change(/Setting your password/) },
  common: {
    ...link,
    answers: { 'POST /change': REFUSED(400, 'Common', 'PASSWORD_COMMON') },
    play: () => change(/Many people/),
  },
  offline: { ...link, answers: { 'POST /change': 'offline' }, play: () => change(/offline/) },
  done: { ...link, play: () => change(/has been changed/) },
});

const expiredUser = { 'GET /me': { body: { account: { ...ADA, password_expired: true } } } };

export const expired = storiesOf('expired', () => <PasswordExpiredPage />, {
  idle: { answers: expiredUser },
  checking: { answers: { 'GET /me': 'never' }, play: () => see(/Loading/) },
  pending: { answers: { ...expiredUser, 'POST /expired': 'never' }, play: () => change(/Setting your password/) },
  reused: {
    answers: { ...expiredUser, 'POST /expired': REFUSED(400, 'Reused', 'PASSWORD_REUSED') },
    play: () => change(/used this password before/),
  },
});
