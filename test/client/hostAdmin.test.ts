// The parts of the administration on a host's own page, under the names of userdb 1 and the new ones.

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { hostApp } from '../react/hostApp.ts';
import { visitor } from '../react/visits.ts';
import { adminServer } from './adminFixtures.ts';
import type { BuiltApp } from './builtApp.ts';
import type { SeenRequest } from './fixtureServer.ts';
import { tenantReplies } from './tenantFixtures.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await hostApp('test/client/host/admin.tsx', { react: 19 });
}, 60_000);
const visit = visitor(() => app);

const heard = (page: Page) => page.evaluate(() => document.body.dataset.heard?.split('\n') ?? []);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const saved = (requests: SeenRequest[]) => requests.find(({ path }) => path.endsWith('/update'))?.body;

const open = (path: string) => visit(path, { ...adminServer().replies, ...tenantReplies() });

test('a host of 1.x refuses what is sent by "next", changes it, and hears what came of it', async () => {
  const { page, server } = await open('/old');
  await page.getByText('Ask the head office first.').waitFor();
  expect(await page.getByLabel('Custom data').count()).toBe(0);
  await page.getByLabel('Last name').fill('Nobody');
  await button(page, 'Save').click();
  await page.getByRole('alert').getByText('Nobody is called that.').waitFor();
  expect(saved(server.requests)).toBeUndefined();

  await page.getByLabel('Last name').fill('Brighter');
  await button(page, 'Save').click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  const sent = saved(server.requests);
  expect(sent).toMatchObject({ id: 'ben', surname: 'BRIGHTER', roles: [{ name: 'doctor' }] });
  expect(sent).not.toHaveProperty('customData');
  expect(await heard(page)).toEqual([
    'submit Nobody',
    'submitted Nobody is called that. ',
    'submit Brighter',
    'submitted  BRIGHTER',
  ]);
});

test('a host of 1.x hears "cancel", after the question whether to lose what was typed', async () => {
  const { page } = await open('/old');
  await button(page, 'Cancel').click();
  expect(await heard(page)).toEqual(['cancel']);
  await page.getByLabel('Last name').fill('Brighter');
  await button(page, 'Cancel').click();
  await button(page, 'Discard').click();
  await expect.poll(() => heard(page)).toEqual(['cancel', 'cancel']);
});

test('a form that stands alone saves again and again, each time with what it saved before', async () => {
  const { page, server } = await open('/new');
  expect(await button(page, 'Cancel').count()).toBe(0);
  for (const times of [1, 2]) {
    await page.getByLabel('First name').fill(`Ben ${times}`);
    await button(page, 'Save').click();
    await expect.poll(() => heard(page)).toHaveLength(times);
  }
  expect(server.count('POST /users/update')).toBe(2);
  expect(await heard(page)).toEqual(['saved Changed', 'saved Changed']);
});

test('an administrator of one account is not asked for the account of a new role', async () => {
  const { page, server } = await open('/role');
  await page.getByLabel('Name', { exact: true }).fill('pilot');
  expect(await page.getByLabel('Account').count()).toBe(0);
  await button(page, 'Save').click();
  await expect.poll(() => heard(page)).toEqual(['saved pilot']);
  expect(saved(server.requests)).toEqual({ name: 'pilot', description: null, customData: {} });
});

test('a table opens the forms of the host, and shows what came of them', async () => {
  const { page } = await open('/table');
  await page.getByText('3 roles found').waitFor();
  await button(page, 'New role').click();
  await page.getByRole('alert').getByText('Not now.').waitFor();
  for (const action of ['Edit', 'Delete', 'Users with this role']) {
    await button(page, 'Actions for doctor').click();
    await page.getByRole('menuitem', { name: action }).click();
    await button(page, 'Actions for doctor').waitFor();
  }
  expect(await heard(page)).toEqual(['add any account', 'modify doctor', 'delete doctor', 'users acme-doctor doctor']);
});

test('a host asks its own questions with our dialog', async () => {
  const { page } = await open('/question');
  for (const answer of ['no', 'yes']) {
    await button(page, 'Empty the bin').click();
    await page.getByRole('alertdialog', { name: 'Empty the bin?' }).getByText('All of it is gone then.').waitFor();
    if (answer === 'yes') await page.getByLabel('I understand').check();
    await button(page, answer === 'yes' ? 'Delete' : 'Keep').click();
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  }
  expect(await heard(page)).toEqual(['done false', 'done true']);
});
