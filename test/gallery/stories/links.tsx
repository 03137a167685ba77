// What mailed links open: verification and invitation, in every state.

import { VerifyEmailPage, WelcomePage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see } from '../play.ts';
import { storiesOf } from '../story.ts';

const link = { query: '?sptoken=good' };
const dead = REFUSED(404, 'Gone');

async function resend(words: RegExp) {
  await fill(/^E-mail/, 'ada@example.com');
  await press(/^Send the link/);
  await see(words);
}

export const verification = storiesOf('verify', () => <VerifyEmailPage />, {
  'no-link': {},
  checking: { ...link, answers: { 'GET /verify': 'never' }, play: () => see(/Checking your link/) },
  done: { ...link, play: () => see(/is verified/) },
  'signed-in': { ...link, answers: { 'GET /verify': { body: { account: ADA } } }, play: () => see(/is verified/) },
  dead: { ...link, answers: { 'GET /verify': dead, 'POST /welcome': dead }, play: () => see(/no longer works/) },
  failed: { ...link, answers: { 'GET /verify': REFUSED(500, 'x') }, play: () => see(/could not check/) },
  offline: { answers: { 'POST /verify': 'offline' }, play: () => resend(/offline/) },
  sent: { play: () => resend(/on its way/) },
});

const invited = { 'POST /welcome': { body: { ...ADA, status: 'PENDING', welcomeToken: 'w' } } };

async function finish(words: RegExp) {
  await fill(/password$/i, 'correct horse 4 battery');
  await press(/^Finish/);
  await see(words);
}

export const welcome = storiesOf('welcome', () => <WelcomePage />, {
  idle: { ...link, answers: invited, play: () => see(/Finish and sign in/) },
  checking: { ...link, answers: { 'POST /welcome': 'never' }, play: () => see(/Checking your link/) },
  dead: { ...link, answers: { 'POST /welcome': dead }, play: () => see(/no longer works/) },
  failed: { ...link, answers: { 'POST /welcome': REFUSED(500, 'x') }, play: () => see(/could not check/) },
  empty: {
    ...link,
    answers: invited,
    play: async () => {
      await fill(/^First name/, '');
      await press(/^Finish/);
    },
  },
  pending: { ...link, answers: { ...invited, 'POST /welcomed': 'never' }, play: () => finish(/Setting your/) },
});
