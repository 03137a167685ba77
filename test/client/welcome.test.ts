// Somebody who was invited opens the link in the mail.

import { expect, test } from 'vitest';
import { ADA, type Answers, REFUSED } from './fixtureServer.ts';
import { focused, passwordField, screenOpener } from './screens.ts';

const open = screenOpener();

const DEAD = REFUSED(404, 'Invalid token.', 'TOKEN_INVALID');
const INVITED = { ...ADA, status: 'ENABLED', welcomeToken: 'once' };
const USUAL: Answers = {
  'POST /welcome': { body: INVITED },
  'POST /welcomed': { body: ADA },
};
const GOOD = 'old horse battery 7';

test('a person who was invited sees whom it is for, chooses a password, and is in', async () => {
  const { page, server } = await open('/welcome?sptoken=good', { answers: USUAL });
  await page.getByText('You sign in with ada@example.com.').waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
  expect(page.url()).toContain('sptoken=good');

  await page.getByLabel('Last name').fill('Baker');
  await passwordField(page).fill(GOOD);
  server.answers['GET /me'] = { body: { account: ADA } };
  await page.getByRole('button', { name: 'Finish and sign in' }).click();

  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  const sent = server.requests.find(({ path }) => path === '/welcomed');
  expect(sent?.body).toEqual({ ...INVITED, givenName: 'Ada', surname: 'Baker', password: GOOD });
  const login = server.requests.find(({ path, method }) => path === '/login' && method === 'POST');
  expect(login?.body).toEqual({ login: ADA.email, password: GOOD });
  expect(page.url()).not.toContain('sptoken');
});

test('a link is looked at once, although React runs effects twice, and a reload does no harm', async () => {
  const { page, server } = await open('/welcome?sptoken=good', { answers: USUAL });
  await passwordField(page).waitFor();
  expect(server.count('POST /welcome')).toBe(1);
  expect(server.requests.find(({ path }) => path === '/welcome')?.body).toEqual({ sptoken: 'good' });

  await page.reload();
  await passwordField(page).waitFor();
});

test('the rules and the strength are shown, and a password like the name goes nowhere', async () => {
  const { page, server } = await open('/welcome?sptoken=good', { answers: USUAL });
  await page.getByText('have at least 8 characters').waitFor();
  await passwordField(page).fill('short');
  await page.getByRole('button', { name: 'Finish and sign in' }).click();
  await page.getByText('Your password must still have at least 8 characters').waitFor();
  await passwordField(page).fill('adaarcher1');
  await page.getByText('not be your name or address').first().waitFor();
  await page.getByRole('button', { name: 'Finish and sign in' }).click();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('password');
  expect(server.count('POST /welcomed')).toBe(0);
});

test('a password manager is told whose password it is', async () => {
  const { page } = await open('/welcome?sptoken=good', { answers: USUAL });
  await passwordField(page).waitFor();
  const address = page.getByLabel('E-mail');
  expect(await address.inputValue()).toBe(ADA.email);
  expect(await address.getAttribute('autocomplete')).toBe('username');
  // Another address would not be the one that the link has proved.
  expect(await address.evaluate((input: HTMLInputElement) => input.readOnly)).toBe(true);
  expect(await passwordField(page).getAttribute('autocomplete')).toBe('new-password');
});

test('a refused password is said at the field, and the link still works', async () => {
  const { page, server } = await open('/welcome?sptoken=good', {
    answers: { ...USUAL, 'POST /welcomed': REFUSED(400, 'Many people use that one.', 'PASSWORD_COMMON', 'password') },
  });
  await passwordField(page).fill(GOOD);
  await passwordField(page).press('Enter');
  await page.getByText('Many people use that one.').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('password');
  expect(server.count('POST /login')).toBe(0);
  expect(page.url()).toContain('sptoken=good');
});

test('a dead link says whom to ask, and leads to sign-in and to a new password; there is no form', async () => {
  const { page } = await open('/welcome?sptoken=old', { answers: { 'POST /welcome': DEAD } });
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  await page.getByText('Ask the people who run').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
  expect(await page.getByRole('link', { name: 'Forgot password?' }).isVisible()).toBe(true);
  expect(page.url()).not.toContain('sptoken');
});

test('a page without a link is a dead link', async () => {
  const { page, server } = await open('/welcome');
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  expect(server.count('POST /welcome')).toBe(0);
});

test('an invitation that ends while a person types is said to have ended', async () => {
  const { page } = await open('/welcome?sptoken=good', {
    answers: { ...USUAL, 'POST /welcomed': REFUSED(400, 'Once more.', 'WELCOME_OVER') },
  });
  await passwordField(page).fill(GOOD);
  await passwordField(page).press('Enter');
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
});

test('a link that could not be looked at is not called dead', async () => {
  const { page, server } = await open('/welcome?sptoken=good', { answers: { 'POST /welcome': { status: 500 } } });
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  server.answers['POST /welcome'] = { body: INVITED };
  await again.click();
  await passwordField(page).waitFor();
});

test('10.15 a page for verification that is opened with an invitation’s token shows the form of the invitation', async () => {
  const { page, server } = await open('/verify?sptoken=invited', { answers: { ...USUAL, 'GET /verify': DEAD } });
  await page.getByText('You sign in with ada@example.com.').waitFor();
  expect(server.count('GET /verify')).toBe(1);
  expect(server.count('POST /welcome')).toBe(1);
  // A reload has to work here too.
  expect(page.url()).toContain('sptoken=invited');
  await page.reload();
  await passwordField(page).waitFor();
});
