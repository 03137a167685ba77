// In the lists of administrators, what is pressed and goes away leaves the focus where the work goes on.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { adminServer, crowd, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import type { Replies } from './fixtureServer.ts';
import { REFUSED } from './fixtures.ts';
import { focused, held, screenOpener } from './screens.ts';
import { auditEvent, tenantReplies, trailOf } from './tenantFixtures.ts';

const open = screenOpener();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const found = (page: Page) => page.getByText(/\d+ (users?|roles?|entry|entries) found/);
const NO_EVENTS = { total: 0, events: [], types: [] };
const DOWN = REFUSED(503, 'Down.', 'SERVER_ERROR');

const answers = () => ({
  ...tenantReplies(),
  ...adminServer(crowd(45)).replies,
  ...trailOf([auditEvent('1', 'logout')]),
});

const isOnBody = (page: Page) => page.evaluate(() => document.activeElement === document.body);

test.each([['users'], ['roles']])('Clear search leads back to the search: %s', async (name) => {
  const { page } = await open(`/admin/${name}?q=zzz`, { answers: answers() });
  await button(page, 'Clear search').press('Enter');
  await page.getByText(/^[1-9]\d* (users|roles) found/).waitFor();
  expect(await focused(page).getAttribute('type')).toBe('search');
  expect(await focused(page).inputValue()).toBe('');
});

test('Clear search leads back to the search: the audit trail', async () => {
  const { page } = await open('/admin/events?type=login.failed', {
    answers: {
      ...answers(),
      'POST /events/list': ({ body }) => {
        const events = body?.type ? [] : [auditEvent('1', 'logout')];
        return { body: { total: events.length, events, types: ['logout', 'login.failed'] } };
      },
    },
  });
  await button(page, 'Clear search').press('Enter');
  await page.getByText('1 entry found').waitFor();
  expect(await focused(page).getAttribute('type')).toBe('search');
});

test('Clear filters leads to the search', async () => {
  const { page } = await open('/admin/users?status=LOCKED', { answers: answers() });
  await button(page, 'Clear filters').press('Enter');
  await page.getByText('45 users found').waitFor();
  expect(await focused(page).getAttribute('type')).toBe('search');
});

test('who has selected all that match goes on with what to do with them', async () => {
  const { page } = await open('/admin/users', { answers: answers() });
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await button(page, 'Select all 45 that match').press('Enter');
  await page.getByText('45 selected').waitFor();
  expect(await focused(page).textContent()).toBe('Enable');
  await page.keyboard.press('ArrowRight');
  expect(await focused(page).textContent()).toBe('Disable');
});

test('who has cleared the selection is where it can be made', async () => {
  const { page } = await open('/admin/users', { answers: answers() });
  const all = page.getByRole('checkbox', { name: 'Select all on this page' });
  await all.check();
  await button(page, 'Clear selection').press('Enter');
  await page.getByRole('toolbar').waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Select all on this page');
  expect(await all.isChecked()).toBe(false);
});

test.each([
  ['users', '/users/list'],
  ['roles', '/roles/list'],
  ['events', '/events/list'],
])('Try again leads to what the list says of itself: %s', async (name, path) => {
  // That there is an audit trail is asked before.
  const down: Replies[string] = ({ body }) => (body?.limit === 1 ? { body: NO_EVENTS } : DOWN);
  const { page, server } = await open(`/admin/${name}`, { answers: { ...answers(), [`POST ${path}`]: down } });
  const again = button(page, 'Try again');
  await again.waitFor();
  const slow = held();
  const works = answers()[`POST ${path}`];
  server.answers[`POST ${path}`] = { ...DOWN, after: slow.after };
  await again.press('Enter');
  await again.waitFor({ state: 'detached' });
  expect(await isOnBody(page)).toBe(false);
  slow.release();
  await again.waitFor();
  expect(await focused(page).getAttribute('role')).toBe('status');

  if (works) server.answers[`POST ${path}`] = works;
  await again.press('Enter');
  await found(page).first().waitFor();
  expect(await focused(page).textContent()).toMatch(/found$/);
});

test.each([
  ['Roles', '/accounts/roles_for_account', 'group'],
  ['Account', '/accounts/select_list', null],
])('Try again in a form stays with the field: %s', async (name, path, role) => {
  const replies = adminServer(PEOPLE, SUPER_ADMIN).replies;
  const { page, server } = await open('/admin/users', { answers: { ...replies, [`POST ${path}`]: DOWN } });
  await button(page, 'New user').click();
  const dialog = page.getByRole('dialog');
  const again = dialog.getByRole('button', { name: 'Try again', exact: true });
  await again.waitFor();
  const works = replies[`POST ${path}`];
  if (works) server.answers[`POST ${path}`] = works;
  await again.press('Enter');
  await again.waitFor({ state: 'detached' });
  expect(await isOnBody(page)).toBe(false);
  if (role)
    expect(await dialog.getByRole('group', { name }).evaluate((one) => one === document.activeElement)).toBe(true);
  else
    expect(await dialog.getByLabel(name).evaluate((one) => Boolean(document.activeElement?.contains(one)))).toBe(true);
});

test.each([
  ['/admin/users', 'Users'],
  ['/admin/events', 'Audit trail'],
  ['/admin/import', 'Import'],
])('a page that is the first one leaves the focus to the browser: %s', async (path, heading) => {
  const { page } = await open(path, { answers: answers() });
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await isOnBody(page)).toBe(true);
});
