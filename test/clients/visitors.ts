// People with browsers of their own, in a Chromium that the tests of a file share.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import type { TestMailbox } from '../support/mailbox.ts';

export interface Credentials {
  login: string;
  password: string;
}

/** For a test file: `visit(url)` opens a page as somebody who was never there before, or who has signed in. */
export function visitors(): (url: string, signedInBy?: Credentials) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  return async (url, signedInBy) => {
    const context = await browser.newContext();
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    onTestFinished(async () => {
      await context.close();
      expect(errors).toEqual([]);
    });
    if (signedInBy)
      await context.request.post(new URL('/login', url).href, { data: signedInBy, failOnStatusCode: true });
    await page.goto(url);
    return page;
  };
}

/** Waits for the page with this heading. */
export async function sees(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

/** The link in the newest such mail; waits for it. */
export async function linkTo(user: { email: string }, subject: string, mailbox: TestMailbox): Promise<string> {
  const { text } = await mailbox.to(user, subject);
  return /http\S+sptoken=\S+/.exec(text)?.[0] ?? '';
}
