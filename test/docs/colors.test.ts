// The colours that docs/react.md sets in its recipes come through a host's build, which rewrites `light-dark()`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostSheet } from '../client/hostSheet.ts';
import { ROOT } from '../house/imports.ts';
import { launchChromium } from '../setup/chromium.ts';

const PAGE = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');
const SHEETS = [...PAGE.matchAll(/```css\n([\s\S]*?)```/g)].map(([, css = '']) => css);

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function buttonColor(css: string, body: string, colorScheme: 'light' | 'dark'): Promise<string> {
  const page = await browser.newPage({ colorScheme, reducedMotion: 'reduce' });
  await page.setContent(body);
  await page.addStyleTag({ content: css });
  const color = await page.getByRole('button').evaluate((one) => getComputedStyle(one).backgroundColor);
  await page.close();
  return color;
}

const CARD = '<div class="udb-card"><button class="udb-button">Sign in</button></div>';
const around = (className: string) => `<div class="${className}"><div class="udb-root">${CARD}</div></div>`;

test.each([
  ['card', `<div class="udb-root card">${CARD}</div>`, 'rgb(15, 118, 110)', 'rgb(94, 234, 212)'],
  ['brand-north', around('brand-north'), 'rgb(29, 78, 216)', 'rgb(147, 197, 253)'],
  ['brand-south', around('brand-south'), 'rgb(180, 83, 9)', 'rgb(252, 211, 77)'],
])('.%s', async (name, body, light, dark) => {
  const recipe = SHEETS.find((css) => css.includes(`.${name} {`)) ?? '';
  const css = await hostSheet(`@import "userdb/userdb.css";\n${recipe}`);
  expect(css).not.toContain('light-dark(');
  expect([await buttonColor(css, body, 'light'), await buttonColor(css, body, 'dark')]).toEqual([light, dark]);
});

test('set by className, a pair follows the mode that is forced', async () => {
  const css = await hostSheet(`@import "userdb/userdb.css";\n${SHEETS.find((one) => one.includes('.card {'))}`);
  const dark = `<div class="udb-root card" data-udb-theme="dark">${CARD}</div>`;
  expect(await buttonColor(css, dark, 'light')).toBe('rgb(94, 234, 212)');
});
