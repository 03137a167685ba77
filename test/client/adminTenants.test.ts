// The tables of roles and of accounts, with the questions before one of them goes.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { adminServer, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import type { Replies, SeenRequest } from './fixtureServer.ts';
import { REFUSED } from './fixtures.ts';
import { focused, held, screenOpener } from './screens.ts';
import { tenantReplies } from './tenantFixtures.ts';

const open = screenOpener();

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const row = (page: Page, name: string) => page.getByRole('row', { name });
const names = (page: Page) => page.getByRole('rowheader').allTextContents();
const question = (page: Page) => page.getByRole('alertdialog');
const bodies = (requests: SeenRequest[], asked: string) =>
  requests.filter(({ path }) => path === asked).map(({ body }) => body);

async function openTable(path: string, replies: Replies = {}, who = SUPER_ADMIN) {
  const answers = { ...adminServer(PEOPLE, who).replies, ...tenantReplies(), ...replies };
  const screen = await open(path, { answers });
  await screen.page.getByText(/\d+ (role|account)s? found/).waitFor();
  return screen;
}

async function choose(page: Page, name: string, action: string) {
  await button(page, `Actions for ${name}`).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

describe('roles', () => {
  test('are listed by name, sorted and searched by the server, all of it in the address', async () => {
    const { page, server } = await openTable('/admin/roles');
    expect(await names(page)).toEqual(['admin', 'doctor', 'nurse']);
    await row(page, 'nurse').getByText('Disabled').waitFor();
    await row(page, 'nurse').getByText('Acme').waitFor();
    await button(page, 'Name').click();
    await expect.poll(() => names(page)).toEqual(['nurse', 'doctor', 'admin']);
    await page.getByRole('searchbox').fill('doc');
    await page.getByText('1 role found').waitFor();
    expect(bodies(server.requests, '/roles/list').at(-1)).toMatchObject({
      searchString: '%doc%',
      orderby: ['name', 'desc'],
    });
    expect(new URL(page.url()).search).toBe('?dir=desc&q=doc');
  });

  test('are made in the account that a super-admin chooses', async () => {
    const { page, server } = await openTable('/admin/roles');
    await button(page, 'New role').click();
    await page.getByLabel('Name', { exact: true }).fill('pilot');
    await page.getByRole('dialog').getByLabel('Account').selectOption('Zenith');
    await page.getByLabel('Description (optional)').fill('Flies');
    await button(page, 'Save').click();
    await page.getByText('4 roles found').waitFor();
    expect(bodies(server.requests, '/roles/update')).toEqual([
      { name: 'pilot', description: 'Flies', account_id: 'zenith', customData: {} },
    ]);
    await page.getByRole('status').getByText('pilot was added.').waitFor();
  });

  test('are changed; a name that is taken is said at its field', async () => {
    const { page, server } = await openTable('/admin/roles');
    const before = server.answers['POST /roles/update'];
    server.answers['POST /roles/update'] = REFUSED(409, 'Taken.', 'NAME_TAKEN', 'name');
    await choose(page, 'doctor', 'Edit');
    await page.getByLabel('Name', { exact: true }).fill('admin');
    await button(page, 'Save').click();
    await page.getByText('That name is taken. Choose another one.').waitFor();
    expect(await focused(page).getAttribute('name')).toBe('name');
    server.answers['POST /roles/update'] = before ?? {};
    await page.getByLabel('Name', { exact: true }).fill('physician');
    await button(page, 'Save').click();
    await row(page, 'physician').waitFor();
    expect(bodies(server.requests, '/roles/update').at(-1)).toMatchObject({ id: 'acme-doctor', status: 'ENABLED' });
  });

  test('are disabled at once, with a way back', async () => {
    const slow = held();
    const { page, server } = await openTable('/admin/roles');
    const before = server.answers['POST /roles/update'];
    server.answers['POST /roles/update'] = { body: { id: 'acme-doctor', status: 'DISABLED' }, after: slow.after };
    await choose(page, 'doctor', 'Disable');
    await row(page, 'doctor').getByText('Disabled').waitFor();
    slow.release();
    server.answers['POST /roles/update'] = before ?? {};
    await button(page, 'Undo').click();
    await row(page, 'doctor').getByText('Enabled').waitFor();
  });

  test('that must stay enabled are so again, and the reason is said', async () => {
    const { page } = await openTable('/admin/roles', {
      'POST /roles/update': REFUSED(409, 'Not yourself.', 'NOT_ONESELF'),
    });
    await choose(page, 'admin', 'Disable');
    await page.getByRole('alert').getByText('You cannot disable or delete yourself').waitFor();
    await row(page, 'admin').getByText('Enabled').waitFor();
  });

  test('lead to who has them', async () => {
    const { page } = await openTable('/admin/roles');
    await choose(page, 'doctor', 'Users with this role');
    await page.getByText('2 users found').waitFor();
    expect(new URL(page.url()).search).toBe('?role=doctor');
  });

  test('are deleted only by who understands; the safe answer has the focus, the next row gets it', async () => {
    const { page, server } = await openTable('/admin/roles');
    await choose(page, 'doctor', 'Delete');
    await page.getByRole('alertdialog', { name: 'Delete doctor?' }).waitFor();
    expect(await focused(page).textContent()).toBe('Keep');
    expect(await seriousFaults(page)).toEqual([]);
    await button(page, 'Delete role').click();
    await question(page).getByText('Tick to show that you understand').waitFor();
    expect(server.count('POST /roles/remove')).toBe(0);

    await page.getByLabel('I understand').check();
    await button(page, 'Delete role').click();
    await question(page).waitFor({ state: 'detached' });
    await page.getByText('2 roles found').waitFor();
    expect(bodies(server.requests, '/roles/remove')).toEqual([{ roleId: 'acme-doctor' }]);
    await expect.poll(() => focused(page).getAttribute('aria-label')).toBe('Actions for nurse');
  });

  test('stay when they are kept, by the button or by Escape', async () => {
    const { page, server } = await openTable('/admin/roles');
    for (const key of ['Enter', 'Escape']) {
      await choose(page, 'doctor', 'Delete');
      await question(page).waitFor();
      await page.keyboard.press(key);
      await question(page).waitFor({ state: 'detached' });
      expect(await focused(page).getAttribute('aria-label')).toBe('Actions for doctor');
    }
    expect(server.count('POST /roles/remove')).toBe(0);
  });

  test('a search without a hit says so, and how to see them all again', async () => {
    const { page } = await openTable('/admin/roles?q=smiht');
    await page.getByText('Nothing matches «smiht».').waitFor();
    await button(page, 'Clear search').click();
    await page.getByText('3 roles found').waitFor();
  });
});

describe('accounts', () => {
  test('are seen by a super-admin alone', async () => {
    const { page } = await openTable('/admin/roles', {}, adminServer().replies['GET /me'] as typeof SUPER_ADMIN);
    expect(await page.getByRole('link', { name: 'Accounts' }).count()).toBe(0);
    const { page: theirs } = await openTable('/admin/accounts');
    expect(await names(theirs)).toEqual(['Acme', 'Zenith']);
  });

  test('are made and disabled', async () => {
    const { page, server } = await openTable('/admin/accounts');
    await button(page, 'New account').click();
    await page.getByLabel('Name', { exact: true }).fill('Omega');
    await button(page, 'Save').click();
    await page.getByText('3 accounts found').waitFor();
    await choose(page, 'Zenith', 'Disable');
    await row(page, 'Zenith').getByText('Disabled').waitFor();
    expect(bodies(server.requests, '/accounts/update')).toEqual([{ name: 'Omega', description: null, customData: {} }]);
    expect(bodies(server.requests, '/accounts/change_account_status')).toEqual([
      { accountId: 'zenith', newStatus: 'DISABLED' },
    ]);
  });

  test('lead to their users and roles', async () => {
    const { page } = await openTable('/admin/accounts');
    await choose(page, 'Acme', 'Users of this account');
    await page.getByText('6 users found').waitFor();
    expect(new URL(page.url()).search).toBe('?account=acme');
    await page.goBack();
    await choose(page, 'Zenith', 'Roles of this account');
    await page.getByText('0 roles found').waitFor();
    expect(new URL(page.url()).search).toBe('?account=zenith');
  });

  test('are deleted by who types the name and has read how many users go with them', async () => {
    const { page, server } = await openTable('/admin/accounts');
    await choose(page, 'Acme', 'Delete');
    await question(page).getByText('6 users go with it. Its roles go too. This cannot be undone.').waitFor();
    expect(bodies(server.requests, '/users/list').at(-1)).toMatchObject({ accountId: 'acme', limit: 1 });
    expect(await focused(page).textContent()).toBe('Keep');
    await page.getByLabel('I understand').check();
    const word = page.getByLabel('Type “Acme” to go on');
    await word.fill('acme');
    await word.press('Enter');
    await expect.poll(() => word.getAttribute('aria-invalid')).toBe('true');
    expect(server.count('POST /accounts/remove')).toBe(0);

    await word.fill('Acme');
    await word.press('Enter');
    await question(page).waitFor({ state: 'detached' });
    expect(bodies(server.requests, '/accounts/remove')).toEqual([{ accountId: 'acme' }]);
    expect(await names(page)).toEqual(['Zenith']);
  });

  test('what the server refuses to delete is said in the question, which stays', async () => {
    const { page } = await openTable('/admin/accounts', {
      'POST /accounts/remove': REFUSED(409, 'The last one.', 'LAST_SUPER_ADMIN'),
    });
    await choose(page, 'Zenith', 'Delete');
    await page.getByLabel('I understand').check();
    await page.getByLabel('Type “Zenith” to go on').fill('Zenith');
    await button(page, 'Delete account').click();
    await question(page).getByRole('alert').getByText('This is the last super-admin').waitFor();
    await button(page, 'Keep').click();
    expect(await names(page)).toEqual(['Acme', 'Zenith']);
  });
});

test('readable by all, also where each row is a card', async () => {
  for (const path of ['/admin/roles', '/admin/accounts']) {
    const { page } = await openTable(path);
    expect(await seriousFaults(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await seriousFaults(page)).toEqual([]);
  }
});
