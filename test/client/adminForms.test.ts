// The form of a user: made by an invitation or with a password, changed, and never overwritten or lost in silence.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { adminServer, adminUser, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import type { Replies, SeenRequest } from './fixtureServer.ts';
import { REFUSED } from './fixtures.ts';
import { focused, held, screenOpener } from './screens.ts';
import { auditEvent, BY_ROSA, trailOf } from './tenantFixtures.ts';

const open = screenOpener();

const CLEO = adminUser({ id: 'cleo2', fullName: 'Cleo Carter', status: 'PENDING' });
const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const field = (page: Page, label: string) => dialog(page).getByLabel(label, { exact: true });
const alert = (page: Page) => dialog(page).getByRole('alert').first();
const saves = (requests: SeenRequest[]) =>
  requests.filter(({ path }) => path === '/users/update').map(({ body }) => body);

async function openUsers(replies: Replies = {}, who?: Parameters<typeof adminServer>[1]) {
  const admin = adminServer(PEOPLE, who);
  const screen = await open('/admin/users', { answers: { ...admin.replies, ...replies } });
  await screen.page.getByText('6 users found').waitFor();
  return { ...screen, admin };
}

async function openNew(replies: Replies = {}, who?: Parameters<typeof adminServer>[1]) {
  const screen = await openUsers({ 'POST /users/update': { body: CLEO }, ...replies }, who);
  await button(screen.page, 'New user').click();
  await dialog(screen.page).getByRole('checkbox', { name: 'doctor' }).waitFor();
  return screen;
}

async function openEdit(name: string, replies: Replies = {}) {
  const screen = await openUsers(replies);
  await button(screen.page, `Actions for ${name}`).click();
  await screen.page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await dialog(screen.page).getByRole('checkbox', { name: 'doctor' }).waitFor();
  return screen;
}

async function fillIn(page: Page) {
  await field(page, 'First name').fill('Cleo');
  await field(page, 'Last name').fill('Carter');
  await field(page, 'E-mail').fill('cleo@example.com');
}

const save = (page: Page) => dialog(page).getByRole('button', { name: /^Save/ });

describe('a new user', () => {
  test('is invited unless asked otherwise, in the own account, with the roles that were ticked', async () => {
    const { page, server } = await openNew();
    expect(await dialog(page).getByRole('heading').first().textContent()).toBe('New user');
    expect(await field(page, 'Account').count()).toBe(0);
    await fillIn(page);
    await dialog(page).getByRole('checkbox', { name: 'doctor' }).check();
    await field(page, 'Custom data (optional)').fill('{"team":"blue"}');
    await button(page, 'Save and invite').click();

    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests)).toEqual([
      {
        givenName: 'Cleo',
        middleName: null,
        surname: 'Carter',
        email: 'cleo@example.com',
        roles: [{ name: 'doctor' }],
        customData: { team: 'blue' },
        status: 'PENDING',
      },
    ]);
    await expect.poll(() => focused(page).textContent()).toBe('New user');
  });

  test('belongs to the account that a super-admin chooses, and can have the roles of that one', async () => {
    const { page, server } = await openNew({}, SUPER_ADMIN);
    expect(await field(page, 'Account').inputValue()).toBe('acme');
    await field(page, 'Account').selectOption({ label: 'Zenith' });
    await dialog(page).getByRole('checkbox', { name: 'pilot' }).check();
    expect(await dialog(page).getByRole('checkbox', { name: 'doctor' }).count()).toBe(0);
    await fillIn(page);
    await save(page).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests)).toMatchObject([{ account_id: 'zenith', roles: [{ name: 'pilot' }] }]);
  });

  test('gets a password now: its rules are shown, broken ones said, and it may have to be changed', async () => {
    const { page, server } = await openNew();
    await dialog(page).getByRole('radio', { name: 'Set a password now' }).check();
    await dialog(page).getByText('The password must', { exact: true }).waitFor();
    await fillIn(page);
    await field(page, 'Password').fill('short');
    await field(page, 'Must be changed at the first sign-in').check();
    await save(page).click();
    await dialog(page)
      .getByRole('link', { name: /^The password must still have at least 8 characters/ })
      .waitFor();
    expect(saves(server.requests)).toEqual([]);

    await field(page, 'Password').fill('seven grey herons 7');
    await save(page).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests)).toMatchObject([
      { status: 'ENABLED', password: 'seven grey herons 7', mustChangePassword: true },
    ]);
  });

  test('two presses are one request, and the button says that it is busy', async () => {
    const slow = held();
    const { page, server } = await openNew({ 'POST /users/update': { body: CLEO, after: slow.after } });
    await fillIn(page);
    await save(page).dblclick();
    await expect.poll(() => save(page).getAttribute('aria-busy')).toBe('true');
    slow.release();
    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests)).toHaveLength(1);
  });
});

test('what is missing is listed above the fields, and each line leads to its field', async () => {
  const { page, server } = await openNew();
  await save(page).click();
  await expect.poll(() => alert(page).textContent()).toBe('3 fields below need another look.');
  const links = await dialog(page).getByRole('link').allTextContents();
  expect(links).toEqual(['Fill in: First name', 'Fill in: Last name', 'Fill in: E-mail']);
  // The list itself has the focus, so the first of its lines is one Tab away.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await focused(page).getAttribute('name')).toBe('givenName');
  expect(saves(server.requests)).toEqual([]);
});

test('what the server refuses is said at its field, and all that was typed stays', async () => {
  const { page } = await openNew({
    'POST /users/update': REFUSED(409, 'There is already an account for that e-mail address.', 'EMAIL_TAKEN', 'email'),
  });
  await fillIn(page);
  await save(page).click();
  const input = field(page, 'E-mail');
  await expect.poll(() => input.getAttribute('aria-invalid')).toBe('true');
  const error = (await input.getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`[id="${error}"]`).textContent()).toBe(
    'Error: There is already an account for that address.',
  );
  expect(await field(page, 'First name').inputValue()).toBe('Cleo');
});

test('what the server refuses for no field in particular is said above them', async () => {
  const { page } = await openEdit('Ben Bright', {
    'POST /users/update': REFUSED(409, 'Last one.', 'LAST_SUPER_ADMIN'),
  });
  await field(page, 'Last name').fill('Brighter');
  await save(page).click();
  await expect.poll(() => alert(page).textContent()).toMatch(/^This is the last super-admin/);
  expect(await focused(page).textContent()).toBe('Save');
});

describe('custom data', () => {
  test('is put in order when it is left, and sent as what it says', async () => {
    const { page, server } = await openEdit('Ben Bright');
    const data = field(page, 'Custom data (optional)');
    await data.fill('{"team":"blue","n":[1]}');
    await data.blur();
    expect(await data.inputValue()).toBe('{\n  "team": "blue",\n  "n": [\n    1\n  ]\n}');
    await save(page).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests)).toMatchObject([{ id: 'ben', customData: { team: 'blue', n: [1] } }]);
  });

  test('that is no JSON says where', async () => {
    const { page, server } = await openEdit('Ben Bright');
    const data = field(page, 'Custom data (optional)');
    await data.fill('{\n  "team": "blue"\n  "n": 1\n}');
    await save(page).click();
    await dialog(page)
      .getByRole('link', { name: /^Line 3, column 3: this is no JSON/ })
      .waitFor();
    await data.fill('[1]');
    await dialog(page)
      .getByRole('link', { name: /^Begin with \{/ })
      .waitFor();
    expect(saves(server.requests)).toEqual([]);
  });
});

test('a user is changed with what was seen, so that nobody else is overwritten', async () => {
  const { page, server } = await openEdit('Ben Bright');
  await field(page, 'Last name').fill('Brighter');
  await field(page, 'Status').selectOption('Disabled');
  await dialog(page).getByRole('checkbox', { name: 'nurse' }).check();
  await save(page).click();
  await dialog(page).waitFor({ state: 'detached' });
  expect(saves(server.requests)).toEqual([
    {
      id: 'ben',
      expectedModifiedAt: '2025-01-01T00:00:00.000Z',
      givenName: 'Ben',
      middleName: null,
      surname: 'Brighter',
      email: 'ben@example.com',
      roles: [{ name: 'doctor' }, { name: 'nurse' }],
      status: 'DISABLED',
      customData: {},
    },
  ]);
});

describe('edited by two at once', () => {
  const THEIRS = adminUser({
    id: 'ben',
    fullName: 'Ben Blunt',
    email: 'ben.blunt@example.com',
    roles: ['doctor', 'nurse'],
    modifiedAt: '2026-01-01T00:00:00.000Z',
  });
  /** Refuses who has not seen the last change. */
  const replies: Replies = {
    'POST /users/update': ({ body }) => {
      const { expectedModifiedAt: seen } = body ?? {};
      const isStale = seen !== undefined && seen !== THEIRS.modifiedAt;
      return isStale ? REFUSED(409, 'Edited.', 'EDITED_MEANWHILE') : { body: THEIRS };
    },
  };

  async function openConflict() {
    const screen = await openEdit('Ben Bright', replies);
    await field(screen.page, 'E-mail').fill('benny@example.com');
    await save(screen.page).click();
    await expect.poll(() => alert(screen.page).textContent()).toMatch(/^Somebody else has changed this meanwhile/);
    return screen;
  }

  const options = (page: Page, name: string) => dialog(page).getByRole('group', { name, exact: true }).first();

  test('both values are shown; what only they changed is theirs, what I changed is mine', async () => {
    const { page, server } = await openConflict();
    expect(await options(page, 'E-mail').getByRole('radio').count()).toBe(2);
    expect(await options(page, 'E-mail').getByLabel('Yours: benny@example.com').isChecked()).toBe(true);
    expect(await options(page, 'Last name').getByLabel('Theirs: Blunt').isChecked()).toBe(true);
    expect(await options(page, 'Roles').getByLabel('Theirs: doctor, nurse').isChecked()).toBe(true);
    expect(await dialog(page).getByText('First name: ').count()).toBe(0);
    expect(await field(page, 'Last name').inputValue()).toBe('Blunt');

    await save(page).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests).at(-1)).toMatchObject({
      expectedModifiedAt: THEIRS.modifiedAt,
      surname: 'Blunt',
      email: 'benny@example.com',
      roles: [{ name: 'doctor' }, { name: 'nurse' }],
    });
  });

  test('each of them can be chosen the other way', async () => {
    const { page, server } = await openConflict();
    await options(page, 'E-mail').getByLabel('Theirs: ben.blunt@example.com').check();
    await options(page, 'Roles').getByLabel('Yours: doctor', { exact: true }).check();
    await options(page, 'Last name').getByLabel('Yours: Bright').check();
    await save(page).click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(saves(server.requests).at(-1)).toMatchObject({
      surname: 'Bright',
      email: 'ben.blunt@example.com',
      roles: [{ name: 'doctor' }],
    });
  });

  test('the choice is readable by all', async () => {
    const { page } = await openConflict();
    expect(await seriousFaults(page)).toEqual([]);
  });
});

describe('what is not saved', () => {
  test('is asked about on Escape, and kept by whoever keeps editing', async () => {
    const { page } = await openEdit('Ben Bright');
    await field(page, 'Last name').fill('Brighter');
    await page.keyboard.press('Escape');
    const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
    await question.waitFor();
    expect(await focused(page).textContent()).toBe('Keep editing');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await focused(page).getAttribute('name')).toBe('surname');
    expect(await field(page, 'Last name').inputValue()).toBe('Brighter');

    await button(page, 'Cancel').click();
    await button(page, 'Discard').click();
    await dialog(page).waitFor({ state: 'detached' });
    await expect.poll(() => focused(page).getAttribute('aria-label')).toBe('Actions for Ben Bright');
  });

  test('Escape answers the question as Keep editing does', async () => {
    const { page } = await openEdit('Ben Bright');
    await dialog(page).getByRole('checkbox', { name: 'nurse' }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
    expect(await dialog(page).getByRole('checkbox', { name: 'nurse' }).isChecked()).toBe(true);
  });

  test('is nothing where nothing was changed', async () => {
    const { page } = await openEdit('Ben Bright');
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
  });
});

test('the own address is changed elsewhere', async () => {
  const { page } = await openEdit('Ada Archer');
  expect(await field(page, 'E-mail').evaluate((input: HTMLInputElement) => input.readOnly)).toBe(true);
  await dialog(page).getByText('Change your own address on your account page.').waitFor();
});

test('very many roles are searched instead of read one by one', async () => {
  const many = Array.from({ length: 201 }, (_, index) => ({ id: `r${index}`, name: `role ${index}` }));
  const { page, server } = await openEdit('Ben Bright', { 'POST /accounts/roles_for_account': { body: many } });
  expect(await dialog(page).getByRole('checkbox').count()).toBe(1);
  const box = dialog(page).getByRole('combobox', { name: 'Add a role' });
  await box.fill('role 17');
  await page.getByRole('option', { name: 'role 170' }).click();
  expect(await dialog(page).getByRole('checkbox', { name: 'role 170' }).isChecked()).toBe(true);
  await save(page).click();
  await dialog(page).waitFor({ state: 'detached' });
  expect(saves(server.requests)).toMatchObject([{ roles: [{ name: 'doctor' }, { name: 'role 170' }] }]);
});

test('roles that did not come can be asked for again, and none is taken away meanwhile', async () => {
  const { page, server } = await openEdit('Ben Bright', {
    'POST /accounts/roles_for_account': REFUSED(503, 'Busy.', 'BUSY'),
  });
  const box = dialog(page).getByRole('group', { name: 'Roles' });
  await box.getByRole('alert').waitFor();
  expect(await box.getByRole('checkbox', { name: 'doctor' }).isChecked()).toBe(true);
  server.answers['POST /accounts/roles_for_account'] = { body: [{ id: 'r', name: 'nurse' }] };
  await box.getByRole('button', { name: 'Try again' }).click();
  await box.getByRole('checkbox', { name: 'nurse' }).waitFor();
  expect(await box.getByRole('checkbox', { name: 'doctor' }).isChecked()).toBe(true);
});

test('what happened to a user stands below the form', async () => {
  const events = [
    auditEvent('1', 'password.changed', BY_ROSA),
    auditEvent('2', 'user.status-set', { details: { status: 'LOCKED' } }),
  ];
  const { page, server } = await openEdit('Ben Bright', trailOf(events));
  const items = dialog(page).getByRole('listitem');
  await items.first().waitFor();
  expect(await items.allTextContents()).toEqual([
    expect.stringMatching(/^Password changed · by Rosa Root · .+/),
    expect.stringMatching(/^Status set: Locked · .+/),
  ]);
  const asked = server.requests.filter(({ path }) => path === '/events/list').map(({ body }) => body?.userId);
  expect(asked).toContain('ben');
});

describe('readable by all', () => {
  test.each(['light', 'dark'] as const)('in the %s', async (colorScheme) => {
    const { page } = await openNew({}, SUPER_ADMIN);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await seriousFaults(page)).toEqual([]);
    await dialog(page).getByRole('radio', { name: 'Set a password now' }).check();
    await save(page).click();
    await dialog(page).getByRole('link').first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  test('on a narrow screen nothing is to be scrolled sideways', async () => {
    const { page } = await openNew({}, SUPER_ADMIN);
    await page.setViewportSize({ width: 320, height: 640 });
    const [wide, there] = await dialog(page).evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect(wide).toBeLessThanOrEqual(there ?? 0);
  });
});
