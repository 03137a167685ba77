// The screens where a sheet meets what it was not drawn on: in colours of the reader's own, and under a finger.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADA } from './fixtureServer.ts';
import { screenOpener } from './screens.ts';

const open = screenOpener();

const SIGNED_IN = {
  'GET /me': { body: { account: ADA } },
  'GET /me/sessions': { body: { sessions: [] } },
};

/** What has an edge around no word, picture or field. */
const emptyFrames = (page: Page) =>
  page.locator('.udb-root *:not(svg *)').evaluateAll((all) =>
    all
      .filter((one) => one.textContent === '' && !one.matches('input, svg, :has(input, svg)'))
      .filter((one) => {
        const { borderTopWidth, borderTopStyle, display } = getComputedStyle(one);
        return display !== 'none' && borderTopStyle !== 'none' && borderTopWidth !== '0px';
      })
      .map((one) => one.outerHTML),
  );

test.each([
  ['/login', {}],
  ['/register', {}],
  ['/forgot', {}],
  ['/account', SIGNED_IN],
])('in forced colours nothing is drawn around nothing at %s', async (path, answers) => {
  const { page } = await open(path, { answers, context: { forcedColors: 'active' } });
  await page.getByRole('textbox').first().waitFor();
  expect(await emptyFrames(page)).toEqual([]);
});

test('in forced colours what a page or a form has to say has an edge', async () => {
  const { page } = await open('/login?status=reset', { context: { forcedColors: 'active' } });
  await page.getByRole('button', { name: 'Sign in' }).click();
  const notice = page.locator('[data-udb-part=login-notice]:not(:empty)');
  for (const part of [notice, page.locator('[data-udb-part=login-alert][data-state=error]')]) {
    await expect.poll(() => part.evaluate((one) => getComputedStyle(one).borderTopStyle)).toBe('solid');
  }
});

test.each([
  ['/login', ['Forgot password?', 'Create an account'], {}],
  ['/register', ['Sign in'], {}],
  ['/forgot', ['Back to sign in'], {}],
  ['/change', ['Back to sign in'], {}],
  ['/verify', ['Back to sign in'], {}],
  ['/account', ['Home'], SIGNED_IN],
])('a finger hits each link below %s', async (path, names, answers) => {
  const { page } = await open(path, {
    answers,
    context: { hasTouch: true, isMobile: true, viewport: { width: 320, height: 700 } },
  });
  for (const name of names) {
    const link = page.getByRole('link', { name, exact: true });
    await link.waitFor();
    expect((await link.boundingBox())?.height, name).toBeGreaterThanOrEqual(44);
  }
});
