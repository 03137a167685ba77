import { expect, test } from 'vitest';
import { ADA, REFUSED } from './fixtureServer.ts';
import { held, passwordField, screenOpener } from './screens.ts';

const open = screenOpener();

const SIGNED_IN = { 'GET /me': { body: { account: ADA } } };
const EXPIRED = { 'GET /me': { body: { account: { ...ADA, password_expired: true } } } };
const NOBODY = REFUSED(401, 'Unauthorized');

test('the first page says who I am, and lets me sign out', async () => {
  const { page, server } = await open('/', { answers: SIGNED_IN });
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  for (const text of ['Ada Archer', 'ada@example.com', 'admin, doctor', 'Acme']) {
    expect(await page.getByText(text, { exact: true }).isVisible()).toBe(true);
  }
  expect(server.count('GET /me')).toBe(1);

  server.answers['GET /me'] = NOBODY;
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(server.count('POST /logout')).toBe(1);
});

test('until somebody has done something, a greeting that comes late takes nobody anywhere', async () => {
  const greeting = held();
  const { page, server } = await open('/nowhere', { answers: SIGNED_IN });
  server.answers['GET /me'] = { ...SIGNED_IN['GET /me'], after: greeting.after };
  // For the browser, what a test looks at in a page is a person's doing.
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } }),
  );
  await page.goto(server.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  greeting.release();
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test.each(['/', '/account'])('at %s a server that is down signs nobody out', async (path) => {
  const { page, server } = await open(path, { answers: { 'GET /me': REFUSED(503, 'Down') } });
  await page.getByText('Something went wrong on our side. Please try again in a moment.').waitFor();
  expect(new URL(page.url()).pathname).toBe(path);
  server.answers['GET /me'] = SIGNED_IN['GET /me'];
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: path === '/' ? 'Hello, Ada' : 'Your account' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
});

test('the first page invites a stranger', async () => {
  const { page } = await open('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('First name').waitFor();
});

test('signing out in one tab signs out in the other', async () => {
  const { page, context, server } = await open('/', { answers: SIGNED_IN });
  const other = await context.newPage();
  await other.goto(server.url);
  await other.getByRole('heading', { name: 'Hello, Ada' }).waitFor();

  server.answers['GET /me'] = NOBODY;
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('link', { name: 'Sign in' }).waitFor();
});

test('an address that is no screen says so, and leads home', async () => {
  const { page } = await open('/nowhere');
  await page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
});

test('whoever has a password that is too old is led to a new one, and then to sign-in', async () => {
  const { page, server } = await open('/', { answers: EXPIRED });
  await page.getByRole('heading', { name: 'Your password has expired' }).waitFor();
  await passwordField(page).fill('new horse battery 8');
  server.answers['GET /me'] = NOBODY;
  await page.getByRole('button', { name: 'Set new password' }).click();

  await page.getByText('Your password has been changed. Sign in with the new one.').waitFor();
  expect(new URL(page.url()).pathname).toBe('/login');
  expect(server.requests.find(({ path }) => path === '/expired')?.body).toEqual({ password: 'new horse battery 8' });
});

test('where the session stays, a person goes on to where they were going', async () => {
  const { page, server } = await open('/expired?next=%2Fforgot', { answers: EXPIRED });
  await passwordField(page).fill('new horse battery 8');
  server.answers['GET /me'] = SIGNED_IN['GET /me'];
  await page.getByRole('button', { name: 'Set new password' }).click();
  await page.waitForURL('**/forgot');
});

test('nobody replaces a password without being signed in', async () => {
  const { page } = await open('/expired?next=%2Fforgot');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).search).toBe('?next=%2Fforgot');
});

test('a password manager learns whose password is replaced', async () => {
  const { page } = await open('/expired', { answers: EXPIRED });
  await passwordField(page).waitFor();
  expect(await page.locator('form input[autocomplete=username]').inputValue()).toBe('ada@example.com');
});
