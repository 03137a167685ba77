// A person at a browser: opens pages, types, presses keys, and reads what is there.
import type { Browser, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { launchChromium } from '../setup/chromium.ts';

export interface Visit {
  page: Page;
  /** Errors of scripts and of the content security policy, as the browser reports them. */
  complaints: string[];
}

/** A new browser with one page, closed when the test ends. */
export async function openBrowser(options: Parameters<Browser['newPage']>[0] = {}): Promise<Visit> {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ viewport: { width: 900, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A browser reports each 4xx; who is asking, and whether a link lives, is asked by such requests.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isAnswer) complaints.push(message.text());
  });
  return { page, complaints };
}

/** Waits for the screen with this heading. */
export async function sees(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** The address of the newest mail's link, from the mailbox page. */
export async function openNewestMail(page: Page, url: string, subject: string): Promise<void> {
  await page.goto(`${url}/mailbox`);
  // The mail is sent after the answer: look again until it is there, as a person would.
  const mail = page.getByRole('article', { name: subject }).first();
  await expect
    .poll(
      async () => {
        await page.reload();
        return mail.count();
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
  await mail.waitFor();
}

/** Fills in the registration, which is open, and sends it. */
export async function register(
  page: Page,
  person: { first: string; last: string; email: string; password: string },
): Promise<void> {
  await page.getByLabel('First name').fill(person.first);
  await page.getByLabel('Last name').fill(person.last);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await sees(page, 'Check your e-mail');
}

/** Asserts that axe finds nothing serious, in the light and in the dark. */
export async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousFaults(page), colorScheme).toEqual([]);
  }
}

/** Asserts that nothing has to be scrolled sideways. */
export async function fits(page: Page): Promise<void> {
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(window ?? 0);
}
