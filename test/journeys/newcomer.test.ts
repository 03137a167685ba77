// What a newcomer does with `npm start`, in a real browser.
import { expect, test } from 'vitest';
import { startDemo, temporaryFolder } from '../support/demo.ts';
import { fits, isAccessible, openBrowser, openNewestMail, register, sees } from './person.ts';

const ANN = {
  first: 'Ann',
  last: 'Lee',
  email: 'ann.lee@example.com',
  password: 'seven grey herons',
  next: 'eight grey herons',
};

test('a newcomer registers, verifies, signs in, signs out, forgets, changes, and finds it all again after a restart', {
  timeout: 90_000,
}, async () => {
  const folder = temporaryFolder();
  const demo = await startDemo(folder);
  const { page, complaints } = await openBrowser();

  await page.goto(demo.url);
  await sees(page, /Welcome/);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await sees(page, 'Create your account');
  await register(page, ANN);
  await isAccessible(page);

  await openNewestMail(page, demo.url, 'Please verify your account');
  const mail = page.getByRole('article', { name: 'Please verify your account' }).first();
  expect(await mail.locator('pre').innerText()).toContain('/verify?sptoken=');
  await mail.locator('iframe').contentFrame().getByRole('link', { name: 'Verify my address' }).click();
  await sees(page, 'Your e-mail is verified');
  await isAccessible(page);

  await page.getByRole('link', { name: 'Sign in' }).click();
  await sees(page, 'Sign in');
  await signIn(ANN.password);
  await sees(page, 'Hello, Ann');
  expect(await page.getByRole('main').innerText()).toMatch(/Ann Lee[\s\S]*ann\.lee@example\.com[\s\S]*member/);
  await isAccessible(page);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await sees(page, 'Reset your password');
  await page.getByLabel('E-mail').fill(ANN.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('a mail is on its way').first().waitFor();

  await openNewestMail(page, demo.url, 'Reset your password');
  await page.getByRole('link', { name: 'Open the link in this mail' }).first().click();
  await page.getByLabel('New password').fill(ANN.next);
  await isAccessible(page);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await sees(page, /changed/);

  await page.goto(`${demo.url}/login`);
  await signIn(ANN.password);
  await page.getByRole('alert').getByText('is not right').waitFor();
  await isAccessible(page);
  await signIn(ANN.next);
  await sees(page, 'Hello, Ann');

  await demo.stop();
  const again = await startDemo(folder);
  // The user, the new password, and the session too.
  await page.goto(again.url);
  await sees(page, 'Hello, Ann');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await signIn(ANN.next);
  await sees(page, 'Hello, Ann');
  expect(complaints).toEqual([]);

  async function signIn(password: string): Promise<void> {
    await page.getByLabel('E-mail or user name').fill(ANN.email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  }
});

test('the demo user that npm start prints can sign in, and is an admin', async () => {
  const demo = await startDemo();
  const [, email = '', password = ''] = /sign in as\s+(\S+)\s+(\S+)/.exec(demo.printed()) ?? [];
  const { page } = await openBrowser();
  await page.goto(`${demo.url}/login`);
  await page.getByLabel('E-mail or user name').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await sees(page, 'Hello, Ada');
  expect(await page.getByRole('main').innerText()).toContain('admin, member');
});

test.each([
  '/',
  '/login',
  '/register',
  '/forgot',
  '/change',
  '/change?sptoken=gone',
  '/verify',
  '/verify?sptoken=gone',
  '/mailbox',
  '/nowhere',
])('nothing serious is in the way of anybody at %s, in the light, in the dark, and at 320 pixels', async (path) => {
  const demo = await startDemo();
  const { page, complaints } = await openBrowser({ viewport: { width: 320, height: 700 } });
  await page.goto(demo.url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await isAccessible(page);
  await fits(page);
  expect(complaints).toEqual([]);
});
