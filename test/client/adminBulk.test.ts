// One action for many users: what is ticked, how far it has come, who could not be done, and the way back.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { AdminUser } from '../../client/wire.ts';
import { type AdminServer, adminServer, adminUser, crowd, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import { REFUSED } from './fixtures.ts';
import { focused, held, screenOpener } from './screens.ts';

const open = screenOpener();

const tick = (page: Page, name: string) => page.getByRole('checkbox', { name, exact: true });
const toolbar = (page: Page) => page.getByRole('toolbar', { name: 'Actions for the selected users' });
const action = (page: Page, name: string) => toolbar(page).getByRole('button', { name, exact: true });

async function openUsers(admin: AdminServer = adminServer()) {
  const screen = await open('/admin/users', { answers: admin.replies });
  await screen.page.getByText(/\d+ users? found/).waitFor();
  return { ...screen, admin };
}

const statuses = ({ users }: AdminServer, status: string) => users.filter((user) => user.status === status).length;

test('the box in the header ticks the page, and shows when only some are ticked', async () => {
  const { page } = await openUsers();
  const all = tick(page, 'Select all on this page');
  const isMixed = () => all.evaluate((box: HTMLInputElement) => box.indeterminate);
  expect(await toolbar(page).count()).toBe(0);
  await tick(page, 'Select Ben Bright').check();
  expect(await isMixed()).toBe(true);
  await toolbar(page).getByText('1 selected').waitFor();

  await all.check();
  await toolbar(page).getByText('6 selected').waitFor();
  expect(await isMixed()).toBe(false);
  await tick(page, 'Select Ben Bright').uncheck();
  await toolbar(page).getByText('5 selected').waitFor();
  await action(page, 'Clear selection').click();
  expect(await toolbar(page).count()).toBe(0);
});

test('what is ticked stays ticked on other pages, and not in another search', async () => {
  const { page } = await openUsers(adminServer(crowd(45)));
  await tick(page, 'Select User 00001').check();
  await page.getByRole('button', { name: 'Next' }).click();
  await tick(page, 'Select User 00021').check();
  await toolbar(page).getByText('2 selected').waitFor();
  await page.getByLabel('Role').selectOption('nurse');
  await toolbar(page).waitFor({ state: 'detached' });
});

test('some users are disabled, and it can be undone', async () => {
  const { page, admin } = await openUsers(adminServer(crowd(5)));
  await tick(page, 'Select User 00001').check();
  await tick(page, 'Select User 00002').check();
  await action(page, 'Disable').click();
  await page.getByRole('status').getByText('2 users disabled.').waitFor();
  expect(statuses(admin, 'DISABLED')).toBe(2);
  await page.getByRole('row', { name: 'User 00001' }).getByText('Disabled').waitFor();
  expect(await focused(page).getAttribute('aria-label')).toBe('Messages');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => statuses(admin, 'DISABLED')).toBe(0);
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.getByRole('row', { name: 'User 00001' }).getByText('Enabled').waitFor();
});

test('the way back from many is gone once one of them was changed again', async () => {
  const { page } = await openUsers(adminServer(crowd(3)));
  await tick(page, 'Select all on this page').check();
  await action(page, 'Disable').click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await tick(page, 'Select User 00002').check();
  await action(page, 'Enable').click();
  await page.getByRole('status').getByText('1 user enabled.').waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.getByRole('row', { name: 'User 00002' }).getByText('Disabled').waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
});

test('no way back is left of what was done to users who are deleted then', async () => {
  const { page } = await openUsers(adminServer(crowd(3)));
  for (const name of ['Disable', 'Delete']) {
    await tick(page, 'Select User 00002').check();
    await action(page, name).click();
    if (name === 'Disable') await page.getByRole('button', { name: 'Undo' }).waitFor();
  }
  await page.getByRole('checkbox', { name: 'I understand' }).check();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('status').getByText('1 user deleted.').waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
});

test('where one of them was locked there is no way back, for that lock would not end by itself', async () => {
  const { page, admin } = await openUsers();
  await tick(page, 'Select Ben Bright').check();
  await tick(page, 'Select Eve Eriksson').check();
  await action(page, 'Disable').click();
  await page.getByRole('status').getByText('2 users disabled.').waitFor();
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  expect(statuses(admin, 'DISABLED')).toBe(3);
});

test('a role can be taken back from who is locked', async () => {
  const { page, admin } = await openUsers();
  await tick(page, 'Select Eve Eriksson').check();
  await role(page, 'Add role', 'doctor');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  expect(admin.users.find(({ id }) => id === 'eve')).toMatchObject({ status: 'LOCKED', roles: [{ name: 'nurse' }] });
});

test('all that match but for some: those are left out, counted out, and can be ticked again', async () => {
  const { page, admin } = await openUsers(adminServer(crowd(45)));
  await tick(page, 'Select all on this page').check();
  await action(page, 'Select all 45 that match').click();
  await tick(page, 'Select User 00003').uncheck();
  await toolbar(page).getByText('44 selected').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('21–40 of 45').waitFor();
  expect(await tick(page, 'Select User 00021').isChecked()).toBe(true);
  await tick(page, 'Select all on this page').uncheck();
  await toolbar(page).getByText('24 selected').waitFor();
  await tick(page, 'Select User 00021').check();
  await toolbar(page).getByText('25 selected').waitFor();

  await action(page, 'Disable').click();
  await page.getByRole('status').getByText('25 users disabled.').waitFor();
  const done = admin.users.filter(({ status }) => status === 'DISABLED').map(({ fullName }) => fullName.slice(-2));
  expect(done).toContain('21');
  expect(done).not.toContain('03');
  expect(done).not.toContain('22');
  expect(done).toHaveLength(25);
});

test('all that match can be ticked once more when some were left out', async () => {
  const { page } = await openUsers(adminServer(crowd(45)));
  await tick(page, 'Select all on this page').check();
  await action(page, 'Select all 45 that match').click();
  await tick(page, 'Select User 00003').uncheck();
  await action(page, 'Select all 45 that match').click();
  await toolbar(page).getByText('45 selected').waitFor();
  expect(await tick(page, 'Select User 00003').isChecked()).toBe(true);
});

test('all that match are done, those on other pages too, with the progress shown', async () => {
  const { page, admin, server } = await openUsers(adminServer(crowd(45)));
  await tick(page, 'Select all on this page').check();
  await action(page, 'Select all 45 that match').click();
  await toolbar(page).getByText('45 selected').waitFor();

  const slow = held();
  let sent = 0;
  await page.route('**/users/change_account_status', async (route) => {
    if (++sent > 10) await slow.after;
    await route.continue();
  });
  await action(page, 'Disable').click();
  const progress = page.getByRole('progressbar', { name: 'Disable' });
  await page.getByText('10 of 45').waitFor();
  expect(await progress.getAttribute('max')).toBe('45');
  expect(await focused(page).getByRole('progressbar').count()).toBe(1);
  slow.release();
  await page.getByRole('status').getByText('45 users disabled.').waitFor();
  expect(statuses(admin, 'DISABLED')).toBe(45);
  expect(server.count('POST /users/change_account_status')).toBe(45);
});

test('what goes on for too long can be stopped; what is done stays done', async () => {
  const { page, admin } = await openUsers(adminServer(crowd(20)));
  await tick(page, 'Select all on this page').check();
  const slow = held();
  let sent = 0;
  await page.route('**/users/change_account_status', async (route) => {
    if (++sent > 8) await slow.after;
    await route.continue();
  });
  await action(page, 'Disable').click();
  await page.getByText('8 of 20').waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  slow.release();
  await page.getByRole('status').getByText('12 users disabled.').waitFor();
  expect(statuses(admin, 'DISABLED')).toBe(12);
});

test('those that failed are listed with the reason, and can be tried again', async () => {
  const { page, admin } = await openUsers(adminServer(crowd(4)));
  admin.refuse.set('user00002', REFUSED(409, 'Not on Sundays.', 'SUNDAY'));
  await tick(page, 'Select all on this page').check();
  await action(page, 'Disable').click();
  await page.getByRole('alert').getByText('1 user could not be done:').waitFor();
  await page.getByRole('listitem').getByText('User 00002: Not on Sundays.').waitFor();
  await page.getByRole('status').getByText('3 users disabled.').waitFor();
  expect(statuses(admin, 'DISABLED')).toBe(3);
  await page.getByRole('row', { name: 'User 00002' }).getByText('Enabled').waitFor();

  admin.refuse.clear();
  await page.getByRole('button', { name: 'Try the failed ones again' }).click();
  await page.getByRole('status').getByText('1 user disabled.').waitFor();
  expect(await page.getByText('could not be done').count()).toBe(0);
  expect(statuses(admin, 'DISABLED')).toBe(4);
});

test('what the menu of a row refuses is refused here too, and not even asked', async () => {
  const { page, admin, server } = await openUsers();
  await tick(page, 'Select all on this page').check();
  await action(page, 'Disable').click();
  await page.getByRole('listitem').getByText('Ada Archer: You cannot do this to yourself.').waitFor();
  await page.getByRole('listitem').getByText('Sue Super: Only a super-admin').waitFor();
  await page.getByRole('status').getByText('3 users disabled.').waitFor();
  // Dan was disabled already: there was nothing to do.
  expect(server.count('POST /users/change_account_status')).toBe(3);
  expect(statuses(admin, 'DISABLED')).toBe(4);
});

test('who is invited is not enabled: without a password there is nothing to come in with', async () => {
  const { page, admin } = await openUsers();
  await tick(page, 'Select Cleo Cruz').check();
  await tick(page, 'Select Dan Dow').check();
  await action(page, 'Enable').click();
  await page.getByRole('alert').getByText('1 user could not be done:').waitFor();
  await page.getByRole('listitem').getByText('Cleo Cruz: Invited – Resend invitation').waitFor();
  await page.getByRole('status').getByText('1 user enabled.').waitFor();
  expect(admin.users.find(({ id }) => id === 'cleo')?.status).toBe('PENDING');
});

test('invitations are sent again only to those who are invited', async () => {
  const { page, server } = await openUsers();
  await tick(page, 'Select Ben Bright').check();
  await tick(page, 'Select Cleo Cruz').check();
  await action(page, 'Resend invitation').click();
  await page.getByRole('status').getByText('1 invitation sent.').waitFor();
  const asked = server.requests.filter(({ path }) => path === '/users/resend_invite');
  expect(asked.map(({ body }) => body)).toEqual([{ userId: 'cleo' }]);
});

/** Gives or takes a role, by its menu in the toolbar. */
async function role(page: Page, menu: string, name: string) {
  await action(page, menu).click();
  await page.getByRole('menu', { name: menu }).getByRole('menuitem', { name }).click();
}

test('a role is given, keeps the others, and can be taken back', async () => {
  const { page, admin } = await openUsers();
  const rolesOf = (id: string) => admin.users.find((user) => user.id === id)?.roles.map(({ name }) => name);
  await tick(page, 'Select Ben Bright').check();
  await tick(page, 'Select Dan Dow').check();
  await role(page, 'Add role', 'nurse');
  // Dan had it before.
  await page.getByRole('status').getByText('1 user got the role «nurse».').waitFor();
  expect(rolesOf('ben')).toEqual(['doctor', 'nurse']);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => rolesOf('ben')).toEqual(['doctor']);
  await tick(page, 'Select Dan Dow').check();
  await role(page, 'Remove role', 'nurse');
  await expect.poll(() => rolesOf('dan')).toEqual([]);
});

test('what somebody else has done to the roles meanwhile is kept, when one is given and when it is taken back', async () => {
  const { page, admin, server } = await openUsers();
  const ben = admin.users.find(({ id }) => id === 'ben') as AdminUser;
  const edit = (roles: string[]) =>
    Object.assign(ben, { roles: adminUser({ id: 'ben', roles }).roles, modifiedAt: new Date().toISOString() });
  const roles = () => ben.roles.map(({ name }) => name);
  edit(['doctor', 'trainee']);
  await tick(page, 'Select Ben Bright').check();
  await role(page, 'Add role', 'nurse');
  await page.getByRole('status').getByText('1 user got the role «nurse».').waitFor();
  expect(roles()).toEqual(['doctor', 'trainee', 'nurse']);

  edit(['nurse']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  expect(roles()).toEqual([]);
  expect(server.requests.filter(({ path }) => path === '/users/update').length).toBeLessThanOrEqual(6);
});

test('a role that an account does not have is not made there in passing', async () => {
  const people = [...PEOPLE, adminUser({ id: 'zoe', fullName: 'Zoe Zander', account_id: 'zenith' })];
  const { page, server } = await openUsers(adminServer(people, SUPER_ADMIN));
  await tick(page, 'Select Zoe Zander').check();
  await role(page, 'Add role', 'doctor');
  await page.getByRole('listitem').getByText('Zoe Zander: There is no role «doctor» in this account.').waitFor();
  expect(server.count('POST /users/update')).toBe(0);
});

test('to delete many, their number has to be typed', async () => {
  const { page, admin } = await openUsers(adminServer(crowd(12)));
  await tick(page, 'Select all on this page').check();
  await action(page, 'Delete').click();
  const dialog = page.getByRole('alertdialog', { name: 'Delete 12 users?' });
  await dialog.getByRole('checkbox', { name: 'I understand' }).check();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  expect(admin.users).toHaveLength(12);
  await dialog.getByRole('textbox').fill('12');
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('status').getByText('12 users deleted.').waitFor();
  await page.getByText('No users yet.').waitFor();
  expect(admin.users).toHaveLength(0);
});
