// A host's own build rewrites our stylesheet for older browsers than ours: every colour has to come through it, in both modes.

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import { hostSheet, OWN_SHEET } from './hostSheet.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const CARD = `<div class="udb-card"><input class="udb-input"><button class="udb-button">Sign in</button></div>`;
const root = (theme = '') => `<div class="udb-root"${theme}>${CARD}</div>`;
const LIGHT = ' data-udb-theme="light"';
const DARK = ' data-udb-theme="dark"';
const PAGE = [
  root(),
  root(LIGHT),
  root(DARK),
  `<div${DARK}>${root()}${root(LIGHT)}<section${LIGHT}>${root()}</section></div>`,
  `<div${LIGHT}>${root()}${root(DARK)}<section${DARK}>${root()}</section></div>`,
].join('');

/** Grounds, edges and text of everything, from top to bottom. */
async function colors(css: string, colorScheme: 'light' | 'dark'): Promise<string[]> {
  const page: Page = await browser.newPage({ colorScheme, reducedMotion: 'reduce' });
  await page.setContent(PAGE);
  await page.addStyleTag({ content: css });
  const seen = await page.locator('.udb-card, .udb-input, .udb-button').evaluateAll((all) =>
    all.map((one) => {
      const { backgroundColor, borderTopColor, borderTopWidth, color } = getComputedStyle(one);
      return `${one.className}: ${backgroundColor} ${borderTopWidth} ${borderTopColor} ${color}`;
    }),
  );
  await page.close();
  return seen;
}

test.each(['light', 'dark'] as const)('in a %s system, all themes', async (scheme) => {
  const own = await colors(readFileSync(OWN_SHEET, 'utf8'), scheme);
  const bundled = await hostSheet('@import "userdb/userdb.css";');
  expect(bundled).not.toContain('light-dark(');
  expect(await colors(bundled, scheme)).toEqual(own);

  const [light, dark] = [own.slice(3, 6), own.slice(6, 9)];
  expect(light).not.toEqual(dark);
  const system = scheme === 'light' ? light : dark;
  expect(own).toEqual([system, light, dark, dark, light, light, light, dark, dark].flat());
});

test('a link in the menu of a host, outside of our screens, looks like a link', async () => {
  const page = await browser.newPage();
  await page.setContent('<a class="udb-link" href="/login">Sign in</a>');
  await page.addStyleTag({ content: await hostSheet('@import "userdb/userdb.css";') });
  expect(await page.locator('a').evaluate((one) => getComputedStyle(one).color)).toBe('rgb(0, 0, 238)');
});

test('a pair of colours that a host sets holds too, where the element says which modes it has', async () => {
  const css = `@import "userdb/userdb.css";
    body { color-scheme: light dark; --udb-color-primary: light-dark(rgb(1, 2, 3), rgb(4, 5, 6)) }`;
  const bundled = await hostSheet(css);
  expect((await colors(bundled, 'light'))[2]).toContain('rgb(1, 2, 3)');
  expect((await colors(bundled, 'dark'))[2]).toContain('rgb(4, 5, 6)');
});
