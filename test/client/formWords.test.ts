// The words of alerts come in a file of their own, once a form has opened: what a person reads when it is slow, or missing.

import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { REFUSED } from './fixtureServer.ts';
import { alertText, focused, held, passwordField, screenOpener } from './screens.ts';

const open = screenOpener();

const WORDS = /\/assets\/formWords-[^/]*\.js/;
const WRONG = { 'POST /login': REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED') };

const submit = (page: Page) => page.getByRole('button', { name: /^Sign(ing)? in/ });

async function signIn(page: Page) {
  await page.getByLabel('E-mail or user name').fill('ada@example.com');
  await passwordField(page).fill('old horse battery');
  await submit(page).click();
}

/** The page opened again, with another way for the words. */
async function reloaded(page: Page, way: (route: Route) => Promise<void>) {
  await page.route(WORDS, way);
  await page.reload();
}

test('without them, a form says what the server says, and marks what is missing', async () => {
  const { page } = await open('/login', { answers: WRONG });
  await reloaded(page, (route) => route.abort());

  await submit(page).click();
  await page.getByText('Enter your e-mail or user name').waitFor();
  expect(await focused(page).getAttribute('name')).toBe('login');

  await signIn(page);
  await page.getByText('Invalid username or password.').waitFor();
  expect(await alertText(page).textContent()).toBe('Invalid username or password.');
  expect(await submit(page).textContent()).toBe('Sign in');
});

test('without them, what broke the server is said to nobody', async () => {
  const { page } = await open('/login', { answers: { 'POST /login': REFUSED(500, 'TypeError at db.js:12') } });
  await reloaded(page, (route) => route.abort());
  await signIn(page);
  await page.getByText('We could not reach the server. Check your connection and try again.').waitFor();
  expect(await page.content()).not.toContain('db.js');
});

test('without them, too many attempts are refused by the server, and no button is dead', async () => {
  const limited = { status: 429, headers: { 'Retry-After': '600' }, body: { status: 429, message: 'Too many.' } };
  const { page } = await open('/login', { answers: { 'POST /login': limited } });
  await signIn(page);
  await page.getByText(/You can try again in/).waitFor();
  expect(await submit(page).getAttribute('aria-disabled')).toBe('true');

  await reloaded(page, (route) => route.abort());
  await page.waitForLoadState('networkidle');
  expect(await submit(page).getAttribute('aria-disabled')).toBeNull();
  await signIn(page);
  await page.getByText('Too many.').waitFor();
});

test('they are asked for again at the next refusal', async () => {
  const { page } = await open('/login', { answers: WRONG });
  let asked = 0;
  await reloaded(page, (route) => (++asked === 1 ? route.abort() : route.continue()));
  await page.waitForLoadState('networkidle');
  await signIn(page);
  await page.getByText('is not right').waitFor();
  expect(asked).toBe(2);
});

test('a refusal waits for them', async () => {
  const { page } = await open('/login', { answers: WRONG });
  const words = held();
  await reloaded(page, (route) => words.after.then(() => route.continue()));
  const answer = page.waitForResponse('**/login');
  await signIn(page);
  await answer;
  expect(await alertText(page).textContent()).toBe('');

  words.release();
  await page.getByText('is not right').waitFor();
});

test('but not for ever, and they take their place when they come', async () => {
  const { page } = await open('/login', { answers: WRONG });
  const words = held();
  await reloaded(page, (route) => words.after.then(() => route.continue()));
  await signIn(page);
  await page.getByText('Invalid username or password.').waitFor();
  expect(await submit(page).textContent()).toBe('Sign in');

  words.release();
  await page.getByText('is not right').waitFor();
});
