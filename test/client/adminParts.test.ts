// The parts that lists are made of, held to the patterns of the ARIA guide: menu button, dialog, toolbar, combobox.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { adminServer, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import { focused, screenOpener, stopClock } from './screens.ts';

const open = screenOpener();

const menuButton = (page: Page) => page.getByRole('button', { name: 'Actions for Ben Bright' });
const menu = (page: Page) => page.getByRole('menu', { name: 'Actions for Ben Bright' });
const focusedText = (page: Page) => focused(page).textContent();

async function openUsers(admin = adminServer()) {
  const screen = await open('/admin/users', { answers: admin.replies });
  await screen.page.getByText(/\d+ users? found/).waitFor();
  return screen;
}

test('a menu button says that it has a menu, and whether it is open', async () => {
  const { page } = await openUsers();
  const button = menuButton(page);
  expect(await button.getAttribute('aria-haspopup')).toBe('menu');
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.click();
  expect(await button.getAttribute('aria-expanded')).toBe('true');
  expect(await button.getAttribute('aria-controls')).toBe(await menu(page).getAttribute('id'));
});

test.each([
  ['Enter', 'Edit'],
  ['Space', 'Edit'],
  ['ArrowDown', 'Edit'],
  ['ArrowUp', 'Delete'],
])('%s on the menu button opens the menu on "%s"', async (key, item) => {
  const { page } = await openUsers();
  await menuButton(page).press(key);
  await menu(page).waitFor();
  await expect.poll(() => focusedText(page)).toBe(item);
});

test('in a menu the arrows go round, Home and End to its ends', async () => {
  const { page } = await openUsers();
  await menuButton(page).press('ArrowDown');
  const seen: (string | null)[] = [];
  for (const key of ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'Home']) {
    await page.keyboard.press(key);
    seen.push(await focusedText(page));
  }
  expect(seen).toEqual(['Reset password', 'Delete', 'Edit', 'Delete', 'Sign out everywhere', 'Edit']);
  // One stop for Tab.
  const stops = await page
    .getByRole('menuitem')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).tabIndex));
  expect(new Set(stops)).toEqual(new Set([-1]));
});

test('Escape closes a menu and gives the focus back; Tab closes it and goes on from the button', async () => {
  const { page } = await openUsers();
  await menuButton(page).press('ArrowDown');
  await page.keyboard.press('Escape');
  await menu(page).waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Ben Bright');

  await menuButton(page).press('ArrowDown');
  await page.keyboard.press('Tab');
  await menu(page).waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Select Cleo Cruz');

  await menuButton(page).press('ArrowDown');
  await page.keyboard.press('Shift+Tab');
  await menu(page).waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Select Ben Bright');
});

test('a press beside a menu, or on its button again, closes it', async () => {
  const { page } = await openUsers();
  await menuButton(page).click();
  await menuButton(page).click();
  await menu(page).waitFor({ state: 'detached' });
  await menuButton(page).click();
  await page.getByRole('heading', { level: 1 }).click();
  await menu(page).waitFor({ state: 'detached' });
  // The browser closes it first, and tells afterwards.
  await menuButton(page).and(page.locator('[aria-expanded=false]')).waitFor();
});

test('a menu goes along when the page is scrolled, which may still be running out', async () => {
  const { page } = await openUsers();
  await page.setViewportSize({ width: 900, height: 500 });
  await menuButton(page).click();
  /** Pixels between the two, whether the menu is below the button or above it. */
  async function gap() {
    const [box, around] = [await menu(page).boundingBox(), await menuButton(page).boundingBox()];
    if (!box || !around) return Number.NaN;
    return Math.round(Math.min(Math.abs(box.y - around.y - around.height), Math.abs(around.y - box.y - box.height)));
  }
  expect(await gap()).toBeLessThanOrEqual(5);
  const top = await page.evaluate(() => scrollY);
  await page.evaluate(() => scrollBy(0, 60));
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(top + 60);
  await expect.poll(gap).toBeLessThanOrEqual(5);
});

test('an action that cannot be chosen keeps the menu open and can be read', async () => {
  const { page, server } = await openUsers();
  const own = page.getByRole('button', { name: 'Actions for Ada Archer' });
  await own.press('ArrowUp');
  expect(await focusedText(page)).toContain('You cannot do this to yourself');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('menu').count()).toBe(1);
  expect(server.count('POST /users/remove')).toBe(0);
});

test('a dialog keeps the focus inside of it, has a name, and gives the focus back', async () => {
  const { page } = await openUsers();
  const opener = page.getByRole('button', { name: 'New user' });
  await opener.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'New user' });
  await dialog.waitFor();
  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press('Tab');
    // Between its last element and its first, the browser's own buttons have the focus.
    expect(await page.evaluate(() => document.activeElement?.closest('dialog, body')?.localName)).toMatch(
      /dialog|body/,
    );
    expect(await page.evaluate(() => document.activeElement?.closest('table'))).toBeNull();
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focusedText(page)).toBe('New user');
});

test('news that can be undone stay, others go by themselves after six seconds or more, but not under the pointer', async () => {
  const { page } = await openUsers();
  await stopClock(page);
  const notice = (text: string) => page.getByRole('status').getByText(text);
  const act = async (name: string, action: string) => {
    await page.getByRole('button', { name: `Actions for ${name}` }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  await act('Cleo Cruz', 'Resend invitation');
  await notice('We sent another invitation').waitFor();
  await act('Ben Bright', 'Disable');
  await notice('can no longer sign in').waitFor();

  await page.clock.runFor(5_900);
  expect(await notice('We sent another invitation').count()).toBe(1);
  await notice('We sent another invitation').hover();
  await page.clock.runFor(20_000);
  expect(await notice('We sent another invitation').count()).toBe(1);
  await page.getByRole('heading', { level: 1 }).hover();
  await page.clock.runFor(9_000);
  expect(await notice('We sent another invitation').count()).toBe(0);

  await page.clock.runFor(600_000);
  expect(await notice('can no longer sign in').count()).toBe(1);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await notice('can no longer sign in').waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Messages');
});

test('a toolbar is one stop for Tab, and the arrows go through it', async () => {
  const { page } = await openUsers();
  await page.getByRole('checkbox', { name: 'Select Ben Bright' }).check();
  const toolbar = page.getByRole('toolbar', { name: 'Actions for the selected users' });
  await toolbar.getByRole('button', { name: 'Enable' }).focus();
  const seen: (string | null)[] = [];
  for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home']) {
    await page.keyboard.press(key);
    seen.push(await focusedText(page));
  }
  expect(seen).toEqual(['Disable', 'Add role', 'Clear selection', 'Enable', 'Clear selection', 'Enable']);
  await page.keyboard.press('Tab');
  expect(await toolbar.locator(':focus').count()).toBe(0);
  await page.keyboard.press('Shift+Tab');
  expect(await focusedText(page)).toBe('Enable');
});

const MANY = Array.from({ length: 250 }, (_, index) => ({ value: `a${index}`, label: `Tenant ${index}`, roles: [] }));

async function openWithManyAccounts() {
  const { replies } = adminServer(PEOPLE, SUPER_ADMIN);
  const screen = await openUsers({
    ...adminServer(PEOPLE, SUPER_ADMIN),
    replies: {
      ...replies,
      'POST /accounts/select_list': ({ body }) => {
        const q = String(body?.q ?? '').toLowerCase();
        return { body: { complete: !q, options: MANY.filter(({ label }) => label.toLowerCase().includes(q)) } };
      },
    },
  });
  return { ...screen, box: screen.page.getByRole('combobox', { name: 'Account' }) };
}

test('with too many to read, a choice is searched for on the server, with the keyboard alone', async () => {
  const { page, server, box } = await openWithManyAccounts();
  expect(await box.getAttribute('aria-expanded')).toBe('false');
  await box.focus();
  await box.selectText();
  await page.keyboard.type('tenant 24');
  await page.getByText('12 choices').waitFor();
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  const list = page.getByRole('listbox', { name: 'Account' });
  expect(await box.getAttribute('aria-controls')).toBe(await list.getAttribute('id'));

  // The focus stays in the box; which option is meant is said by its id.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const active = async () => page.locator(`[id="${await box.getAttribute('aria-activedescendant')}"]`).textContent();
  expect(await active()).toBe('Tenant 24');
  expect(await list.getByRole('option', { selected: true }).textContent()).toBe('Tenant 24');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect(await active()).toBe('Tenant 249');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  expect(await box.inputValue()).toBe('Tenant 24');
  expect(await box.getAttribute('aria-expanded')).toBe('false');
  expect(new URL(page.url()).search).toBe('?account=a24');
  const asked = server.requests.filter(({ path }) => path === '/accounts/select_list').map(({ body }) => body?.q);
  expect(asked).toContain('tenant 24');
});

test('Escape leaves the choice as it was, and so does going away; Alt and the arrows open and close', async () => {
  const { page, box } = await openWithManyAccounts();
  await box.focus();
  await box.selectText();
  await page.keyboard.type('tenant 7');
  await page.getByRole('option', { name: 'Tenant 77' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await box.inputValue()).toBe('Any');
  expect(await page.getByRole('listbox').count()).toBe(0);

  await page.keyboard.press('Alt+ArrowDown');
  expect(await box.getAttribute('aria-expanded')).toBe('true');
  expect(await box.getAttribute('aria-activedescendant')).toBeNull();
  await page.keyboard.press('Alt+ArrowUp');
  expect(await box.getAttribute('aria-expanded')).toBe('false');

  await page.keyboard.type('x');
  await page.keyboard.press('Tab');
  expect(await box.inputValue()).toBe('Any');
});

test('a choice is made by a press, too; then all are there again', async () => {
  const { page, box } = await openWithManyAccounts();
  await box.fill('tenant 3');
  await page.getByText('12 choices').waitFor();
  await page.getByRole('option', { name: 'Tenant 3', exact: true }).click();
  expect(await box.inputValue()).toBe('Tenant 3');
  await page.waitForURL((url) => url.search === '?account=a3');
  await box.click();
  await page.getByText('251 choices').waitFor();
});
