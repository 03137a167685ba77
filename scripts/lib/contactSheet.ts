// Pictures of all stories of the gallery in one way of looking at them, on one sheet with their names.
import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import type { Variant } from '../../test/gallery/variants.ts';

const GAP = 12;
/** Of a picture's own size. */
const SCALE = 0.5;

export async function storyNames(browser: Browser, url: string): Promise<string[]> {
  const page = await browser.newPage();
  await page.goto(url);
  const names = await page.locator('figcaption').allTextContents();
  await page.close();
  return names;
}

/** @throws when a story does not get to its state */
export async function shootSheet(
  browser: Browser,
  url: string,
  names: string[],
  variant: Variant,
  path: string,
): Promise<void> {
  const { width, height, colorScheme = 'light', forcedColors = 'none', locale = 'en' } = variant;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    forcedColors,
    reducedMotion: 'reduce',
  });
  const pictures: { name: string; data: string }[] = [];
  for (const name of names.filter((one) => variant.of.test(one))) {
    const page = await context.newPage();
    await openStory(page, url, name, locale);
    pictures.push({ name, data: (await page.screenshot({ fullPage: true })).toString('base64') });
    await page.close();
  }
  await context.close();
  writeFileSync(path, await compose(browser, pictures, width * SCALE, variant.columns));
}

export async function openStory(page: Page, url: string, name: string, locale = 'en'): Promise<void> {
  await page.goto(`${url}/?story=${encodeURIComponent(name)}&locale=${locale}`);
  await page.locator('html[data-story]').waitFor();
  const told = await page.locator('html').getAttribute('data-story');
  if (told !== 'told') throw new Error(`the story ${name} does not get to its state`);
}

async function compose(
  browser: Browser,
  pictures: { name: string; data: string }[],
  width: number,
  columns: number,
): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: columns * (width + GAP) + GAP, height: 600 } });
  const figures = pictures.map(
    ({ name, data }) =>
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${data}" width="${width}"></figure>`,
  );
  await page.setContent(`<!doctype html><style>
    body { margin: 0; padding: ${GAP}px; background: #bbb; font: 11px system-ui; columns: ${columns}; column-gap: ${GAP}px; }
    figure { margin: 0 0 ${GAP}px; break-inside: avoid; } img { display: block; }
  </style>${figures.join('')}`);
  const picture = await page.screenshot({ fullPage: true, type: 'jpeg', quality: 70 });
  await page.close();
  return picture;
}
