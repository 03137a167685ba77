// Who leaves a page of the administration is asked first where something would be lost: an action for many users that
// goes on, or what was typed in a form.

import type { Dialog, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { adminServer, crowd } from './adminFixtures.ts';
import { held, type Screen, screenOpener } from './screens.ts';
import { tenantReplies } from './tenantFixtures.ts';

const open = screenOpener();

const tab = (page: Page, name: string) => page.getByRole('link', { name, exact: true });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const here = (page: Page) => new URL(page.url()).pathname;

/** The browser's own button: it waits for nobody, and asks nobody. */
async function back({ page, context }: Screen) {
  const browser = await context.newCDPSession(page);
  const { currentIndex, entries } = await browser.send('Page.getNavigationHistory');
  const entry = entries[currentIndex - 1];
  if (entry) await browser.send('Page.navigateToHistoryEntry', { entryId: entry.id });
}

/** Answers each question, and keeps it. */
function answering(page: Page) {
  const heard = { questions: [] as string[], yes: false };
  page.on('dialog', (dialog: Dialog) => {
    heard.questions.push(dialog.type() === 'confirm' ? dialog.message() : dialog.type());
    void (heard.yes ? dialog.accept() : dialog.dismiss());
  });
  return heard;
}

/** By way of the roles, so that there is a page of ours to go back to. */
async function openUsers(count: number) {
  const admin = adminServer(crowd(count));
  const screen = await open('/admin/roles', { answers: { ...tenantReplies(), ...admin.replies } });
  const { page } = screen;
  await page.getByText('3 roles found').waitFor();
  await tab(page, 'Users').click();
  await page.getByText(`${count} users found`).waitFor();
  return { ...screen, admin, heard: answering(page) };
}

describe('an action for many users', () => {
  const QUESTION = 'Stop what is under way? What is done stays done.';

  async function openRunning() {
    const screen = await openUsers(20);
    const { page } = screen;
    const slow = held();
    let sent = 0;
    await page.route('**/users/change_account_status', async (route) => {
      if (++sent > 8) await slow.after;
      await route.continue();
    });
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await button(page, 'Disable').click();
    await page.getByText('8 of 20').waitFor();
    return { ...screen, slow, sent: () => sent };
  }

  test.each([
    ['a tab', (screen: Screen) => tab(screen.page, 'Roles').click()],
    ['Back', back],
  ])('goes on for whoever stays, asked because of %s', async (_name, leave) => {
    const screen = await openRunning();
    const { page, heard, slow, admin } = screen;
    await leave(screen);
    await expect.poll(() => heard.questions).toEqual([QUESTION]);
    expect(here(page)).toBe('/admin/users');
    slow.release();
    await page.getByRole('status').getByText('20 users disabled.').waitFor();
    expect(admin.users.every(({ status }) => status === 'DISABLED')).toBe(true);

    await leave(screen);
    await page.getByText('3 roles found').waitFor();
    expect(heard.questions).toHaveLength(1);
  });

  test('ends with the page for whoever leaves; what is done stays done', async () => {
    const { page, heard, slow, sent } = await openRunning();
    heard.yes = true;
    await tab(page, 'Roles').click();
    await page.getByText('3 roles found').waitFor();
    slow.release();
    await page.waitForLoadState('networkidle');
    expect(sent()).toBe(12);
    expect(heard.questions).toEqual([QUESTION]);
  });

  test('is asked about by the browser, before the page is loaded again', async () => {
    const { page, heard, slow } = await openRunning();
    await page.evaluate(() => location.reload());
    await expect.poll(() => heard.questions).toEqual(['beforeunload']);
    slow.release();
    await page.getByRole('status').getByText('20 users disabled.').waitFor();
    await page.reload();
    await page.getByText('20 users found').waitFor();
    expect(heard.questions).toHaveLength(1);
  });
});

describe('what is typed in the form of a new user', () => {
  const QUESTION = 'You changed something here and have not saved it.\nDiscard your changes?';

  const field = (page: Page) => page.getByRole('dialog').getByLabel('First name', { exact: true });

  async function openForm() {
    const screen = await openUsers(5);
    await button(screen.page, 'New user').click();
    await field(screen.page).waitFor();
    return screen;
  }

  test('stays on Back for whoever wants it to', async () => {
    const screen = await openForm();
    const { page, heard } = screen;
    await field(page).fill('Cleo');
    await back(screen);
    await expect.poll(() => heard.questions).toEqual([QUESTION]);
    expect(here(page)).toBe('/admin/users');
    expect(await field(page).inputValue()).toBe('Cleo');

    heard.yes = true;
    await field(page).press('End');
    await back(screen);
    await page.getByText('3 roles found').waitFor();
    expect(heard.questions).toEqual([QUESTION, QUESTION]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await tab(page, 'Users').click();
    await page.getByText('5 users found').waitFor();
    expect(heard.questions).toHaveLength(2);
  });

  test('asks nobody who has typed nothing, or stays on the page', async () => {
    const screen = await openUsers(45);
    const { page, heard } = screen;
    await button(page, 'Next').click();
    await page.getByText('21–40 of 45').waitFor();
    await button(page, 'New user').click();
    await field(page).fill('Cleo');
    await back(screen);
    await page.getByText('1–20 of 45').waitFor();
    expect(await field(page).inputValue()).toBe('Cleo');

    await page.keyboard.press('Escape');
    await button(page, 'Discard').click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'New user').click();
    await field(page).waitFor();
    await back(screen);
    await page.getByText('3 roles found').waitFor();
    expect(heard.questions).toEqual([]);
  });
});
