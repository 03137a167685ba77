// The table of users: found, sorted, paged and filtered by the server, with all of it in the address.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type AdminServer, adminServer, adminUser, crowd, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import type { SeenRequest } from './fixtureServer.ts';
import { REFUSED } from './fixtures.ts';
import { alertText, focused, held, screenOpener, stopClock } from './screens.ts';

const open = screenOpener();

const search = (page: Page) => page.getByRole('searchbox', { name: 'Search users' });
const row = (page: Page, name: string) => page.getByRole('row', { name });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const names = (page: Page) => page.getByRole('rowheader').allTextContents();
const lists = (requests: SeenRequest[]) =>
  requests.filter(({ path }) => path === '/users/list').map(({ body }) => body);

async function openUsers(query = '', admin: AdminServer = adminServer()) {
  const screen = await open(`/admin/users${query}`, { answers: admin.replies });
  await screen.page.getByText(/\d+ users? found/).waitFor();
  return { ...screen, admin };
}

async function choose(page: Page, name: string, action: string) {
  await button(page, `Actions for ${name}`).click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
}

test('an administrator sees who there is: name, address, roles, status in words, and the last sign-in', async () => {
  const { page } = await openUsers();
  await page.getByRole('table', { name: 'Users' }).waitFor();
  const headers = await page.getByRole('columnheader').allTextContents();
  expect(headers).toEqual(['', 'Name', 'E-mail', 'Roles', 'Status', 'Last sign-in', 'Actions']);
  expect(await row(page, 'Ada Archer').getByRole('cell').allTextContents()).toEqual([
    '',
    'ada@example.com',
    'admin, doctor',
    'Enabled',
    expect.stringMatching(/ago|last/),
    '',
  ]);
  expect(await row(page, 'Ada Archer').locator('time').getAttribute('title')).toContain('2026');
  await row(page, 'Cleo Cruz').getByText('Invited').waitFor();
  await row(page, 'Cleo Cruz').getByText('Never').waitFor();
});

test('only a super-admin sees accounts, and can narrow the list to one', async () => {
  const people = [...PEOPLE, adminUser({ id: 'zoe', fullName: 'Zoe Zander', account_id: 'zenith' })];
  const { page } = await openUsers('', adminServer(people, SUPER_ADMIN));
  await row(page, 'Zoe Zander').getByText('Zenith').waitFor();
  await page.getByLabel('Account').selectOption({ label: 'Zenith' });
  await page.getByText('1 user found').waitFor();
  expect(await names(page)).toEqual(['Zoe Zander']);
  expect(new URL(page.url()).search).toBe('?account=zenith');
  // Of this account only.
  expect(await page.getByLabel('Role').getByRole('option').allTextContents()).toEqual(['Any', 'admin', 'pilot']);
});

test('typing asks once the typing has paused for 300 ms, and says how many were found', async () => {
  const { page, server } = await openUsers();
  await stopClock(page);
  const before = server.count('POST /users/list');
  await search(page).pressSequentially('bri');
  await page.clock.runFor(299);
  await search(page).pressSequentially('ght');
  await page.clock.runFor(299);
  expect(server.count('POST /users/list')).toBe(before);
  await page.clock.runFor(1);
  await page.getByRole('status').getByText('1 user found').waitFor();
  expect(await names(page)).toEqual(['Ben Bright']);
  const searches = lists(server.requests).slice(before);
  expect(searches.map((body) => body?.searchString)).toEqual(['%bright%']);
  expect(new URL(page.url()).search).toBe('?q=bright');
});

test('Enter asks at once', async () => {
  const { page, server } = await openUsers();
  await stopClock(page);
  await search(page).fill('bright');
  await search(page).press('Enter');
  await page.getByText('1 user found').waitFor();
  expect(lists(server.requests).at(-1)?.searchString).toBe('%bright%');
});

test('a newer search gives up the older one, whose answer no longer counts', async () => {
  const { page } = await openUsers();
  const slow = held();
  const givenUp: (string | null)[] = [];
  page.on('requestfailed', (request) => givenUp.push(request.postData()));
  await page.route('**/users/list', async (route) => {
    if (route.request().postData()?.includes('%ada%')) await slow.after;
    await route.continue().catch(() => {});
  });
  await search(page).fill('ada');
  await search(page).press('Enter');
  await search(page).fill('bright');
  await search(page).press('Enter');
  await page.getByText('1 user found').waitFor();
  slow.release();
  expect(givenUp).toEqual([expect.stringContaining('%ada%')]);
  expect(await names(page)).toEqual(['Ben Bright']);
});

test('a column is sorted by its header, the other way by a second press, and says so', async () => {
  const { page, server } = await openUsers();
  const header = (name: string) => page.getByRole('columnheader', { name });
  expect(await header('Name').getAttribute('aria-sort')).toBe('ascending');
  expect(await header('E-mail').getAttribute('aria-sort')).toBeNull();

  await button(page, 'E-mail').click();
  await expect.poll(() => header('E-mail').getAttribute('aria-sort')).toBe('ascending');
  await button(page, 'E-mail').click();
  await expect.poll(() => header('E-mail').getAttribute('aria-sort')).toBe('descending');
  await expect.poll(async () => (await names(page))[0]).toBe('Sue Super');
  expect(await header('Name').getAttribute('aria-sort')).toBeNull();
  expect(lists(server.requests).at(-1)?.orderby).toEqual(['email', 'desc']);
  expect(new URL(page.url()).search).toBe('?sort=email&dir=desc');
  expect(await focused(page).textContent()).toBe('E-mail');
});

test('pages: which rows these are, and the button that was pressed keeps the focus to the last page', async () => {
  const { page } = await openUsers('', adminServer(crowd(45)));
  await page.getByText('1–20 of 45').waitFor();
  await button(page, 'Next').click();
  await page.getByText('21–40 of 45').waitFor();
  expect(await focused(page).textContent()).toBe('Next');
  await page.keyboard.press('Enter');
  await page.getByText('41–45 of 45').waitFor();
  expect(await focused(page).textContent()).toBe('Next');
  expect(await button(page, 'Next').getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).search).toBe('?page=3');

  await page.getByLabel('Rows per page').selectOption('50');
  await page.getByText('1–45 of 45').waitFor();
  expect(new URL(page.url()).search).toBe('?size=50');
});

test('Back, a reload and a link to it show what was there', async () => {
  const { page } = await openUsers('', adminServer(crowd(45)));
  await search(page).fill('user');
  await search(page).press('Enter');
  await button(page, 'Next').click();
  await page.getByText('21–40 of 45').waitFor();
  await page.getByLabel('Status').selectOption({ label: 'Disabled' });
  await page.getByText('0 users found').waitFor();

  await page.goBack();
  await page.getByText('21–40 of 45').waitFor();
  expect(await page.getByLabel('Status').inputValue()).toBe('');
  await page.reload();
  await page.getByText('21–40 of 45').waitFor();
  expect(await search(page).inputValue()).toBe('user');
  await page.goBack();
  await page.getByText('1–20 of 45').waitFor();
});

test('a link to a page that is no longer there leads to the last one', async () => {
  const { page } = await openUsers('?page=9', adminServer(crowd(25)));
  await page.getByText('21–25 of 25').waitFor();
  expect(new URL(page.url()).search).toBe('?page=2');
});

test('what is in the address and is nonsense is not taken', async () => {
  const { page, server } = await openUsers('?page=-3&size=7&dir=sideways&foreign=1', adminServer(crowd(25)));
  await page.getByText('1–20 of 25').waitFor();
  expect(lists(server.requests).at(-1)).toMatchObject({ offset: 0, limit: 20, orderby: ['fullName', 'asc'] });
  await button(page, 'Next').click();
  await page.waitForURL((url) => url.searchParams.get('page') === '2' && url.searchParams.get('foreign') === '1');
});

test('while other rows are on their way, the old ones stay', async () => {
  const { page } = await openUsers('', adminServer(crowd(45)));
  const slow = held();
  await page.route('**/users/list', async (route) => {
    await slow.after;
    await route.continue();
  });
  await button(page, 'Next').click();
  await expect.poll(() => page.getByRole('table').getAttribute('aria-busy')).toBe('true');
  expect((await names(page))[0]).toBe('User 00001');
  slow.release();
  await page.getByText('21–40 of 45').waitFor();
  await page.getByRole('rowheader', { name: 'User 00021' }).waitFor();
  await expect.poll(() => page.getByRole('table').getAttribute('aria-busy')).toBeNull();
});

test('a list that cannot be read says why, and asks again', async () => {
  const admin = adminServer();
  const { page, server } = await open('/admin/users', {
    answers: { ...admin.replies, 'POST /users/list': { status: 502, text: '<h1>down</h1>' } },
  });
  await alertText(page).getByText('Something went wrong on our side.').waitFor();
  server.answers['POST /users/list'] = admin.replies['POST /users/list'] ?? {};
  await button(page, 'Try again').click();
  await page.getByText('6 users found').waitFor();
});

test('where there is nobody, it says what to do; where nobody matches, how to go back', async () => {
  const { page } = await openUsers('', adminServer([]));
  await page.getByText('No users yet. Invite the first one or import a list.').waitFor();

  const second = await openUsers();
  await search(second.page).fill('smiht');
  await search(second.page).press('Enter');
  await second.page.getByText('No users match «smiht».').waitFor();
  await button(second.page, 'Clear search').click();
  await second.page.getByText('6 users found').waitFor();
  expect(await search(second.page).inputValue()).toBe('');
});

test.each([
  ['Ben Bright', ['Edit', 'Reset password', 'Disable', 'Sign out everywhere', 'Delete']],
  ['Cleo Cruz', ['Edit', 'Resend invitation', 'Disable', 'Delete']],
  ['Dan Dow', ['Edit', 'Enable', 'Delete']],
  ['Eve Eriksson', ['Edit', 'Unlock', 'Reset password', 'Disable', 'Sign out everywhere', 'Delete']],
])('the menu of %s offers what makes sense for the status', async (name, expected) => {
  const { page } = await openUsers();
  await button(page, `Actions for ${name}`).click();
  expect(await page.getByRole('menuitem').allTextContents()).toEqual(expected);
});

test('nobody disables or deletes oneself, and only a super-admin touches a super-admin: the menu says why', async () => {
  const { page, server } = await openUsers();
  await button(page, 'Actions for Ada Archer').click();
  for (const action of ['Disable', 'Delete']) {
    const item = page.getByRole('menuitem', { name: action });
    expect(await item.getAttribute('aria-disabled')).toBe('true');
    expect(await item.textContent()).toContain('You cannot do this to yourself.');
  }
  await page.getByRole('menuitem', { name: 'Delete' }).click({ force: true });
  expect(await page.getByRole('alertdialog').count()).toBe(0);

  await page.keyboard.press('Escape');
  await button(page, 'Actions for Sue Super').click();
  expect(await page.getByRole('menuitem', { name: 'Edit' }).textContent()).toContain('Only a super-admin');
  expect(server.count('POST /users/remove')).toBe(0);
});

test('disabling shows at once, is told, and can be undone', async () => {
  const slow = held();
  const { page, admin } = await openUsers();
  await page.route('**/users/change_account_status', async (route) => {
    await slow.after;
    await route.continue();
  });
  await choose(page, 'Ben Bright', 'Disable');
  await row(page, 'Ben Bright').getByText('Disabled').waitFor();
  expect(admin.users.find(({ id }) => id === 'ben')?.status).toBe('ENABLED');
  slow.release();
  await page.getByRole('status').getByText('Ben Bright can no longer sign in').waitFor();

  await button(page, 'Undo').click();
  await row(page, 'Ben Bright').getByText('Enabled').waitFor();
  await page.getByRole('status').getByText('Undone.').waitFor();
  expect(admin.users.find(({ id }) => id === 'ben')?.status).toBe('ENABLED');
});

test('a refused change is taken back on the screen, with an alert that stays', async () => {
  const { page, admin } = await openUsers();
  admin.refuse.set('ben', REFUSED(409, 'Not on Sundays.', 'SUNDAY'));
  await choose(page, 'Ben Bright', 'Disable');
  await alertText(page).getByText('Ben Bright: Not on Sundays.').waitFor();
  await row(page, 'Ben Bright').getByText('Enabled').waitFor();
});

test('what can be undone is not pushed away by later news', async () => {
  const { page } = await openUsers('', adminServer(crowd(5)));
  await choose(page, 'User 00001', 'Disable');
  for (const name of ['User 00002', 'User 00003', 'User 00004', 'User 00005']) {
    await choose(page, name, 'Sign out everywhere');
    await page.getByRole('status').getByText(`${name} was signed out everywhere.`).waitFor();
  }
  await button(page, 'Undo').click();
  await row(page, 'User 00001').getByText('Enabled').waitFor();
});

test('what is mailed is told with the address, and what fails with the reason', async () => {
  const { page, admin, server } = await openUsers();
  await choose(page, 'Cleo Cruz', 'Resend invitation');
  await page.getByRole('status').getByText('We sent another invitation to cleo@example.com.').waitFor();
  await choose(page, 'Ben Bright', 'Sign out everywhere');
  await page.getByRole('status').getByText('Ben Bright was signed out everywhere.').waitFor();
  admin.refuse.set('ben', REFUSED(409, 'Mails of this kind are turned off here.', 'MAIL_OFF'));
  await choose(page, 'Ben Bright', 'Reset password');
  await alertText(page).getByText('Ben Bright: ').waitFor();
  expect(server.count('POST /users/reset_password')).toBe(1);
});

test('deleting asks first, and the focus goes on to the next user', async () => {
  const { page, admin } = await openUsers();
  await choose(page, 'Ben Bright', 'Delete');
  const dialog = page.getByRole('alertdialog', { name: 'Delete Ben Bright?' });
  await dialog.waitFor();
  expect(await focused(page).textContent()).toBe('Keep');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Ben Bright');

  await choose(page, 'Ben Bright', 'Delete');
  await dialog.getByRole('checkbox', { name: 'I understand' }).check();
  await dialog.getByRole('button', { name: 'Delete user' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('status').getByText('Ben Bright was deleted.').waitFor();
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Cleo Cruz');
  await page.getByText('5 users found').waitFor();
  expect(admin.users.map(({ id }) => id)).not.toContain('ben');
});

test('a deletion that runs is not called off: neither Keep nor Escape closes the question, and the focus goes on', async () => {
  const slow = held();
  const { page, admin } = await openUsers();
  await page.route('**/users/remove', async (route) => {
    await slow.after;
    await route.continue();
  });
  await choose(page, 'Ben Bright', 'Delete');
  const dialog = page.getByRole('alertdialog', { name: 'Delete Ben Bright?' });
  await dialog.getByRole('checkbox', { name: 'I understand' }).check();
  const asked = page.waitForRequest('**/users/remove');
  await dialog.getByRole('button', { name: 'Delete user' }).click();
  await asked;

  const keep = dialog.getByRole('button', { name: 'Keep' });
  await expect.poll(() => keep.getAttribute('aria-disabled')).toBe('true');
  await keep.click({ force: true });
  // The browser lets a page refuse the first one only.
  for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
  expect(await dialog.evaluate((element: HTMLDialogElement) => element.matches(':modal'))).toBe(true);

  slow.release();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('status').getByText('Ben Bright was deleted.').waitFor();
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Cleo Cruz');
  expect(admin.users.map(({ id }) => id)).not.toContain('ben');
});

test('a deletion that was refused can be called off again', async () => {
  const { page, admin } = await openUsers();
  admin.refuse.set('ben', REFUSED(409, 'Not on Sundays.', 'SUNDAY'));
  await choose(page, 'Ben Bright', 'Delete');
  const dialog = page.getByRole('alertdialog', { name: 'Delete Ben Bright?' });
  await dialog.getByRole('checkbox', { name: 'I understand' }).check();
  await dialog.getByRole('button', { name: 'Delete user' }).click();
  await dialog.getByText('Not on Sundays.').waitFor();
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Ben Bright');
});

test('the form opens from the menu and from "New user", and what it saved is in the row', async () => {
  const { page, admin } = await openUsers();
  await button(page, 'New user').click();
  await page.getByRole('dialog', { name: 'New user' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await focused(page).textContent()).toBe('New user');

  await choose(page, 'Ben Bright', 'Edit');
  const dialog = page.getByRole('dialog', { name: 'Edit Ben Bright' });
  await dialog.getByRole('checkbox', { name: 'nurse' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row(page, 'Ben Bright').getByText('doctor, nurse').waitFor();
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Ben Bright');

  await button(page, 'Undo').click();
  await expect
    .poll(() => admin.users.find(({ id }) => id === 'ben')?.roles.map(({ name }) => name))
    .toEqual(['doctor']);
});

test('what a form has saved can be undone only where roles and status are all that changed', async () => {
  const { page } = await openUsers();
  await choose(page, 'Ben Bright', 'Edit');
  const dialog = page.getByRole('dialog', { name: 'Edit Ben Bright' });
  await dialog.getByRole('checkbox', { name: 'nurse' }).check();
  await dialog.getByLabel('Last name').fill('Brighter');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await row(page, 'Ben Bright').getByText('doctor, nurse').waitFor();
  await page
    .getByRole('status')
    .getByText(/is saved\.$/)
    .waitFor();
  expect(await button(page, 'Undo').count()).toBe(0);
});

test('nobody is locked again by an undo: that lock would not end by itself', async () => {
  const { page, admin } = await openUsers('', adminServer(crowd(2).map((one) => ({ ...one, status: 'LOCKED' }))));
  await choose(page, 'User 00001', 'Disable');
  await page.getByRole('status').getByText('User 00001 can no longer sign in').waitFor();
  await choose(page, 'User 00002', 'Unlock');
  await page.getByRole('status').getByText('User 00002 can sign in again.').waitFor();
  expect(await button(page, 'Undo').count()).toBe(0);

  await choose(page, 'User 00001', 'Enable');
  await page.getByRole('status').getByText('User 00001 can sign in again.').waitFor();
  await button(page, 'Undo').click();
  await expect.poll(() => admin.users[0]?.status).toBe('DISABLED');
});

test('no form unlocks with a way back either', async () => {
  const { page } = await openUsers();
  await choose(page, 'Eve Eriksson', 'Edit');
  const dialog = page.getByRole('dialog', { name: 'Edit Eve Eriksson' });
  await dialog.getByLabel('Status').selectOption('Enabled');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('status').getByText('Eve Eriksson is saved.').waitFor();
  expect(await button(page, 'Undo').count()).toBe(0);
});

test('a later change of a user takes the way back from the earlier one, and from no other', async () => {
  const { page, admin } = await openUsers('', adminServer(crowd(3)));
  const status = (text: string) => page.getByRole('status').getByText(text);
  const statuses = () => admin.users.map((user) => user.status);
  await choose(page, 'User 00002', 'Disable');
  await status('User 00002 can no longer sign in').waitFor();
  await choose(page, 'User 00001', 'Disable');
  await status('User 00001 can no longer sign in').waitFor();
  await choose(page, 'User 00001', 'Enable');
  await status('User 00001 can sign in again.').waitFor();
  expect(await button(page, 'Undo').count()).toBe(2);
  await button(page, 'Undo').first().click();
  await expect.poll(statuses).toEqual(['ENABLED', 'ENABLED', 'ENABLED']);
  await status('Undone.').waitFor();
  await button(page, 'Undo').click();
  await expect.poll(statuses).toEqual(['DISABLED', 'ENABLED', 'ENABLED']);
});

test.each(['is edited', 'is deleted'])('no way back is left of what was done to a user who %s then', async (later) => {
  const { page } = await openUsers();
  await choose(page, 'Ben Bright', 'Disable');
  await button(page, 'Undo').waitFor();
  await choose(page, 'Ben Bright', later === 'is edited' ? 'Edit' : 'Delete');
  const dialog = page.locator('dialog');
  if (later === 'is edited') await dialog.getByLabel('Last name').fill('Brighter');
  else await dialog.getByRole('checkbox', { name: 'I understand' }).check();
  await dialog.getByRole('button', { name: /^(Save|Delete user)$/ }).click();
  await page
    .getByRole('status')
    .getByText(/is saved\.|was deleted\./)
    .waitFor();
  expect(await button(page, 'Undo').count()).toBe(0);
});

test('with the keyboard alone a user is found, opened and disabled', async () => {
  const { page, admin } = await openUsers();
  await search(page).focus();
  await page.keyboard.type('eve');
  await page.keyboard.press('Enter');
  await page.getByText('1 user found').waitFor();
  for (let stop = 0; stop < 25; stop++) {
    if ((await focused(page).getAttribute('aria-label')) === 'Actions for Eve Eriksson') break;
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page).textContent()).toBe('Unlock');
  await page.keyboard.press('Enter');
  await row(page, 'Eve Eriksson').getByText('Enabled').waitFor();
  await expect.poll(() => admin.users.find(({ id }) => id === 'eve')?.status).toBe('ENABLED');
  expect(await focused(page).getAttribute('aria-label')).toBe('Actions for Eve Eriksson');
});
