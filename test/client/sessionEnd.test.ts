// A session that ends by itself: said a minute ahead, and to be prevented; then said that it is over.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { ADA, type Answer, type Answers, REFUSED } from './fixtureServer.ts';
import { focused, screenOpener } from './screens.ts';

const open = screenOpener();

const MINUTE = 60_000;
const NOBODY = REFUSED(401, 'Unauthorized');
/** Longer than the clock is set forward before it is stopped. */
const TWO_HOURS = 7200;

const endsIn = (seconds: number): Answer => ({
  body: { account: ADA },
  headers: { 'Userdb-Session-Expires-In': String(seconds) },
});
const SIGNED_IN: Answers = { 'GET /me': endsIn(TWO_HOURS) };

const warning = (page: Page) => page.getByRole('alert').getByText('You will be signed out in a minute');
const stay = (page: Page) => page.getByRole('button', { name: 'Stay signed in' });

/** A page on which an hour has passed, with a little more than a minute to go. */
async function openNearTheEnd(path = '/account') {
  const screen = await open(path, { answers: SIGNED_IN, stoppedClock: true });
  await screen.page.clock.runFor(58.5 * MINUTE);
  return screen;
}

const heard = (page: Page, type: string) =>
  page.evaluate((name) => {
    const events: unknown[] = [];
    Object.assign(window, { events });
    document.addEventListener(`userdb:${name}`, (event) => events.push((event as CustomEvent).detail));
  }, type);
const events = (page: Page) => page.evaluate(() => (window as unknown as { events: unknown[] }).events);

test('a minute before the session ends a person is told, and can stay with one press', async () => {
  const { page, server } = await openNearTheEnd();
  expect(await warning(page).count()).toBe(0);
  await page.getByLabel('First name').focus();

  await page.clock.runFor(MINUTE);
  await warning(page).waitFor();
  expect(await page.getByText(/0:\d\d left/).isVisible()).toBe(true);
  // Nobody is interrupted.
  expect(await focused(page).getAttribute('name')).toBe('givenName');

  const asked = server.count('GET /me');
  await stay(page).click();
  await expect.poll(() => warning(page).count()).toBe(0);
  expect(server.count('GET /me')).toBe(asked + 1);
  await page.getByText('You stay signed in.').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('givenName');
});

test('who does not stay is signed out at the end, told so, and comes back after signing in', async () => {
  const { page, server } = await openNearTheEnd();
  await heard(page, 'sessionEnded');
  server.answers['GET /me'] = NOBODY;
  await page.clock.runFor(2 * MINUTE);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByText('You were signed out. Sign in again to go on where you were.').waitFor();
  expect(new URL(page.url()).search).toBe('?status=ended&next=%2Faccount');
  expect(await events(page)).toEqual([{ type: 'sessionEnded' }]);
});

test('a session that something else has kept alive goes on', async () => {
  const { page, server } = await openNearTheEnd();
  await page.clock.runFor(MINUTE);
  await warning(page).waitFor();
  const asked = server.count('GET /me');
  await page.clock.runFor(MINUTE);
  await expect.poll(() => warning(page).count()).toBe(0);
  expect(server.count('GET /me')).toBe(asked + 1);
  expect(await page.getByLabel('First name').isVisible()).toBe(true);
});

test('staying in one tab is staying in all of them', async () => {
  const { page, context, server } = await open('/account', { answers: SIGNED_IN, stoppedClock: true });
  const other = await context.newPage();
  await other.goto(`${server.url}/account`);
  await other.getByLabel('First name').waitFor();
  await other.waitForLoadState('networkidle');
  await page.clock.runFor(119.5 * MINUTE);
  await warning(page).waitFor();
  await warning(other).waitFor();

  const asked = server.count('GET /me');
  await stay(page).click();
  await expect.poll(() => warning(page).count()).toBe(0);
  await expect.poll(() => warning(other).count()).toBe(0);
  expect(server.count('GET /me')).toBe(asked + 1);
});

test('the warning can be read by all, on a narrow page too', async () => {
  const { page } = await openNearTheEnd();
  await page.clock.runFor(MINUTE);
  await warning(page).waitFor();
  await page.clock.resume();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousFaults(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(await stay(page).isVisible()).toBe(true);
});

test('the warning hides nothing that has the focus', async () => {
  const { page } = await openNearTheEnd();
  await page.setViewportSize({ width: 400, height: 600 });
  await page.clock.runFor(MINUTE);
  await warning(page).waitFor();
  await page.getByLabel('First name').focus();
  const hidden: string[] = [];
  for (let stop = 0; stop < 12; stop++) {
    const covered = await focused(page).evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return there === element || element.contains(there) ? '' : element.outerHTML;
    });
    if (covered) hidden.push(covered);
    await page.keyboard.press('Tab');
  }
  expect(hidden).toEqual([]);
});

test('where asking brings no more time, a person hears so and can ask again', async () => {
  const { page, server } = await openNearTheEnd();
  await page.clock.runFor(MINUTE);
  await warning(page).waitFor();
  // The end of this session is fixed, however much it is used.
  server.answers['GET /me'] = endsIn(20);
  await stay(page).click();
  await page.getByText('That brought no more time.').waitFor();

  server.answers['GET /me'] = { status: 500 };
  await stay(page).click();
  await page.getByText('That brought no more time.').waitFor();

  Object.assign(server.answers, SIGNED_IN);
  await stay(page).click();
  await expect.poll(() => stay(page).count()).toBe(0);
});

test('the first page tells too; a server whose sessions do not end tells nobody', async () => {
  const { page, server } = await openNearTheEnd('/');
  await page.clock.runFor(MINUTE);
  await warning(page).waitFor();

  server.answers['GET /me'] = { body: { account: ADA } };
  await page.reload();
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  await page.clock.runFor(200 * MINUTE);
  expect(await warning(page).count()).toBe(0);
});

test('a request that finds nobody signed in is believed once the server says so again, in every tab', async () => {
  const { page, context, server } = await open('/account', { answers: SIGNED_IN });
  const other = await context.newPage();
  await other.goto(server.url);
  await other.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  await heard(other, 'sessionEnded');

  Object.assign(server.answers, { 'GET /me': NOBODY, 'POST /me': NOBODY });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You were signed out. Sign in again').waitFor();
  await other.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(await events(other)).toEqual([{ type: 'sessionEnded' }]);
});

test('a refusal that the server takes back signs nobody out', async () => {
  const { page, server } = await open('/account', { answers: { ...SIGNED_IN, 'POST /me': NOBODY } });
  const asked = server.count('GET /me');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You are no longer signed in. Sign in again, then come back here.').waitFor();
  await expect.poll(() => server.count('GET /me')).toBe(asked + 1);
  expect(await page.getByRole('heading', { name: 'Your account' }).isVisible()).toBe(true);
});
