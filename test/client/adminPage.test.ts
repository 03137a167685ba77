// The pages of administrators: who sees which, the way between them, and that all can read them on any width.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { type AdminServer, adminServer, crowd, NOBODY_SPECIAL, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import { REFUSED } from './fixtures.ts';
import { focused, held, screenOpener } from './screens.ts';

const open = screenOpener();

const tabs = (page: Page) => page.getByRole('navigation', { name: 'Administration' });
const found = (page: Page) => page.getByText(/users? found/).waitFor();

test('who has no admin role reads so, finds the way home, and no name is asked for', async () => {
  const { page, server } = await open('/admin/users', { answers: adminServer(PEOPLE, NOBODY_SPECIAL).replies });
  await page.getByText('You need the admin role to see this.').waitFor();
  await page.getByRole('link', { name: 'Home' }).waitFor();
  await page.waitForLoadState('networkidle');
  const asked = server.requests.map(({ path }) => path).filter((path) => /users|accounts|roles|events/.test(path));
  expect(asked).toEqual([]);
});

test('who is not signed in signs in first', async () => {
  const { page } = await open('/admin/users?q=ben', { answers: { 'GET /me': REFUSED(401, 'Unauthorized') } });
  await page.waitForURL((url) => url.pathname === '/login');
  expect(new URL(page.url()).searchParams.get('next')).toBe('/admin/users?q=ben');
});

test('an administrator sees users and roles of the own account; a super-admin accounts, too', async () => {
  const admin = await open('/admin', { answers: adminServer().replies });
  await found(admin.page);
  expect(await tabs(admin.page).getByRole('link').allTextContents()).not.toContain('Accounts');

  const root = await open('/admin', { answers: adminServer(PEOPLE, SUPER_ADMIN).replies });
  await found(root.page);
  expect((await tabs(root.page).getByRole('link').allTextContents()).slice(0, 3)).toEqual([
    'Users',
    'Roles',
    'Accounts',
  ]);
});

test('the audit trail has a tab only where the server keeps one', async () => {
  const without = await open('/admin', { answers: adminServer().replies });
  await found(without.page);
  expect(await tabs(without.page).getByRole('link', { name: 'Audit trail' }).count()).toBe(0);

  const events = { body: { total: 0, events: [], types: [] } };
  const { page } = await open('/admin', { answers: { ...adminServer().replies, 'POST /events/list': events } });
  await tabs(page).getByRole('link', { name: 'Audit trail' }).click();
  await page.getByRole('heading', { level: 1, name: 'Audit trail' }).waitFor();
});

test('between the pages the address, the title and the focus go along, and Back leads back', async () => {
  const roles = { body: { total: 0, roles: [] } };
  const { page } = await open('/admin/users?q=ben', {
    answers: { ...adminServer().replies, 'POST /roles/list': roles },
  });
  await found(page);
  expect(await tabs(page).locator('[aria-current=page]').textContent()).toBe('Users');
  const isSame = await page.evaluateHandle(() => document);
  await tabs(page).getByRole('link', { name: 'Roles' }).click();
  await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/admin/roles');
  expect(await page.title()).toBe('Roles');
  await expect.poll(() => focused(page).textContent()).toBe('Roles');
  expect(await tabs(page).locator('[aria-current=page]').textContent()).toBe('Roles');

  await page.goBack();
  await page.getByText('1 user found').waitFor();
  expect(await isSame.evaluate((before) => before === document)).toBe(true);
});

const never = held();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface State {
  admin?: AdminServer;
  answers?: AdminServer['replies'];
  steps?(page: Page): Promise<unknown>;
  sees: string;
}

const select = (page: Page) => page.getByRole('checkbox', { name: 'Select all on this page' }).check();

const STATES: Record<string, State> = {
  'the users': { sees: '66 users found' },
  'nobody yet': { admin: adminServer([]), sees: 'No users yet' },
  'nobody found': {
    steps: async (page) => {
      await page.getByRole('searchbox').fill('smiht');
      await page.getByRole('searchbox').press('Enter');
    },
    sees: 'No users match',
  },
  'a list that cannot be read': {
    answers: { 'POST /users/list': { status: 502, text: 'down' } },
    sees: 'Something went wrong on our side.',
  },
  'a list on its way': { answers: { 'POST /users/list': { after: never.after } }, sees: 'Loading…' },
  'an open menu': { steps: (page) => button(page, 'Actions for Ada Archer').click(), sees: 'Sign out everywhere' },
  'a question': {
    steps: async (page) => {
      await button(page, 'Actions for Ben Bright').click();
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    },
    sees: 'Delete Ben Bright?',
  },
  'users that are selected': { steps: select, sees: '20 selected' },
  'an action that goes on': {
    answers: { 'POST /users/change_account_status': { after: never.after } },
    steps: async (page) => {
      await select(page);
      await button(page, 'Disable').click();
    },
    sees: 'of 20',
  },
  'an action that failed for some': {
    steps: async (page) => {
      await select(page);
      await button(page, 'Disable').click();
    },
    sees: 'could not be done',
  },
  'a choice of roles': {
    steps: async (page) => {
      await select(page);
      await button(page, 'Add role').click();
    },
    sees: 'doctor',
  },
  'who may not': { admin: adminServer(PEOPLE, NOBODY_SPECIAL), sees: 'You need the admin role' },
};

describe.each(Object.entries(STATES))('%s', (_name, { admin, answers, steps, sees }) => {
  test('nothing that axe finds serious, in light and dark, and no scrolling sideways at 320 px', async () => {
    const { replies } = admin ?? adminServer([...PEOPLE, ...crowd(60)]);
    const { page } = await open('/admin/users', {
      answers: { ...replies, ...answers },
      context: { reducedMotion: 'reduce' },
    });
    if (steps) await steps(page);
    await page.getByText(sees).filter({ visible: true }).first().waitFor();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect(await seriousFaults(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await seriousFaults(page)).toEqual([]);
  }, 60_000);
});

test('on a phone each user is a card: still a row with its name, every value with what it is', async () => {
  const { page } = await open('/admin/users', {
    answers: adminServer().replies,
    context: { viewport: { width: 320, height: 900 } },
  });
  await found(page);
  const row = page.getByRole('row', { name: 'Ben Bright' });
  await row.getByRole('rowheader', { name: 'Ben Bright' }).waitFor();
  const label = (text: string) =>
    row.getByRole('cell', { name: text }).evaluate((cell) => getComputedStyle(cell, '::before').content);
  expect(await label('ben@example.com')).toBe('"E-mail"');
  expect(await label('Enabled')).toBe('"Status"');
  // It can be sorted there, too.
  await page.getByRole('columnheader', { name: 'E-mail' }).getByRole('button').click();
  await page.waitForURL((url) => url.search === '?sort=email');
});
