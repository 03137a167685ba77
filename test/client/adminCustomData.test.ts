// Custom data in the form of a user: put in order when the field is left, and never changed by that.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { adminServer } from './adminFixtures.ts';
import { screenOpener } from './screens.ts';

const open = screenOpener();

const field = (page: Page) => page.getByRole('dialog').getByLabel('Custom data (optional)', { exact: true });

async function openEdit() {
  const screen = await open('/admin/users', { answers: adminServer().replies });
  const { page } = screen;
  await page.getByRole('button', { name: 'Actions for Ben Bright', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await field(page).waitFor();
  return screen;
}

const save = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true });

test.each([
  ['{"id":12345678901234567890}', 'Line 1, column 7: this number cannot be kept as it is. Put it in quotes.'],
  ['{\n  "a": 1e999}', 'Line 2, column 8: this number cannot be kept as it is. Put it in quotes.'],
  ['{"a":1,"a":2}', 'Line 1, column 8: this name is here twice. Keep one of them.'],
])('%s is neither put in order nor saved, and the form says why', async (typed, says) => {
  const { page, server } = await openEdit();
  await field(page).fill(typed);
  await field(page).blur();
  expect(await field(page).inputValue()).toBe(typed);
  await save(page).click();
  await page.getByRole('dialog').getByText(says).first().waitFor();
  expect(await field(page).inputValue()).toBe(typed);
  expect(server.count('POST /users/update')).toBe(0);
});

test('all else is put in order, and saved as it was typed', async () => {
  const { page, server } = await openEdit();
  await field(page).fill('{"most":9007199254740991,"rate":0.10,"in":[{"a":1},{"a":1e21}]}');
  await field(page).blur();
  expect(await field(page).inputValue()).toContain('\n  "rate": 0.1,\n');
  await save(page).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const sent = server.requests.filter(({ path }) => path === '/users/update').at(-1)?.body;
  expect(sent?.customData).toEqual({ most: 9007199254740991, rate: 0.1, in: [{ a: 1 }, { a: 1e21 }] });
});
