// A page that wants all of our look below its own says so in one line: the stylesheet in a layer.

import { expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import { hostSheet } from './hostSheet.ts';

const HOST = '@import "userdb/userdb.css" layer(vendor);\nbutton { background: rgb(1, 2, 3); }\n';

test('in a layer, any rule of the page wins; without one, ours win over its elements', async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const colors: string[] = [];
  for (const css of [HOST, HOST.replace(' layer(vendor)', '')]) {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await page.setContent('<div class="udb-root"><button class="udb-button">Sign in</button></div>');
    await page.addStyleTag({ content: await hostSheet(css) });
    colors.push(await page.locator('button').evaluate((one) => getComputedStyle(one).backgroundColor));
    expect(await page.locator('button').evaluate((one) => getComputedStyle(one).cursor)).toBe('pointer');
  }
  expect(colors[0]).toBe('rgb(1, 2, 3)');
  expect(colors[1]).not.toBe('rgb(1, 2, 3)');
});
