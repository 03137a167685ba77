// The same walk without a mouse: only Tab, Enter, letters, and the address bar.
import { expect, test } from 'vitest';
import { startDemo } from '../support/demo.ts';
import { tabTo, typeInto } from './keys.ts';
import { openBrowser, openNewestMail, sees } from './person.ts';

test('a person with a keyboard alone registers, verifies, signs in, edits, signs out, forgets and changes', {
  timeout: 120_000,
}, async () => {
  const demo = await startDemo();
  const { page, complaints } = await openBrowser();
  const { keyboard } = page;

  await page.goto(demo.url);
  await sees(page, /Welcome/);
  await tabTo(page, 'Create an account');
  await keyboard.press('Enter');
  await sees(page, 'Create your account');
  await typeInto(page, 'First name', 'Ben');
  await typeInto(page, 'Last name', 'Bright');
  await typeInto(page, 'E-mail', 'ben@example.com');
  await typeInto(page, 'Password', 'nine blue herons');
  await keyboard.press('Enter');
  await sees(page, 'Check your e-mail');

  await openNewestMail(page, demo.url, 'Please verify your account');
  await tabTo(page, 'Open the link in this mail');
  await keyboard.press('Enter');
  await sees(page, 'Your e-mail is verified');

  await tabTo(page, 'Sign in');
  await keyboard.press('Enter');
  await sees(page, 'Sign in');
  await typeInto(page, 'E-mail or user name', 'ben@example.com');
  await typeInto(page, 'Password', 'nine blue herons');
  await keyboard.press('Enter');
  await sees(page, 'Hello, Ben');

  await tabTo(page, 'Your account');
  await keyboard.press('Enter');
  await sees(page, 'Your account');
  await typeInto(page, 'Last name', 'Brown');
  await keyboard.press('Enter');
  await page.getByText('Your profile is saved.').waitFor();
  await typeInto(page, 'Current password', 'nine blue herons');
  await typeInto(page, 'New password', 'nine red herons');
  await keyboard.press('Enter');
  await page.getByText('Your password is changed.').waitFor();
  await tabTo(page, 'Home');
  await keyboard.press('Enter');
  await page.getByText('Ben Brown').waitFor();

  await tabTo(page, 'Sign out');
  await keyboard.press('Enter');
  await tabTo(page, 'Sign in');
  await keyboard.press('Enter');
  await sees(page, 'Sign in');
  await tabTo(page, 'Forgot password?');
  await keyboard.press('Enter');
  await sees(page, 'Reset your password');
  await typeInto(page, 'E-mail', 'ben@example.com');
  await keyboard.press('Enter');
  await page.getByText('a mail is on its way').first().waitFor();

  await openNewestMail(page, demo.url, 'Reset your password');
  await tabTo(page, 'Open the link in this mail');
  await keyboard.press('Enter');
  await typeInto(page, 'New password', 'ten blue herons');
  await keyboard.press('Enter');
  await sees(page, /changed/);

  await page.goto(`${demo.url}/login`);
  await typeInto(page, 'E-mail or user name', 'ben@example.com');
  await typeInto(page, 'Password', 'ten blue herons');
  await keyboard.press('Enter');
  await sees(page, 'Hello, Ben');
  expect(complaints).toEqual([]);
});
