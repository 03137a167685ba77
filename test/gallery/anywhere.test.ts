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
 * Looks at every element of ours: its place and every computed property, and tells in what that differs from the look that
 * was remembered. It stays in the page: it is large. What surrounds the screen is the page's, and is held still.
 */
const look = (remember: boolean) =>
  page.evaluate((isFirst) => {
    /** A shape in a drawing has no box; and of a button with a background of its own, every `appearance` is the same. */
    function counts(element: Element, property: string) {
      if (element instanceof SVGElement && element.ownerSVGElement)
        return /^(fill|stroke|opacity|visibility|display|d|r)/.test(property);
      return property !== 'appearance' || !(element instanceof HTMLButtonElement);
    }
    function isThere(element: Element, part: string, { content }: CSSStyleDeclaration) {
      if (part === '::placeholder') return element instanceof HTMLInputElement && element.placeholder !== '';
      return part === '' || (content !== 'none' && content !== 'normal');
    }
    function look(root: Element) {
      return [root, ...root.querySelectorAll('*:not(option)')].map((element) => {
        // A dialog stands in the window, wherever the page has the screen that opened it.
        const from = (element.closest('dialog') ?? root).getBoundingClientRect();
        const { x, y, width, height } = element.getBoundingClientRect();
        const place = [x - from.x, y - from.y, width, height].map((length) => length.toFixed(1)).join(' ');
        const lines = ['', '::before', '::after', '::placeholder'].flatMap((part) => {
          const style = getComputedStyle(element, part);
          const properties = isThere(element, part, style) ? [...style].filter((one) => counts(element, one)) : [];
          return properties.map((one) => `${part} ${one}: ${style.getPropertyValue(one)}`);
        });
        return [`${element.localName}.${element.getAttribute('class')}`, `at ${place}`, ...lines];
      });
    }

    const host = document.querySelector<HTMLElement>('main');
    host?.setAttribute(
      'style',
      'all: initial; display: block; position: fixed; inset: 0 auto auto 0; inline-size: 460px',
    );
    const roots = [...document.querySelectorAll('.udb-root')].filter((one) => !one.parentElement?.closest('.udb-root'));
    const seen = roots.flatMap(look);
    host?.removeAttribute('style');
    const kept = globalThis as unknown as { seen: string[][] };
    if (isFirst) kept.seen = seen;
    return seen.flatMap((lines, at) =>
      lines.filter((line, of) => line !== kept.seen[at]?.[of]).map((line) => `${lines[0]} ${line}`),
    );
  }, remember);

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

/** Line by line; of a countdown, that it is there. */
const words = async () => (await page.locator('main').innerText()).replace(/\d+/g, '0').split('\n');

async function isUntouchedBy(sheets: Record<string, string>) {
  await withSheet('');
  await look(true);
  for (const [name, css] of Object.entries(sheets)) {
    await withSheet(css);
    expect(await look(false), name).toEqual([]);
  }
  await withSheet('');
}

async function losesNothing() {
  await page.setViewportSize({ width: 320, height: 640 });
  await withSheet(SPACED);
  expect(await cut(), 'with more space in the text, at 320 pixels, which 1280 at 400 % are').toEqual([]);
  await withSheet('');
  const before = await words();
  await page.emulateMedia({ forcedColors: 'active' });
  expect(await edgeless(1), 'in forced colours').toEqual([]);
  await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
  expect(await edgeless(2), 'with more contrast').toEqual([]);
  await page.emulateMedia({ contrast: null, media: 'print' });
  expect(await words(), 'in print').toEqual(expect.arrayContaining(before));
  await page.emulateMedia({ media: null, forcedColors: null });
}

describe('every screen in every state is the same in any page, and whole for any reader', () => {
  test.each(STORIES.map(({ name }) => name))('%s', { timeout: 60_000 }, async (name) => {
    await page.setViewportSize({ width: 460, height: 800 });
    await openStory(page, gallery.url, name);
    expect(await unguarded()).toEqual([]);
    await isUntouchedBy(HOSTILE);
    await losesNothing();
  });
});
