import { expect, test } from 'vitest';
import { ADA } from '../client/fixtureServer.ts';
import { worksWith } from './worksWith.ts';

const visit = worksWith({ react: 19 });

test.each([
  ['/auth/admin', 'Administration'],
  ['/auth/admin/users', 'Administration'],
  ['/auth/administer', 'Juniper'],
  ['/auth/login/', 'Sign in'],
])('%s shows "%s"', async (path, heading) => {
  const { page } = await visit(path);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(heading);
});

test('a link of ours moves without loading the page anew, and another one may be opened beside it', async () => {
  const { page, scripts } = await visit('/auth/login');
  await page.waitForLoadState('networkidle');
  const before = scripts.length;
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  expect(scripts.length).toBe(before);

  const [beside] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Back to sign in' }).click({ modifiers: ['ControlOrMeta'] }),
  ]);
  expect(new URL(beside.url()).pathname).toBe('/auth/login');
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Reset your password');
});

test('who is signed in already is taken on from the form', async () => {
  const { page } = await visit('/auth/login?next=%2Fward', { 'GET /me': { body: { account: ADA } } });
  await page.getByRole('heading', { name: 'Not for you' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/ward');
});
