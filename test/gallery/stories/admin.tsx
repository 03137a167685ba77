// The pages of administrators, in every state.

import { AdminPage } from '../../../client/admin/index.ts';
import { adminServer, crowd, NOBODY_SPECIAL, PEOPLE, SUPER_ADMIN } from '../../client/adminFixtures.ts';
import { REFUSED } from '../../client/fixtures.ts';
import { auditEvent, BY_ROSA, tenantReplies, trailOf } from '../../client/tenantFixtures.ts';
import type { StoryAnswers } from '../fakeServer.ts';
import { press, see, until } from '../play.ts';
import { storiesOf } from '../story.ts';

const TRAIL = trailOf([
  auditEvent('e1', 'login.succeeded'),
  auditEvent('e2', 'password.changed', { ...BY_ROSA, at: '2026-01-05T11:48:00.000Z' }),
  auditEvent('e3', 'login.failed', { outcome: 'refused', at: '2026-01-04T09:30:00.000Z' }),
]);

const server = (people = PEOPLE, own: StoryAnswers = {}): StoryAnswers => ({
  ...adminServer(people, SUPER_ADMIN).replies,
  ...tenantReplies(),
  ...TRAIL,
  ...own,
});

const row = (name: string) => `[data-udb-part="${name}-table"] tbody tr`;
const seeRows = async (name = 'users') => void (await until(row(name)));

const at = (tab: string) => ({ path: `/admin/${tab}` });

async function menu(item: string, index = 2) {
  await until(`${row('users')}:nth-child(${index})`);
  const button = await until(`${row('users')}:nth-child(${index}) [data-udb-part="users-menu-button"]`);
  button.click();
  await press(`users-menu-${item}`);
}

export const admin = storiesOf('admin', () => <AdminPage />, {
  users: { ...at('users'), answers: server(), play: () => seeRows() },
  'users-own-account': {
    ...at('users'),
    answers: { ...adminServer(PEOPLE).replies, ...tenantReplies() },
    play: () => seeRows(),
  },
  'users-many': { ...at('users'), answers: server(crowd(1204)), query: '?page=3', play: () => seeRows() },
  'users-loading': {
    ...at('users'),
    answers: server(PEOPLE, { 'POST /users/list': 'never' }),
    play: async () => void (await until('[data-udb-part="users-status"]:not(:empty)')),
  },
  'users-empty': { ...at('users'), answers: server([]), play: async () => void (await see('users-empty')) },
  'users-no-hit': {
    ...at('users'),
    answers: server(),
    query: '?q=smiht',
    play: async () => void (await see('users-empty')),
  },
  'users-failed': {
    ...at('users'),
    answers: server(PEOPLE, { 'POST /users/list': REFUSED(503, 'Busy.', 'BUSY') }),
    play: async () => void (await until('[data-udb-part="users-alert"][data-state=error]')),
  },
  'users-selected': {
    ...at('users'),
    answers: server(),
    play: async () => {
      await seeRows();
      document.querySelector<HTMLInputElement>('[data-udb-part="users-table"] thead input')?.click();
      await see('users-toolbar');
    },
  },
  'user-menu': {
    ...at('users'),
    answers: server(),
    play: async () => {
      const button = await until(`${row('users')}:nth-child(2) [data-udb-part="users-menu-button"]`);
      button.click();
      await see('users-menu-edit');
    },
  },
  'user-edit': {
    ...at('users'),
    answers: server(),
    play: async () => {
      await menu('edit');
      await see('user-submit');
    },
  },
  'user-new': {
    ...at('users'),
    answers: server(),
    play: async () => {
      await seeRows();
      await press('users-add');
      await see('user-submit');
    },
  },
  'user-new-wrong': {
    ...at('users'),
    answers: server(),
    play: async () => {
      await seeRows();
      await press('users-add');
      await press('user-submit');
      await until('[data-udb-part="user-alert"][data-state=error]');
    },
  },
  'user-delete': {
    ...at('users'),
    answers: server(),
    play: async () => {
      await menu('remove');
      await see('remove-dialog');
    },
  },
  roles: { ...at('roles'), answers: server(), play: () => seeRows('roles') },
  accounts: { ...at('accounts'), answers: server(), play: () => seeRows('accounts') },
  trail: { ...at('events'), answers: server(), play: () => seeRows('audit') },
  denied: { ...at('users'), answers: { 'GET /me': NOBODY_SPECIAL } },
});
