// The own account: what somebody is called, the password, where they are signed in.

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { ADA, type Answers, REFUSED } from './fixtureServer.ts';
import { countOnlyPresses, focused, held, screenOpener } from './screens.ts';

const open = screenOpener();

const HOUR = 3_600_000;
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1';

const device = (id: string, userAgent: string, hoursAgo = 0) => ({
  id,
  current: id === 'here',
  createdAt: '2026-01-01T08:00:00.000Z',
  lastSeenAt: new Date(Date.now() - hoursAgo * HOUR).toISOString(),
  address: '203.0.113.7',
  userAgent,
});

const SIGNED_IN: Answers = {
  'GET /me': { body: { account: ADA } },
  'POST /me': { body: { account: ADA } },
  'GET /me/sessions': {
    body: { sessions: [device('here', CHROME), device('phone', IPHONE, 3), device('script', 'curl/8.5.0', 50)] },
  },
  'POST /me/sessions/end': { body: {} },
};

const card = (page: Page, name: string) => page.getByRole('region', { name });
const save = (page: Page) => page.getByRole('button', { name: 'Save' });

test('somebody who is not signed in signs in first, and then comes back', async () => {
  const { page, server } = await open('/account');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).search).toBe('?next=%2Faccount');

  await page.getByLabel('E-mail or user name').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill('old horse battery');
  Object.assign(server.answers, SIGNED_IN);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
});

test('whose password is too old chooses a new one first', async () => {
  const expired = { body: { account: { ...ADA, password_expired: true } } };
  const { page } = await open('/account', { answers: { 'GET /me': expired } });
  await page.getByRole('heading', { name: 'Your password has expired' }).waitFor();
  expect(new URL(page.url()).search).toBe('?next=%2Faccount');
});

test('the page has a card each for profile, password and devices, and says what others decide', async () => {
  const { page } = await open('/account', { answers: SIGNED_IN });
  for (const name of ['Profile', 'Password', 'Where you are signed in']) await card(page, name).waitFor();
  expect(await card(page, 'Profile').getByText('admin, doctor').isVisible()).toBe(true);
  expect(await card(page, 'Profile').getByText('Acme').isVisible()).toBe(true);
  await page.getByText('iPhone').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

test('a new name is saved and said to be, and the button keeps the focus', async () => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  const event = page.evaluate(
    () =>
      new Promise((heard) =>
        document.addEventListener('userdb:profileUpdated', (e) => heard((e as CustomEvent).detail)),
      ),
  );
  expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
  await page.getByLabel('Last name').fill('Baker');
  server.answers['POST /me'] = { body: { account: { ...ADA, surname: 'Baker' } } };
  await save(page).click();

  await card(page, 'Profile').getByText('Your profile is saved.').waitFor();
  expect(await focused(page).textContent()).toBe('Save');
  expect(server.requests.find(({ method, path }) => method === 'POST' && path === '/me')?.body).toEqual({
    surname: 'Baker',
  });
  expect(await event).toEqual({ type: 'profileUpdated', user: expect.objectContaining({ surname: 'Baker' }) });
});

test('another address takes the current password, and waits for its link', async () => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  const profile = card(page, 'Profile');
  expect(await profile.getByLabel('Current password').count()).toBe(0);
  await profile.getByLabel('E-mail').fill('new@example.com');
  await profile.getByText('It is yours once you open that link.').waitFor();
  await profile.getByLabel('Current password').fill('old horse battery');
  await save(page).click();

  await profile.getByText('Open the link that we sent to new@example.com').waitFor();
  expect(server.requests.at(-1)?.body).toEqual({
    email: 'new@example.com',
    existingPassword: 'old horse battery',
  });
  expect(await profile.getByLabel('E-mail').inputValue()).toBe(ADA.email);
  expect(await profile.getByLabel('Current password').count()).toBe(0);
});

test('an address that a browser filled in without a word still takes the current password', async () => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  await page.getByLabel('E-mail').evaluate((input: HTMLInputElement) => {
    input.value = 'filled@example.com';
  });
  await save(page).click();
  await page.getByText('Enter your current password').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('existingPassword');
  expect(server.count('POST /me')).toBe(0);
});

test('a wrong current password is said at its field, and is typed over', async () => {
  const { page, server } = await open('/account', {
    answers: { ...SIGNED_IN, 'POST /me': REFUSED(400, 'No.', 'PASSWORD_WRONG', 'existingPassword') },
  });
  const password = card(page, 'Password');
  await password.getByLabel('Current password').fill('wrong horse');
  await password.getByLabel('New password', { exact: true }).fill('new horse battery 8');
  await password.getByRole('button', { name: 'Change password' }).click();
  await password.getByText('That is not your current password.').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('existingPassword');

  // It stays until something else is typed there, wherever the person goes meanwhile.
  await page.keyboard.press('Tab');
  expect(await password.getByText('That is not your current password.').isVisible()).toBe(true);
  await password.getByLabel('Current password').selectText();

  server.answers['POST /me'] = { body: { account: ADA } };
  await page.keyboard.type('old horse');
  await page.keyboard.press('Enter');
  await password.getByText('Your password is changed.').waitFor();
  await password.getByLabel('Current password').pressSequentially('n');
  await password.getByText('Your password is changed.').waitFor({ state: 'detached' });
  expect(server.requests.findLast(({ path, method }) => path === '/me' && method === 'POST')?.body).toEqual({
    existingPassword: 'old horse',
    password: 'new horse battery 8',
  });
});

test('after a new password the form is empty, a manager knows whose it is, and the devices are looked at again', async () => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  const password = card(page, 'Password');
  await page.getByText('iPhone').waitFor();
  expect(await password.locator('input[autocomplete=username]').inputValue()).toBe(ADA.username);
  expect(await password.getByLabel('Current password').getAttribute('autocomplete')).toBe('current-password');
  expect(await password.getByLabel('New password', { exact: true }).getAttribute('autocomplete')).toBe('new-password');

  await password.getByLabel('Current password').fill('old horse battery');
  await password.getByLabel('New password', { exact: true }).fill('new horse battery 8');
  await password.getByText('3 of 3 rules met').waitFor();
  server.answers['GET /me/sessions'] = { body: { sessions: [device('here', CHROME)] } };
  await password.getByRole('button', { name: 'Change password' }).click();

  await password.getByText('Your password is changed. You were signed out on all other devices.').waitFor();
  for (const label of ['Current password', 'New password']) {
    expect(await password.getByLabel(label, { exact: true }).inputValue()).toBe('');
  }
  // The rules are as before anything was typed.
  expect(await password.getByText('(met)').count()).toBe(0);
  await expect.poll(() => password.getByText('3 of 3 rules met').count()).toBe(0);
  await expect.poll(() => page.getByText('iPhone').count()).toBe(0);
});

test('a profile that two tabs change at once is what both of them made of it', async () => {
  let present = ADA;
  const stored = () => ({ body: { account: present } });
  const { page, context, server } = await open('/account', {
    answers: {
      ...SIGNED_IN,
      'GET /me': stored,
      'POST /me': ({ body }) => {
        present = { ...present, ...body };
        return stored();
      },
    },
  });
  const other = await context.newPage();
  await other.goto(`${server.url}/account`);
  await page.getByLabel('First name').fill('Augusta');
  await other.getByLabel('Last name').fill('Baker');
  const heard = page.waitForResponse((response) => response.url().endsWith('/me'));
  await save(other).click();
  await other.getByText('Your profile is saved.').waitFor();
  await heard;

  await save(page).click();
  await page.getByText('Your profile is saved.').waitFor();
  expect(present).toMatchObject({ givenName: 'Augusta', surname: 'Baker' });
  // From here on the first tab, too, begins with what the other one has saved.
  expect(await page.getByLabel('Last name').inputValue()).toBe('Baker');
  await save(page).click();
  await expect.poll(() => server.count('POST /me')).toBe(3);
  expect(server.requests.findLast(({ method }) => method === 'POST')?.body).toEqual({});
  await page.getByText('Your profile is saved.').waitFor();
});

test('a list of devices that cannot be had takes the focus only from who has asked for it again', async () => {
  const late = held();
  const { page, server } = await open('/nowhere', {
    answers: { ...SIGNED_IN, 'GET /me/sessions': { status: 500, after: late.after } },
  });
  await countOnlyPresses(page);
  await page.goto(`${server.url}/account`);
  await page.getByLabel('First name').waitFor();
  late.release();
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);

  await again.click();
  const failed = page.getByRole('group', { name: 'Something went wrong on our side.' });
  await expect.poll(() => failed.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(server.count('GET /me/sessions')).toBe(2);
});

test('a double click saves once', async () => {
  const answer = held();
  const { page, server } = await open('/account', {
    answers: { ...SIGNED_IN, 'POST /me': { ...SIGNED_IN['POST /me'], after: answer.after } },
  });
  await save(page).dblclick();
  answer.release();
  await page.getByText('Your profile is saved.').waitFor();
  expect(server.count('POST /me')).toBe(1);
});

test('each device has a name, says when it was last seen, and can be signed out', async () => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  const list = page.getByRole('list', { name: 'Where you are signed in' });
  await list.getByText('Chrome on Linux').waitFor();
  expect(await list.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^Chrome on Linux\s+This device\s+203\.0\.113\.7$/),
    expect.stringMatching(/^Safari on iPhone\s+Last seen 3 hours ago[\s\S]*203\.0\.113\.7\s+Sign out$/),
    expect.stringMatching(/^curl\/8\.5\.0\s+Last seen 2 days ago/),
  ]);
  expect(await list.getByText('3 hours ago').getAttribute('title')).toMatch(/20\d\d/);

  await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
  await page.getByText('Safari on iPhone is signed out.').waitFor();
  expect(await list.getByRole('listitem').count()).toBe(2);
  expect(server.requests.at(-1)?.body).toEqual({ id: 'phone' });
  await expect.poll(() => focused(page).getAttribute('aria-label')).toBe('Where you are signed in');
  expect(server.count('GET /me/sessions')).toBe(1);
});

test('a device that signed out by itself meanwhile is as good as signed out', async () => {
  const { page } = await open('/account', {
    answers: { ...SIGNED_IN, 'POST /me/sessions/end': REFUSED(404, 'No.', 'SESSION_UNKNOWN', 'id') },
  });
  await page.getByRole('button', { name: 'Sign out curl/8.5.0' }).click();
  await page.getByText('curl/8.5.0 is signed out.').waitFor();
});

test('all others are signed out at once, and this one stays', async () => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByText('You are signed out everywhere else.').waitFor();
  expect(server.requests.at(-1)?.body).toEqual({ others: true });
  expect(await page.getByText('This device').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Sign out everywhere else' }).count()).toBe(0);
});

test('a sign-out that fails says why, and the device stays in the list', async () => {
  const { page } = await open('/account', { answers: { ...SIGNED_IN, 'POST /me/sessions/end': { status: 500 } } });
  await page.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
  await page.getByText('Something went wrong on our side.').waitFor();
  expect(await page.getByText('Safari on iPhone').isVisible()).toBe(true);
});

test('a server that cannot tell the devices still signs out', async () => {
  const { page, server } = await open('/account', {
    answers: { ...SIGNED_IN, 'GET /me/sessions': REFUSED(404, 'There is nothing here.', 'NOT_FOUND') },
  });
  const devices = card(page, 'Where you are signed in');
  await expect.poll(() => devices.getByRole('button').allTextContents()).toEqual(['Sign out']);
  server.answers['GET /me'] = REFUSED(401, 'Unauthorized');
  await devices.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(`${server.url}/`);
});

test.each([
  ['the same person', ADA, 'Augusta'],
  ['somebody else', { ...ADA, id: 'ben', givenName: 'Ben' }, 'Ben'],
])('what was typed when the session ended is there again for %s', async (_who, back, shown) => {
  const { page, server } = await open('/account', { answers: SIGNED_IN });
  await page.getByLabel('First name').fill('Augusta');
  server.answers['GET /me'] = REFUSED(401, 'Unauthorized');
  server.answers['POST /me'] = REFUSED(401, 'Unauthorized');
  await save(page).click();
  await page.getByText('You were signed out. Sign in again to go on where you were.').waitFor();

  Object.assign(server.answers, {
    ...SIGNED_IN,
    'GET /me': { body: { account: back } },
    'POST /login': { body: { account: back } },
  });
  await page.getByLabel('E-mail or user name').fill(ADA.email);
  await page.getByLabel('Password', { exact: true }).fill('old horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe(shown);
});

test('who leaves with something unsaved is asked first', async () => {
  const { page } = await open('/account', { answers: SIGNED_IN });
  const questions: string[] = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void (answer ? dialog.accept() : dialog.dismiss());
  });
  await page.getByLabel('Last name').fill('Baker');
  await page.getByRole('link', { name: 'Home' }).click();
  await expect.poll(() => questions).toEqual(['Leave without saving what you changed?']);
  expect(await page.getByLabel('Last name').inputValue()).toBe('Baker');

  await save(page).click();
  await page.getByText('Your profile is saved.').waitFor();
  await page.getByLabel('Last name').fill('Carter');
  answer = true;
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  expect(questions).toHaveLength(2);
});

test('a profile that is saved is new in the other tabs too', async () => {
  const { page, context, server } = await open('/account', { answers: SIGNED_IN });
  const other = await context.newPage();
  await other.goto(server.url);
  await other.getByText('Ada Archer').waitFor();

  const baker = { body: { account: { ...ADA, fullName: 'Ada Baker' } } };
  Object.assign(server.answers, { 'GET /me': baker, 'POST /me': baker });
  await page.getByLabel('Last name').fill('Baker');
  await save(page).click();
  await other.getByText('Ada Baker').waitFor();
});
