import { expect, test } from 'vitest';
import { ADA } from '../client/fixtureServer.ts';
import { worksWith } from './worksWith.ts';

const visit = worksWith({ react: 19, router: 8 });

test('each screen is loaded when it is first opened, and the pages of administrators no sooner', async () => {
  const { page, scripts } = await visit('/');
  const loaded = (screen: string) => scripts.some((path) => path.includes(screen));
  expect(loaded('LoginPage')).toBe(false);

  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(loaded('LoginPage')).toBe(true);
  expect(['RegistrationPage', 'AccountPage', 'AdminPage'].filter(loaded)).toEqual([]);
});

test('a screen hears of a change in the query alone', async () => {
  const { page } = await visit('/auth/login');
  await page.getByRole('link', { name: 'Verified' }).click();
  await page.getByText('Your e-mail is verified. You can sign in now.').waitFor();
  await page.goBack();
  await page.getByText('Your e-mail is verified.').waitFor({ state: 'detached' });
});

test('the pages of administrators are for who is signed in', async () => {
  const { page, scripts } = await visit('/auth/admin/users');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).search).toBe('?next=%2Fauth%2Fadmin%2Fusers');
  expect(scripts.some((path) => path.includes('AdminPage'))).toBe(true);
});

test('a loader can send who lacks the role elsewhere', async () => {
  const { page } = await visit('/lab', { 'GET /me': { body: { account: ADA } } });
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk');
});
