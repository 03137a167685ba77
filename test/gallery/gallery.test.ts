// What is true of every screen in every state: it gets there, without a word on the console; everybody can read and use
// it, in both modes; and it fits a narrow phone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStory } from '../../scripts/lib/contactSheet.ts';
import { type Gallery, openGallery } from '../../scripts/lib/gallery.ts';
import { faults } from '../setup/axe.ts';
import { launchChromium } from '../setup/chromium.ts';
import { STORIES } from './stories/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'userdb-gallery-'));
let gallery: Gallery;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  [gallery, browser] = await Promise.all([openGallery(folder), launchChromium()]);
  const context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  page.on('console', (message) => {
    if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});

afterEach(() => expect(complaints.splice(0)).toEqual([]));

afterAll(async () => {
  await browser.close();
  await gallery.close();
  rmSync(folder, { recursive: true, force: true });
});

const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('every screen in every state', () => {
  test.each(STORIES.map(({ name }) => name))('%s', async (name) => {
    await page.setViewportSize({ width: 460, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await openStory(page, gallery.url, name);
    expect(await faults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faults(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sideways()).toBeLessThanOrEqual(0);
  });
});

test.each([
  ['the first field that is wrong', 'login/empty', 'login-input-login'],
  ['the list of them where there are many', 'welcome/empty', 'welcome-summary'],
])('a button that is pressed while the screen is still arriving leads to %s', async (_, name, part) => {
  await openStory(page, gallery.url, name);
  await expect.poll(() => page.locator(':focus').getAttribute('data-udb-part')).toBe(part);
});
