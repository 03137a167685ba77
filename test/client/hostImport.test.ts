// The import of users on a host's own page.

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { hostApp } from '../react/hostApp.ts';
import { visitor } from '../react/visits.ts';
import { ADMIN, adminServer } from './adminFixtures.ts';
import type { BuiltApp } from './builtApp.ts';
import type { SeenRequest } from './fixtureServer.ts';
import { BAD, GOOD, hanging, imports, listFile, resultOf, told } from './importFixtures.ts';
import { focused, held } from './screens.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await hostApp('test/client/host/import.tsx', { react: 19 });
}, 60_000);
const visit = visitor(() => app);

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const sent = (requests: SeenRequest[]) =>
  requests.filter(({ path }) => path === '/users/import').map(({ body }) => body);

async function choose(page: Page) {
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Choose a file').click();
  await (await chooser).setFiles(listFile());
}

test('a host opens the dialog for one of its accounts, and hears what was made', async () => {
  const { page, server } = await visit('/modal', { ...adminServer().replies, ...imports(GOOD) });
  await button(page, 'Hire many').click();
  const dialog = page.getByRole('dialog', { name: 'Hire from a list' });
  await dialog.getByRole('heading', { name: 'Step 1 of 3: the file' }).waitFor();
  await expect.poll(() => focused(page).textContent()).toBe('Step 1 of 3: the file');
  // It is said already.
  expect(await dialog.getByLabel('Account').count()).toBe(0);
  await choose(page);
  await button(page, 'Check the file').click();
  await button(page, 'Import').click();
  await dialog.getByRole('heading', { name: '1,180 created, 3 changed, 17 skipped, 0 failed' }).waitFor();
  await page.getByText('Hired: 1180').waitFor();
  expect(sent(server.requests).map((body) => [body?.accountId, body?.dryRun])).toEqual([
    ['zenith', 'true'],
    ['zenith', undefined],
  ]);
  await button(page, 'Close').click();
  await dialog.waitFor({ state: 'detached' });
  expect(await focused(page).textContent()).toBe('Hire many');
});

test('an import goes on behind a closed dialog, and is there again when it opens', async () => {
  const { page, server } = await visit('/modal', {
    ...adminServer().replies,
    ...imports(GOOD, hanging({ phase: 'writing', rows: 400, of: 1200 })),
  });
  await button(page, 'Hire many').click();
  await choose(page);
  await button(page, 'Check the file').click();
  await button(page, 'Import').click();
  const progress = page.getByRole('progressbar', { name: 'Adding the users…' });
  await progress.waitFor();
  await page.keyboard.press('Escape');
  await progress.waitFor({ state: 'detached' });
  await button(page, 'Hire many').click();
  await progress.waitFor();
  expect(await progress.getAttribute('aria-valuetext')).toBe('Adding the users… 400 of 1,200');
  expect(server.count('POST /users/import')).toBe(2);
});

test('a file that was chosen before it was known who is signed in stays chosen', async () => {
  const known = held();
  const { page } = await visit('/modal', {
    ...adminServer().replies,
    'GET /me': { ...ADMIN, after: known.after },
    ...imports(GOOD),
  });
  await button(page, 'Hire many').click();
  await choose(page);
  await page.getByText('staff.csv').waitFor();
  const told = page.waitForResponse((response) => new URL(response.url()).pathname === '/me');
  known.release();
  await (await told).finished();
  await button(page, 'Check the file').click();
  await button(page, 'Import').waitFor();
});

test('a table of users without a page for imports opens the dialog, and shows who has come', async () => {
  const admin = adminServer();
  const { page, server } = await visit('/table', { ...admin.replies, ...imports(GOOD) });
  await page.getByText('6 users found').waitFor();
  await button(page, 'Import a list').click();
  await choose(page);
  await button(page, 'Check the file').click();
  await button(page, 'Import').waitFor();
  const before = server.count('POST /users/list');
  await button(page, 'Import').click();
  await page.getByRole('heading', { name: /^1,180 created/ }).waitFor();
  await expect.poll(() => server.count('POST /users/list')).toBe(before + 1);
});

test('a host with a look of its own has the whole import in a hook', async () => {
  const { page, server } = await visit('/own', { ...adminServer().replies, ...imports(BAD, told(resultOf(BAD))) });
  await page.getByLabel('List').setInputFiles(listFile());
  await button(page, 'Look').click();
  await page.getByText('preview 1203').waitFor();
  await button(page, 'Go').click();
  await page.getByText('done 1203 1180').waitFor();
  expect(sent(server.requests).at(-1)).toMatchObject({ partial: 'true', accountId: 'zenith' });
});
