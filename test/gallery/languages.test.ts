// Words in other languages on every screen: none is written into the code, and none breaks a narrow phone.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory } from '../../scripts/lib/contactSheet.ts';
import { type Gallery, openGallery } from '../../scripts/lib/gallery.ts';
import { launchChromium } from '../setup/chromium.ts';
import { STORIES } from './stories/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'userdb-gallery-'));
let gallery: Gallery;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([openGallery(folder), launchChromium()]);
  page = await browser.newPage({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
});

afterAll(async () => {
  await browser.close();
  await gallery.close();
  rmSync(folder, { recursive: true, force: true });
});

const NAMES = STORIES.map(({ name }) => name);
/** As it opens, or with all that can be wrong. */
const TALLEST = NAMES.filter((name) => /\/(idle|empty|unverified|mail|done|dead|no-link)$/.test(name));

/** The application and its accounts, people and their roles, addresses, times, numbers and signs. */
const NO_WORDS = [
  /^(Juniper|Acme|Zenith)$/,
  /^(Ada Archer|Ben Bright|Cleo Cruz|Dan Dow|Eve Eriksson|Rosa Root|Sue Super|User \d+)$/,
  /^(admin|doctor|nurse|pilot|super-admin)(, \w+)*$/,
  /^([\w.]+@example\.com|2001:db8::17)$/,
  /^(\d+ months ago|\w+ \d+, \d{4}, [\d:]+\s[AP]M)$/,
  /^· \[!!.*!!\]$/,
  /^[\d\W]*$/,
];

describe('no word is written into the code', () => {
  test.each(NAMES)('%s', async (name) => {
    await openStory(page, gallery.url, name, 'pseudo');
    const foreign = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const texts: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const marked = node.parentElement?.closest('script, style, [data-from-server]');
        if (!marked && node.textContent?.trim()) texts.push(node.textContent.trim());
      }
      const named = [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label') ?? '');
      return [...texts, ...named].filter((text) => !text.startsWith('[!!') || !text.endsWith('!!]'));
    });
    expect(foreign.filter((text) => !NO_WORDS.some((kind) => kind.test(text)))).toEqual([]);
  });
});

test('an address of the network reads from left to right, in Arabic too', async () => {
  await openStory(page, gallery.url, 'account/idle', 'ar');
  const [start, end] = await page.getByText('2001:db8::17', { exact: true }).evaluate((element) => {
    const text = element.firstChild;
    if (!text?.nodeValue) throw new Error('There is no text in it.');
    const leftOf = (from: number) => {
      const range = document.createRange();
      range.setStart(text, from);
      range.setEnd(text, from + 1);
      return range.getBoundingClientRect().left;
    };
    return [leftOf(0), leftOf(text.nodeValue.length - 1)];
  });
  expect(start).toBeLessThan(end ?? 0);
});

describe('every language fits 320 pixels', () => {
  describe.each(['ar', 'de', 'es', 'fr', 'it', 'ja', 'nl', 'pt-BR', 'zh-CN'])('%s', (locale) => {
    test('each screen', async () => {
      const wide: string[] = [];
      for (const name of TALLEST) {
        await openStory(page, gallery.url, name, locale);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wide.push(`${name}: ${over} px`);
      }
      expect(wide).toEqual([]);
      const direction = await page.locator('[dir]').first().getAttribute('dir');
      expect(direction).toBe(locale === 'ar' ? 'rtl' : 'ltr');
    });
  });
});
