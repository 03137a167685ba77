// Every screen in every state, in pages that are not made for it: among a page's own rules, with a reader's spacing of
// text, in forced colours, in print.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory } from '../../scripts/lib/contactSheet.ts';
import { type Gallery, openGallery } from '../../scripts/lib/gallery.ts';
import { launchChromium } from '../setup/chromium.ts';
import { HOSTILE } from './hostile.ts';
import { STORIES } from './stories/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'userdb-gallery-'));
let gallery: Gallery;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([openGallery(folder), launchChromium()]);
  page = await browser.newPage({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await browser.close();
  await gallery.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a stylesheet behind all others, where it is strongest, in place of the one before. */
const withSheet = (css: string) =>
  page.evaluate((content) => {
    document.getElementById('sheet')?.remove();
    const style = Object.assign(document.createElement('style'), { id: 'sheet', textContent: content });
    document.head.append(style);
  }, css);

/**
 * Every element of ours with its place and every computed property, as lines. What surrounds the screen is the page's
 * and is held still; what is written in lengths of the root's place is measured from there.
 */
const look = () =>
  page.evaluate(() => {
    const host = document.querySelector<HTMLElement>('main');
    host?.setAttribute(
      'style',
      'all: initial; display: block; position: absolute; inset: 0 auto auto 0; inline-size: 460px',
    );
    const roots = [...document.querySelectorAll('.udb-root')].filter((one) => !one.parentElement?.closest('.udb-root'));
    return roots.flatMap((root) => {
      const from = root.getBoundingClientRect();
      return [root, ...root.querySelectorAll('*')].flatMap((element, index) => {
        const name = `${index} ${element.localName}.${element.getAttribute('class') ?? ''}`;
        const { x, y, width, height } = element.getBoundingClientRect();
        const place = [x - from.x, y - from.y, width, height].map((length) => length.toFixed(1)).join(' ');
        const styles = [undefined, '::before', '::after', '::placeholder'].flatMap((pseudo) => {
          const style = getComputedStyle(element, pseudo);
          if (pseudo === '::before' || pseudo === '::after') {
            if (style.content === 'none' || style.content === 'normal') return [];
          } else if (pseudo && !(element instanceof HTMLInputElement)) return [];
          // A shape in a drawing has no box; and of a button with a background of its own, every `appearance` is the same.
          const counts = (property: string) =>
            element instanceof SVGElement && element.ownerSVGElement
              ? /^(fill|stroke|opacity|visibility|display|d|r)/.test(property)
              : property !== 'appearance' || !(element instanceof HTMLButtonElement);
          const told = [...style].filter(counts).map((property) => `${property}: ${style.getPropertyValue(property)}`);
          return told.map((line) => `${name}${pseudo ?? ''} { ${line} }`);
        });
        return [`${name} at ${place}`, ...styles];
      });
    });
  });

const added = (before: string[], after: string[]) => {
  const known = new Set(before);
  return after.filter((line) => !known.has(line));
};

const NAMES = STORIES.map(({ name }) => name);

/** Those that a page's rules for elements would reach; what is inside of a drawing or a list of choices has no such rule. */
const unguarded = () =>
  page
    .locator('.udb-root *:not([class^="udb-"], svg *, option, [type=hidden])')
    .evaluateAll((all) => all.map((one) => one.outerHTML));

/** WCAG 2.2, 1.4.12: what readers may set, and must not lose anything by. */
const SPACED = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

/** What does not fit: the page sideways, and text in boxes that cut it off. */
const cut = () =>
  page.evaluate(() => {
    const sideways = document.documentElement.scrollWidth - innerWidth;
    const boxes = [...document.querySelectorAll<HTMLElement>('.udb-root, .udb-root *')].filter((one) => {
      const { overflowX, overflowY, display, clipPath } = getComputedStyle(one);
      const clips = overflowX !== 'visible' || overflowY !== 'visible';
      const isMeant = one.closest('.udb-sr, svg, input, textarea, select, meter, progress') || clipPath !== 'none';
      const scrolls = overflowY === 'auto' || overflowY === 'scroll';
      if (!clips || isMeant || display === 'inline' || scrolls) return false;
      return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    });
    return [...(sideways > 0 ? [`${sideways} px sideways`] : []), ...boxes.map((one) => one.outerHTML)];
  });

/** What is pressed or typed into, but cannot be told from what surrounds it by its edge, of so many pixels at least. */
const edgeless = (least: number) =>
  page.locator('.udb-root :is(.udb-button, .udb-button-quiet, .udb-reveal, .udb-input)').evaluateAll(
    (all, pixels) =>
      all
        .filter((one) => {
          const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(one);
          const isThere = Number.parseFloat(borderTopWidth) >= pixels && borderTopStyle !== 'none';
          return !isThere || borderTopColor === backgroundColor;
        })
        .map((one) => one.outerHTML),
    least,
  );

const words = () => page.locator('main').innerText();

describe('no rule that a page has about elements reaches a screen', () => {
  test.each(NAMES)('%s', async (name) => {
    await page.setViewportSize({ width: 460, height: 800 });
    await openStory(page, gallery.url, name);
    expect(await unguarded()).toEqual([]);
    await withSheet('');
    const before = await look();
    const changed: Record<string, string[]> = {};
    for (const [sheet, css] of Object.entries(HOSTILE)) {
      await withSheet(css);
      const changes = added(before, await look());
      if (changes.length > 0) changed[sheet] = changes.slice(0, 20);
    }
    expect(before.length).toBeGreaterThan(1000);
    expect(changed).toEqual({});
  });
});

describe('nothing is lost', () => {
  test.each(NAMES)('%s', async (name) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openStory(page, gallery.url, name);
    const before = await words();
    await withSheet(SPACED);
    expect(await cut(), 'with more space in the text, at 320 pixels, which 1280 at 400 % are').toEqual([]);
    await withSheet('');

    await page.emulateMedia({ forcedColors: 'active' });
    expect(await edgeless(1), 'in forced colours').toEqual([]);
    await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
    expect(await edgeless(2), 'with more contrast').toEqual([]);
    await page.emulateMedia({ contrast: null, media: 'print' });
    expect(await words(), 'in print').toBe(before);
    await page.emulateMedia({ media: null, forcedColors: null });
  });
});
