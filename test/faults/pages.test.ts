// userdb 1's fault in its pages, tried in Chromium.
import { expect, it } from 'vitest';
import { REFUSED } from '../client/fixtureServer.ts';
import { alertText, passwordField, screenOpener } from '../client/screens.ts';

const open = screenOpener();

it('fault 62: the sign-in page shows what the server says as text, markup and all', async () => {
  const message = '<img src="x" onerror="document.title=\'taken\'"> is not right';
  const { page } = await open('/login', { answers: { 'POST /login': REFUSED(400, message) } });
  await page.getByLabel('E-mail or user name').fill('ada@example.com');
  await passwordField(page).fill('old horse battery');
  await passwordField(page).press('Enter');

  await page.getByText(message).waitFor();

  expect(await alertText(page).textContent()).toContain('<img');
  expect(await alertText(page).locator('img').count()).toBe(0);
  expect(await page.title()).not.toContain('taken');
});
