// The stylesheet changes nothing on a page that is not ours: every computed property of plain HTML, with and without.

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';

const css = readFileSync(new URL('../../client/css/userdb.css', import.meta.url), 'utf8');

const PLAIN = `
  <h1>Title</h1><p class="text">Text <a href="#">link</a> <strong>strong</strong></p><ul><li>one</li></ul>
  <form><label>Name <input name="a"></label><input type="password"><input type="checkbox"><select><option>1</option></select>
  <textarea></textarea><button>Go</button><meter value="0.5"></meter><p hidden>hidden</p></form>
  <table><tr><th>a</th><td>b</td></tr></table><dl><dt>t</dt><dd>d</dd></dl><dialog open>d</dialog><svg><circle r="3"/></svg>`;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

function computed(page: Page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, body *')].map((element) => {
      const style = getComputedStyle(element);
      return [element.tagName, ...[...style].map((property) => `${property}: ${style.getPropertyValue(property)}`)];
    }),
  );
}

test('a page of plain HTML looks the same with the stylesheet as without it', async () => {
  const page = await browser.newPage();
  await page.setContent(PLAIN);
  const before = await computed(page);
  await page.addStyleTag({ content: css });
  expect(await computed(page)).toEqual(before);
  expect(before.length).toBeGreaterThan(25);
  await page.close();
});

test('a page whose own rules are about elements leaves our screens as they are', async () => {
  const page = await browser.newPage({ reducedMotion: 'reduce' });
  await page.setContent(`
    <div class="udb-root udb-page"><div class="udb-card"><h1 class="udb-heading">Sign in</h1><form class="udb-root udb-form">
    <div class="udb-field"><label class="udb-label">Name</label><input class="udb-input"></div>
    <button class="udb-button">Sign in</button><button class="udb-button-quiet">Again</button></form></div></div>`);
  await page.addStyleTag({ content: css });
  const look = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[class^="udb-"]')].map((element) => {
        const { width, height } = element.getBoundingClientRect();
        const { color, backgroundColor, fontSize, fontWeight, textTransform, letterSpacing } =
          getComputedStyle(element);
        return { width, height, color, backgroundColor, fontSize, fontWeight, textTransform, letterSpacing };
      }),
    );
  const before = await look();
  await page.addStyleTag({
    content: `
      html { font-size: 62.5% } * { box-sizing: content-box } button { all: unset; background: none }
      label { float: left; text-transform: uppercase } input { width: 50px; border: 0; background: red; color: red }
      h1 { font-size: 80px; color: red; margin: 40px } div { letter-spacing: 3px; text-align: center } form { margin: 30px }`,
  });
  expect(await look()).toEqual(before);
  await page.close();
});
