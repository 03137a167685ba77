// What is true of every screen in every state: readable by all, on any width, in both modes, under a strict policy.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ADA, type Answers, REFUSED } from './fixtureServer.ts';
import { held, passwordField, screenOpener, seriousFaults } from './screens.ts';

const open = screenOpener('production');

const button = (page: Page, name: string) => page.getByRole('button', { name });
const never = held();

interface State {
  path: string;
  answers?: Answers;
  /** Brings the screen into the state. */
  steps?(page: Page): Promise<unknown>;
  /** Seen when it is there. */
  sees: string;
}

async function signIn(page: Page) {
  await page.getByLabel('E-mail or user name').fill('ada@example.com');
  await passwordField(page).fill('old horse battery');
  await button(page, 'Sign in').click();
}

async function register(page: Page) {
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Archer');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await passwordField(page).fill('old horse battery 7');
  await button(page, 'Create account').click();
}

async function sendLink(page: Page) {
  await page.getByLabel('E-mail').fill('ada@example.com');
  await button(page, 'Send the link').click();
}

const DEAD = REFUSED(404, 'Invalid token.', 'TOKEN_INVALID');
const INVITATION = { body: { ...ADA, welcomeToken: 'once' } };
const TOO_MANY = { ...REFUSED(429, 'Slow down.'), headers: { 'Retry-After': '42' } };

const STATES: Record<string, State> = {
  'sign-in': { path: '/login?status=verified', sees: 'Create an account' },
  'sign-in with errors': {
    path: '/login',
    steps: (page) => button(page, 'Sign in').click(),
    sees: 'Enter your password',
  },
  'sign-in refused': {
    path: '/login',
    answers: { 'POST /login': REFUSED(400, 'No.', 'LOGIN_FAILED') },
    steps: signIn,
    sees: 'is not right',
  },
  'sign-in not verified': {
    path: '/login',
    answers: { 'POST /login': REFUSED(400, 'No.', 'LOGIN_UNVERIFIED') },
    steps: async (page) => {
      await signIn(page);
      await button(page, 'Send the link again').click();
    },
    sees: 'Sent.',
  },
  'sign-in pending': {
    path: '/login',
    answers: { 'POST /login': { after: never.after } },
    steps: signIn,
    sees: 'Signing in…',
  },
  'sign-in waiting': {
    path: '/login',
    answers: { 'POST /login': TOO_MANY },
    steps: signIn,
    sees: 'You can try again in',
  },
  registration: { path: '/register', sees: 'at least 8 characters' },
  'registration with errors': {
    path: '/register',
    steps: async (page) => {
      await button(page, 'Create account').click();
      await passwordField(page).fill('horse');
    },
    sees: 'Enter your first name',
  },
  'registration with a taken address': {
    path: '/register',
    answers: { 'POST /register': REFUSED(409, 'Taken.', 'EMAIL_TAKEN', 'email') },
    steps: register,
    sees: 'There is already an account',
  },
  'registration sent': { path: '/register', steps: register, sees: 'We sent a link to' },
  'registration closed': { path: '/register', answers: { 'GET /register': DEAD }, sees: 'Nobody can register here' },
  forgot: { path: '/forgot', sees: 'Tell us your e-mail address' },
  'forgot sent': { path: '/forgot', steps: sendLink, sees: 'on its way' },
  change: { path: '/change?sptoken=good', sees: 'at least 8 characters' },
  'change checking': {
    path: '/change?sptoken=slow',
    answers: { 'GET /change': { after: never.after } },
    sees: 'Checking your link…',
  },
  'change with a dead link': { path: '/change?sptoken=old', answers: { 'GET /change': DEAD }, sees: 'no longer works' },
  'change done': {
    path: '/change?sptoken=good',
    steps: async (page) => {
      await passwordField(page).fill('new horse battery 8');
      await button(page, 'Set new password').click();
    },
    sees: 'Your password has been changed',
  },
  'verify without a link': { path: '/verify', sees: 'Verify your e-mail' },
  'verify done': { path: '/verify?sptoken=good', sees: 'Your e-mail is verified' },
  'verify with a dead link': { path: '/verify?sptoken=old', answers: { 'GET /verify': DEAD }, sees: 'no longer works' },
  'password expired': {
    path: '/expired',
    answers: { 'GET /me': { body: { account: { ...ADA, password_expired: true } } } },
    sees: 'at least 8 characters',
  },
  invitation: { path: '/welcome?sptoken=good', answers: { 'POST /welcome': INVITATION }, sees: 'Choose a password' },
  'invitation with a dead link': {
    path: '/welcome?sptoken=old',
    answers: { 'POST /welcome': DEAD },
    sees: 'no longer works',
  },
  'invitation accepted, but not signed in': {
    path: '/welcome?sptoken=good',
    answers: {
      'POST /welcome': INVITATION,
      'POST /welcomed': { body: ADA },
      'POST /login': REFUSED(429, 'Slow down.'),
    },
    steps: async (page) => {
      await passwordField(page).fill('old horse battery 7');
      await button(page, 'Finish and sign in').click();
    },
    sees: 'Your account is ready',
  },
  'home signed in': { path: '/', answers: { 'GET /me': { body: { account: ADA } } }, sees: 'Ada Archer' },
  'home signed out': { path: '/', sees: 'Create an account' },
  'no such page': { path: '/nowhere', sees: 'This page does not exist' },
};

describe('everybody can read and use', () => {
  test.each(Object.entries(STATES))('%s', async (_name, { path, answers, steps, sees }) => {
    const { page } = await open(path, { answers });
    await steps?.(page);
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
