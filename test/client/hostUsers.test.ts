// The table of users and the pages of administrators on a host's own page: no router, no provider, React 18.

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { hostApp } from '../react/hostApp.ts';
import { visitor } from '../react/visits.ts';
import { adminServer, crowd, PEOPLE } from './adminFixtures.ts';
import type { BuiltApp } from './builtApp.ts';
import { tenantReplies } from './tenantFixtures.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await hostApp('test/client/host/users.tsx', { react: 18 });
}, 60_000);
const visit = visitor(() => app);

const heard = (page: Page) => page.evaluate(() => document.body.dataset.heard?.split('\n') ?? []);
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function choose(page: Page, name: string, action: string) {
  await button(page, `Actions for ${name}`).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

async function open(path: string) {
  const admin = adminServer([...PEOPLE, ...crowd(20)]);
  const screen = await visit(path, { ...tenantReplies(), ...admin.replies });
  await screen.page.getByText('26 users found').waitFor();
  return { ...screen, admin };
}

test('a table of userdb 1 keeps to its account and page size, and asks the host for its forms', async () => {
  const { page, server, admin } = await open('/old');
  await page.getByText('1–10 of 26').waitFor();
  const [list] = server.requests.filter(({ path }) => path === '/users/list');
  expect(list?.body).toMatchObject({ accountId: 'acme', limit: 10 });

  await button(page, 'New user').click();
  await page.getByRole('status').getByText('Nina New was added.').waitFor();
  await choose(page, 'Ben Bright', 'Edit');
  await page.getByRole('status').getByText('Ben Brighter is saved.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);

  // The host says no to the one, and yes to the other: the table removes.
  await choose(page, 'Cleo Cruz', 'Delete');
  await choose(page, 'Dan Dow', 'Delete');
  await page.getByText('25 users found').waitFor();
  expect(admin.users.some(({ id }) => id === 'cleo')).toBe(true);
  expect(admin.users.some(({ id }) => id === 'dan')).toBe(false);
  expect(await heard(page)).toEqual(['add acme', 'modify ben acme', 'delete cleo', 'delete dan']);
});

test('a table that is not what the page is about leaves the address alone', async () => {
  const { page } = await open('/quiet');
  await button(page, 'Next').click();
  await page.getByText('11–20 of 26').waitFor();
  await page.getByRole('searchbox').fill('bright');
  await page.getByText('1 user found').waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('without a router the pages change the address by themselves, and load nothing again', async () => {
  const { page } = await open('/people/users?q=');
  const before = await page.evaluateHandle(() => document);
  await page.getByRole('link', { name: 'Roles' }).click();
  await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/people/roles');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Users' }).waitFor();
  expect(await before.evaluate((document) => document === globalThis.document)).toBe(true);
});

test('a role leads to who has it', async () => {
  const { page } = await open('/people');
  await page.getByRole('link', { name: 'Roles' }).click();
  await button(page, 'Actions for doctor').click();
  await page.getByRole('menuitem', { name: 'Users with this role' }).click();
  await page.getByText('2 users found').waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/people/users?role=doctor');
});
