// What mailed links open: verification and invitation, in every state.

import { VerifyEmailPage, WelcomePage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see, seeAlert, seeLoading, seePending } from '../play.ts';
import { storiesOf } from '../story.ts';

const link = { query: '?sptoken=good' };
const dead = REFUSED(404, 'Gone.');

async function resend() {
  await fill('verify-input-email', 'ada@example.com');
  await press('verify-submit');
}

export const verification = storiesOf('verify', () => <VerifyEmailPage />, {
  'no-link': { play: async () => void (await see('verify-submit')) },
  checking: { ...link, answers: { 'GET /verify': 'never' }, play: async () => void (await seeLoading()) },
  done: { ...link, play: async () => void (await see('verify-done')) },
  'signed-in': {
    ...link,
    answers: { 'GET /verify': { body: { account: ADA } } },
    play: async () => void (await see('verify-done')),
  },
  dead: {
    ...link,
    answers: { 'GET /verify': dead, 'POST /welcome': dead },
    play: async () => void (await see('verify-dead')),
  },
  failed: {
    ...link,
    answers: { 'GET /verify': REFUSED(500, 'x') },
    play: async () => void (await see('verify-failed')),
  },
  offline: {
    answers: { 'POST /verify': 'offline' },
    play: async () => {
      await resend();
      await seeAlert('verify');
    },
  },
  sent: {
    play: async () => {
      await resend();
      await see('verify-sent');
    },
  },
});

const invited = { 'POST /welcome': { body: { ...ADA, status: 'PENDING', welcomeToken: 'w' } } };

async function finish() {
  await fill('welcome-input-password', 'correct horse 4 battery');
  await press('welcome-field-terms');
  await press('welcome-submit');
}

export const welcome = storiesOf('welcome', () => <WelcomePage />, {
  idle: { ...link, answers: invited, play: async () => void (await see('welcome-submit')) },
  checking: { ...link, answers: { 'POST /welcome': 'never' }, play: async () => void (await seeLoading()) },
  dead: { ...link, answers: { 'POST /welcome': dead }, play: async () => void (await see('welcome-dead')) },
  failed: {
    ...link,
    answers: { 'POST /welcome': REFUSED(500, 'x') },
    play: async () => void (await see('welcome-failed')),
  },
  empty: {
    ...link,
    answers: invited,
    play: async () => {
      await fill('welcome-input-givenName', '');
      await press('welcome-submit');
      await seeAlert('welcome');
    },
  },
  pending: {
    ...link,
    answers: { ...invited, 'POST /welcomed': 'never' },
    play: async () => {
      await finish();
      await seePending('welcome');
    },
  },
});
