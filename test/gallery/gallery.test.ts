// What is true of every screen in every state: it gets there, without a word on the console; everybody can read and use
// it, in both modes; and it fits a narrow phone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStory } from '../../scripts/lib/contactSheet.ts';
import { type Gallery, openGallery } from '../../scripts/lib/gallery.ts';
import { launchChromium } from '../setup/chromium.ts';
import { STORIES } from './stories/index.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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

async function faults(rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(WCAG)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe('every screen in every state', () => {
  test.each(STORIES.map(({ name }) => name))('%s', async (name) => {
    await page.setViewportSize({ width: 460, height: 800 });
    await page.emulateMedia({ colorScheme: 'light' });
    await openStory(page, gallery.url, name);
    expect(await faults()).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await faults(['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await sideways()).toBeLessThanOrEqual(0);
  });
});
