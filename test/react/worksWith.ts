// What people do on the screens in an app of a host: one suite for each React and each router.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BuiltApp } from '../client/builtApp.ts';
import { ADA, type Answers, REFUSED, type Replies, USUAL } from '../client/fixtureServer.ts';
import { focused, passwordField } from '../client/screens.ts';
import { hostApp, type Versions } from './hostApp.ts';
import { visitor } from './visits.ts';

const SIGNED_IN: Answers = { 'GET /me': { body: { account: ADA } } };
const EXPIRED: Answers = { 'GET /me': { body: { account: { ...ADA, password_expired: true } } } };
const INVITED: Answers = {
  'POST /welcome': { body: { givenName: 'Ada', surname: 'Archer', email: ADA.email, welcomeToken: 'w' } },
};

const SCREENS: [path: string, heading: string, Answers][] = [
  ['/auth/login', 'Sign in', {}],
  ['/auth/register', 'Create your account', {}],
  ['/auth/forgot', 'Reset your password', {}],
  ['/auth/change?sptoken=t', 'Choose a new password', {}],
  ['/auth/verify', 'Verify your e-mail', {}],
  ['/auth/welcome?sptoken=t', 'Welcome', INVITED],
  ['/auth/expired', 'Your password has expired', EXPIRED],
  ['/auth/account', 'Your account', SIGNED_IN],
];

/** @returns what tests about that combination alone take */
export function worksWith(versions: Versions) {
  const { react, router } = versions;
  let app: BuiltApp;
  beforeAll(async () => {
    app = await hostApp(`test/react/host/${router ? 'router' : 'noRouter'}.tsx`, versions);
  }, 60_000);
  const visit = visitor(() => app);

  describe(`with React ${react} and ${router ? `react-router ${router}` : 'no router'}`, () => {
    test('every screen opens at its path, and names the window', async () => {
      const { page, server } = await visit('/');
      for (const [path, heading, answers] of SCREENS) {
        Object.assign(server.answers, USUAL, answers);
        await page.goto(server.url + path);
        await sees(page, heading);
        await expect.poll(() => page.title()).toBe(`${heading} · Juniper`);
      }
    });

    test('a person who opens a guarded page signs in first, comes back to it, and Back leads past the form', async () => {
      const { page, server } = await visit('/');
      await page.goto(`${server.url}/desk?day=2`);
      await sees(page, 'Sign in');
      expect(pathOf(page)).toBe('/auth/login?next=%2Fdesk%3Fday%3D2');

      await signInAs(page, server.answers);
      await sees(page, 'Hello, Ada');
      expect(pathOf(page)).toBe('/desk?day=2');
      await page.goBack();
      await sees(page, 'Juniper');
    });

    test('a wrong password is said in an alert, and nothing typed is lost', async () => {
      const { page } = await visit('/auth/login', { 'POST /login': REFUSED(400, 'No.', 'LOGIN_FAILED') });
      await page.getByLabel('E-mail or user name').fill('ada@example.com');
      await passwordField(page).fill('old horse battery');
      await passwordField(page).press('Enter');

      await page.getByRole('alert').getByText('That e-mail or password is not right.').waitFor();
      expect(await page.getByLabel('E-mail or user name').inputValue()).toBe('ada@example.com');
      expect(await passwordField(page).inputValue()).toBe('old horse battery');
      expect(await focused(page).getAttribute('name')).toBe('password');
    });

    test('another screen names the window and takes the focus to its heading; Back and Forward work', async () => {
      const { page } = await visit('/auth/login?next=%2Fward');
      await page.getByRole('link', { name: 'Forgot password?' }).click();
      await sees(page, 'Reset your password');
      expect(pathOf(page)).toBe('/auth/forgot?next=%2Fward');
      await expect.poll(() => focused(page).innerText()).toBe('Reset your password');
      expect(await page.title()).toBe('Reset your password · Juniper');

      await page.goBack();
      await sees(page, 'Sign in');
      await expect.poll(() => focused(page).innerText()).toBe('Sign in');
      await page.goForward();
      await sees(page, 'Reset your password');
    });

    test('a mailed link is spent once', async () => {
      const { page, server } = await visit('/auth/verify?sptoken=t');
      await sees(page, 'Your e-mail is verified');
      expect(server.count('GET /verify')).toBe(1);
      await expect.poll(() => pathOf(page)).toBe('/auth/verify');
    });

    test('what a screen asks when it opens is asked once', async () => {
      const { server } = await visit('/auth/login');
      await expect.poll(() => server.count('GET /login')).toBe(1);
      expect(server.count('GET /me')).toBe(1);
    });

    test('who lacks the role is told, and sees nothing of the page', async () => {
      const { page } = await visit('/ward', SIGNED_IN);
      await sees(page, 'Not for you');
    });

    test('who has the role comes in', async () => {
      const nurse = { ...ADA, roles: [{ id: 'n', name: 'nurse' }] };
      const { page } = await visit('/ward', { 'GET /me': { body: { account: nurse } } });
      await sees(page, 'Ward');
    });

    test('a password that is too old is replaced before anything else', async () => {
      const { page } = await visit('/desk', EXPIRED);
      await sees(page, 'Your password has expired');
      expect(pathOf(page)).toBe('/auth/expired?next=%2Fdesk');
    });

    test('who signs out on a guarded page comes home', async () => {
      const { page, server } = await visit('/desk', SIGNED_IN);
      await sees(page, 'Hello, Ada');
      server.answers['GET /me'] = REFUSED(401, 'Unauthorized');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await sees(page, 'Juniper');
      expect(pathOf(page)).toBe('/');
    });

    test('a link that would lead away from the site is ignored', async () => {
      const { page, server } = await visit(`/auth/login?next=${encodeURIComponent('/\\evil.example')}`);
      await signInAs(page, server.answers);
      await sees(page, 'Hello, Ada');
      expect(pathOf(page)).toBe('/desk');
    });
  });

  return visit;
}

async function sees(page: Page, heading: string) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** The path of the page, with its query. */
function pathOf(page: Page) {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
}

async function signInAs(page: Page, answers: Replies) {
  await page.getByLabel('E-mail or user name').fill(ADA.email);
  await passwordField(page).fill('old horse battery');
  Object.assign(answers, SIGNED_IN);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
