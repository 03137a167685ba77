// The pages that only the shipped app has, under a strict policy; all others are looked at in the gallery. And what the
// screens promise to stylesheets, themes, fingers and eyes.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { ADA, type Answers } from './fixtureServer.ts';
import { held, passwordField, screenOpener } from './screens.ts';

const open = screenOpener('production');

const button = (page: Page, name: string) => page.getByRole('button', { name });
const never = held();

interface State {
  path: string;
  answers?: Answers;
  /** Seen when it is there. */
  sees: string;
}

async function signIn(page: Page) {
  await page.getByLabel('E-mail or user name').fill('ada@example.com');
  await passwordField(page).fill('old horse battery');
  await button(page, 'Sign in').click();
}

const STATES: Record<string, State> = {
  'home signed in': { path: '/', answers: { 'GET /me': { body: { account: ADA } } }, sees: 'Ada Archer' },
  'home signed out': { path: '/', sees: 'Create an account' },
  'no such page': { path: '/nowhere', sees: 'This page does not exist' },
};

describe('everybody can read and use', () => {
  test.each(Object.entries(STATES))('%s', async (_name, { path, answers, sees }) => {
    const { page } = await open(path, { answers });
    await page.getByText(sees).first().waitFor();

    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    expect(await seriousFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await seriousFaults(page)).toEqual([]);

    await page.setViewportSize({ width: 320, height: 640 });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
  });
});

test('a theme that the host forces wins over the mode of the system', async () => {
  const { page } = await open('/login', { context: { colorScheme: 'light' } });
  const card = page.locator('[data-udb-part=login-page] > div');
  const background = () => card.evaluate((one) => getComputedStyle(one).backgroundColor);
  const light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.evaluate(() => document.body.setAttribute('data-udb-theme', 'light'));
  expect(await background()).toBe(light);
});

test('on a phone everything that is pressed is 44 pixels high', async () => {
  const { page } = await open('/login', {
    context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } },
  });
  await page.getByRole('link', { name: 'Create an account' }).waitFor();
  const low = await page
    .locator('button, input, p:has(> a)')
    .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML));
  expect(low).toEqual([]);
});

test('the parts that tests and stylesheets of hosts hold on to have these names', async () => {
  const { page } = await open('/login');
  const parts = await page
    .locator('[data-udb-part]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-udb-part')));
  expect(parts).toEqual([
    'login-page',
    'login-notice',
    'login-form',
    'login-alert',
    'login-field-login',
    'login-input-login',
    'login-field-password',
    'login-input-password',
    'login-reveal-password',
    'login-submit',
    'login-status',
  ]);
});

test('with reduced motion nothing moves', async () => {
  const { page } = await open('/login', {
    answers: { 'POST /login': { after: never.after } },
    context: { reducedMotion: 'reduce' },
  });
  await signIn(page);
  await page.getByText('Signing in…').waitFor();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
