// Forgotten, changed and expired passwords, in every state.

import { ChangePasswordPage, PasswordExpiredPage, ResetPasswordPage } from '../../../client/index.ts';
import { ADA, REFUSED } from '../../client/fixtures.ts';
import { fill, press, see, seeAlert, seeLoading, seePending } from '../play.ts';
import { storiesOf } from '../story.ts';

async function forgot(address = 'ada@example.com') {
  await fill('forgot-input-email', address);
  await press('forgot-submit');
}

export const forgotten = storiesOf('forgot', () => <ResetPasswordPage />, {
  idle: {},
  'dead-link': { query: '?status=invalid_sptoken' },
  misshapen: {
    play: async () => {
      await forgot('ada');
      await seeAlert('forgot');
    },
  },
  pending: {
    answers: { 'POST /forgot': 'never' },
    play: async () => {
      await forgot();
      await seePending('forgot');
    },
  },
  offline: {
    answers: { 'POST /forgot': 'offline' },
    play: async () => {
      await forgot();
      await seeAlert('forgot');
    },
  },
  done: {
    play: async () => {
      await forgot();
      await see('forgot-done');
    },
  },
});

async function choose(form: 'change' | 'expired') {
  await fill(`${form}-input-password`, 'correct horse 4 battery');
  await press(`${form}-submit`);
}

const pending = (form: 'change' | 'expired') => async () => {
  await choose(form);
  await seePending(form);
};

const refused = (form: 'change' | 'expired') => async () => {
  await choose(form);
  await seeAlert(form);
};

const link = { query: '?sptoken=good' };

export const changed = storiesOf('change', () => <ChangePasswordPage />, {
  idle: { ...link, play: async () => void (await see('change-submit')) },
  checking: { ...link, answers: { 'GET /change': 'never' }, play: async () => void (await seeLoading()) },
  dead: {
    ...link,
    answers: { 'GET /change': REFUSED(404, 'Gone.') },
    play: async () => void (await see('change-dead')),
  },
  'no-link': { play: async () => void (await see('change-dead')) },
  failed: {
    ...link,
    answers: { 'GET /change': REFUSED(500, 'x') },
    play: async () => void (await see('change-failed')),
  },
  pending: { ...link, answers: { 'POST /change': 'never' }, play: pending('change') },
  common: {
    ...link,
    answers: { 'POST /change': REFUSED(400, 'Common.', 'PASSWORD_COMMON') },
    play: refused('change'),
  },
  offline: { ...link, answers: { 'POST /change': 'offline' }, play: refused('change') },
  done: {
    ...link,
    play: async () => {
      await choose('change');
      await see('change-done');
    },
  },
});

const expiredUser = { 'GET /me': { body: { account: { ...ADA, password_expired: true } } } };

export const expired = storiesOf('expired', () => <PasswordExpiredPage />, {
  idle: { answers: expiredUser, play: async () => void (await see('expired-submit')) },
  checking: { answers: { 'GET /me': 'never' }, play: async () => void (await seeLoading()) },
  pending: { answers: { ...expiredUser, 'POST /expired': 'never' }, play: pending('expired') },
  reused: {
    answers: { ...expiredUser, 'POST /expired': REFUSED(400, 'Reused.', 'PASSWORD_REUSED') },
    play: refused('expired'),
  },
});
