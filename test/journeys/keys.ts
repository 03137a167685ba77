// A person without a mouse: presses Tab until the focus is where it should be, and types.
import type { Page } from 'playwright-core';

/** More stops than any of these pages has. */
const MOST_STOPS = 40;

/** Presses Tab until the focus is on what has this name. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if ((await nameOfFocus(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches "${name}"`);
}

export async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).waitFor();
  await tabTo(page, label);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/** Goes on from the focus with this key until it is on the item of a menu or list with this name. */
export async function pressTo(page: Page, key: string, name: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if ((await nameOfFocus(page)) === name) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} never reaches "${name}"`);
}

function nameOfFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused instanceof HTMLInputElement) return focused.labels?.[0]?.innerText.trim() ?? '';
    return (focused?.getAttribute('aria-label') ?? focused?.textContent ?? '').trim();
  });
}
