// Every pair of colours that meet on a screen, in both modes, by WCAG 2.2: 4.5:1 for text (1.4.3), 3:1 for what one has to
// see to use it (1.4.11). The colours are read from a browser, which mixes them as people see them.

import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';

const css = readFileSync(new URL('../../client/css/userdb.css', import.meta.url), 'utf8');

const TEXT = 4.5;
const EDGE = 3;
const CARD = 'var(--_bg)';
const SURFACE = 'var(--_surface)';
const ERROR = 'color-mix(in srgb, var(--_danger) 7%, var(--_bg))';
const AUTOFILLED = 'color-mix(in srgb, var(--_primary) 10%, var(--_bg))';
const CHOSEN = 'color-mix(in srgb, var(--_primary) 9%, var(--_bg))';

/** What is written, on what. */
const PAIRS: [what: string, front: string, back: string, least: number][] = [
  ...[CARD, SURFACE, ERROR, AUTOFILLED, CHOSEN].map((back): [string, string, string, number] => [
    `text on ${back}`,
    'var(--_text)',
    back,
    TEXT,
  ]),
  ['help, placeholders, waiting buttons', 'var(--_muted)', CARD, TEXT],
  ['help on a surface', 'var(--_muted)', SURFACE, TEXT],
  ['help on a chosen row', 'var(--_muted)', CHOSEN, TEXT],
  ['a link', 'var(--_primary)', CARD, TEXT],
  ['a link on a surface', 'var(--_primary)', SURFACE, TEXT],
  ['a link in an error', 'var(--_primary)', ERROR, TEXT],
  ['a button', 'var(--_on-primary)', 'var(--_primary)', TEXT],
  ['a button under the pointer', 'var(--_on-primary)', 'color-mix(in oklab, var(--_primary) 88%, var(--_text))', TEXT],
  ['a button that is busy', 'var(--_on-primary)', 'color-mix(in oklab, var(--_primary) 82%, var(--_bg))', TEXT],
  ['a button that deletes', CARD, 'var(--_danger)', TEXT],
  ['an error', 'var(--_danger)', CARD, TEXT],
  ['an error on a surface', 'var(--_danger)', SURFACE, TEXT],
  ['an error in an alert', 'var(--_danger)', ERROR, TEXT],
  ['a rule that is met', 'var(--_success)', SURFACE, TEXT],
  ['success', 'var(--_success)', CARD, TEXT],
  ['a warning', 'var(--_warning)', CARD, TEXT],
  ['a warning on a surface', 'var(--_warning)', SURFACE, TEXT],
  ['a status on a chosen row', 'var(--_success)', CHOSEN, TEXT],
  ['the edge of a field', 'var(--_border)', CARD, EDGE],
  ['the edge of a field that is wrong', 'var(--_danger)', CARD, EDGE],
  ['the ring around what has the focus', 'var(--_focus)', CARD, EDGE],
  ['the ring on a surface', 'var(--_focus)', SURFACE, EDGE],
  ['the ring on the page behind', 'var(--_focus)', 'light-dark(#f3f4f8, #0e1016)', EDGE],
  ['the bar of the meter', 'var(--_warning)', SURFACE, EDGE],
];

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await browser.newPage();
  await page.setContent('<div class="udb-root"><canvas width="1" height="1"></canvas></div>');
  await page.addStyleTag({ content: css });
}, 60_000);
afterAll(() => browser.close());

/** Red, green and blue, 0 to 255, as they are painted. */
const painted = (color: string) =>
  page.evaluate((asked) => {
    const root = document.querySelector<HTMLElement>('.udb-root');
    const brush = document.querySelector('canvas')?.getContext('2d');
    if (!root || !brush) throw new Error('nothing to paint on');
    root.style.backgroundColor = asked;
    brush.fillStyle = getComputedStyle(root).backgroundColor;
    brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  }, color);

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([r = 0, g = 0, b = 0]: number[]): number {
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

async function contrast(front: string, back: string): Promise<number> {
  const [one, other] = [luminance(await painted(front)), luminance(await painted(back))];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

test('the colours that are compared here are those of the stylesheet', () => {
  const mixes = PAIRS.flatMap(([, front, back]) => [front, back]).filter((color) => color.startsWith('color-mix'));
  const inSheet = css.replaceAll(', transparent)', ', var(--_bg))');
  expect(mixes.filter((mix) => !inSheet.includes(mix))).toEqual([]);
});

describe.each(['light', 'dark'] as const)('in the %s', (colorScheme) => {
  test.each(PAIRS)('%s', async (_what, front, back, least) => {
    await page.emulateMedia({ colorScheme });
    expect(await contrast(front, back)).toBeGreaterThanOrEqual(least);
  });
});
