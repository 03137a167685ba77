// The own account, in every state.

import { AccountPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see, seeAlert, seeLoading, seePending, until } from '../play.ts';
import { storiesOf } from '../story.ts';

const DEVICES = [
  {
    id: 'd1',
    current: true,
    createdAt: '2026-01-05T08:00:00.000Z',
    lastSeenAt: '2026-01-05T11:58:00.000Z',
    address: '203.0.113.7',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  },
  {
    id: 'd2',
    current: false,
    createdAt: '2026-01-02T08:00:00.000Z',
    lastSeenAt: '2026-01-04T20:15:00.000Z',
    address: '2001:db8::17',
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  },
];

const answers = {
  'GET /me': { body: { account: ADA } },
  'GET /me/sessions': { body: { sessions: DEVICES } },
  'POST /me': { body: { account: ADA } },
  'POST /me/sessions/end': { body: {} },
};

async function setPassword() {
  await fill('password-input-existingPassword', 'old horse battery');
  await fill('password-input-password', 'correct horse 4 battery');
  await press('password-submit');
}

export const account = storiesOf('account', () => <AccountPage />, {
  idle: { answers, play: async () => void (await see('devices-others')) },
  loading: { answers: { ...answers, 'GET /me': 'never' }, play: async () => void (await seeLoading()) },
  saved: {
    answers,
    play: async () => {
      await press('profile-submit');
      await until('[data-udb-part=profile-status]:not(:empty)');
    },
  },
  saving: {
    answers: { ...answers, 'POST /me': 'never' },
    play: async () => {
      await press('profile-submit');
      await seePending('profile');
    },
  },
  'wrong-password': {
    answers: { ...answers, 'POST /me': REFUSED(400, 'Wrong.', 'PASSWORD_WRONG', 'existingPassword') },
    play: async () => {
      await setPassword();
      await seeAlert('password');
    },
  },
  offline: {
    answers: { ...answers, 'POST /me': 'offline' },
    play: async () => {
      await press('profile-submit');
      await seeAlert('profile');
    },
  },
  'no-devices': {
    answers: { ...answers, 'GET /me/sessions': REFUSED(404, 'Not found') },
    play: async () => void (await see('logout')),
  },
});
