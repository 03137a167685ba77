// The same walk without a mouse: only Tab, Enter, letters, and the address bar.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { startDemo } from '../support/demo.ts';
import { openBrowser, openNewestMail, sees } from './person.ts';

test('a person with a keyboard alone registers, verifies, signs in, signs out, forgets and changes', {
  timeout: 90_000,
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

/** More stops than any of these pages has. */
const MOST_STOPS = 40;

/** Presses Tab until the focus is on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if ((await nameOfFocus(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}"`);
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).waitFor();
  await tabTo(page, label);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement) return focused.labels?.[0]?.innerText.trim() ?? '';
    return (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '').trim();
  });
}
