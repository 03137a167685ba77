// The import of users, step by step.

import { AdminPage, ImportUsersModal } from '../../../client/admin/index.ts';
import { adminServer, PEOPLE, SUPER_ADMIN } from '../../client/adminFixtures.ts';
import { REFUSED } from '../../client/fixtures.ts';
import { AGAIN, BAD, GOOD, hanging, imports, resultOf, told } from '../../client/importFixtures.ts';
import { tenantReplies } from '../../client/tenantFixtures.ts';
import type { StoryAnswers } from '../fakeServer.ts';
import { press, see, until } from '../play.ts';
import { storiesOf } from '../story.ts';

const path = '/admin/import';

const server = (own: StoryAnswers = {}): StoryAnswers => ({
  ...adminServer(PEOPLE, SUPER_ADMIN).replies,
  ...tenantReplies(),
  ...own,
});

async function choose(name = 'staff.csv') {
  const input = (await see('import-file')) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File(['First name,Last name,E-mail\n'], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

async function check() {
  await choose();
  await press('import-check');
}

async function preview() {
  await check();
  await see('import-counts');
}

const seeAlert = () => until('[data-udb-part="import-alert"][data-state=error]');

export const imported = storiesOf('import', () => <AdminPage />, {
  idle: { path, answers: server(), play: async () => void (await see('import-check')) },
  chosen: { path, answers: server(), play: () => choose() },
  'no-spreadsheet': {
    path,
    answers: server(),
    play: async () => {
      await choose('staff.pdf');
      await seeAlert();
    },
  },
  busy: {
    path,
    answers: server({ 'POST /users/import': REFUSED(503, 'Busy.', 'IMPORT_RUNNING') }),
    play: async () => {
      await check();
      await seeAlert();
    },
  },
  checking: {
    path,
    answers: server({ 'POST /users/import': hanging({ phase: 'checking', rows: 4000, of: null }) }),
    play: async () => {
      await check();
      await see('import-progress');
    },
  },
  good: { path, answers: server(imports(GOOD)), play: preview },
  wrong: { path, answers: server(imports(BAD)), play: preview },
  'columns-missing': {
    path,
    answers: server(imports({ ...BAD, columns: ['givenName', '', '', '', '', ''] })),
    play: async () => {
      await check();
      await see('import-columns');
    },
  },
  again: { path, answers: server(imports(AGAIN)), play: preview },
  running: {
    path,
    answers: server(imports(GOOD, hanging({ phase: 'writing', rows: 400, of: 1200 }))),
    play: async () => {
      await preview();
      await press('import-start');
      await until('[data-udb-part="import-progress"] progress[value]');
    },
  },
  lost: {
    path,
    answers: server(imports(GOOD, { lines: async function* () {} })),
    play: async () => {
      await preview();
      await press('import-start');
      await seeAlert();
    },
  },
  done: {
    path,
    answers: server(imports(GOOD)),
    play: async () => {
      await preview();
      await press('import-start');
      await see('import-reset');
    },
  },
  dialog: {
    render: () => (
      <>
        <h1>Juniper</h1>
        <ImportUsersModal show onClose={() => {}} accountId="acme" />
      </>
    ),
    answers: server(imports(BAD)),
    play: preview,
  },
  'done-in-part': {
    path,
    answers: server(imports(BAD, told(resultOf(BAD)))),
    play: async () => {
      await preview();
      await press('import-partial');
      await see('import-reset');
    },
  },
});
