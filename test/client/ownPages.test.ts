// Account, end of session and invitation in a host's own pages, and what the host hears of them.

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { hostApp } from '../react/hostApp.ts';
import { visitor } from '../react/visits.ts';
import type { BuiltApp } from './builtApp.ts';
import { ADA, type Answers, REFUSED } from './fixtureServer.ts';
import { focused, passwordField } from './screens.ts';

let app: BuiltApp;
beforeAll(async () => {
  app = await hostApp('test/client/host/ownPages.tsx', { react: 19 });
}, 60_000);
const visit = visitor(() => app);

const CUSTOM = { team: 'Blue', desk: 4, news: true };
const SIGNED_IN: Answers = {
  'GET /me': { body: { account: { ...ADA, customData: CUSTOM } } },
  'POST /me': { body: { account: ADA } },
  'GET /me/sessions': { body: { sessions: [] } },
};
const INVITED: Answers = {
  'POST /welcome': { body: { ...ADA, givenName: null, surname: null, welcomeToken: 'once' } },
  'POST /welcomed': { body: ADA },
};
const DEAD = REFUSED(404, 'This link no longer works.', 'TOKEN_INVALID');
const NOBODY = REFUSED(401, 'Unauthorized');

const heard = (page: Page) => page.evaluate(() => JSON.parse(sessionStorage.heard ?? '[]') as unknown[]);
const types = async (page: Page) => (await heard(page)).map((event) => (event as { type: string }).type);
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

test('fields of a host are filled from the custom data, and go back into it as what they are', async () => {
  const { page, server } = await visit('/profile', SIGNED_IN);
  expect(await page.getByLabel('Team').inputValue()).toBe('Blue');
  expect(await page.getByLabel('Desk').inputValue()).toBe('4');
  expect(await page.getByLabel('News').isChecked()).toBe(true);

  await page.getByLabel('Team').fill('Green');
  await page.getByLabel('Desk').fill('');
  await page.getByLabel('News').uncheck();
  await press(page, 'Save');
  await page.getByText('Your profile is saved.').waitFor();
  expect(server.requests.at(-1)?.body).toEqual({ customData: { team: 'Green', desk: null, news: false } });
  expect(await heard(page)).toEqual([{ type: 'profileUpdated', user: expect.objectContaining({ id: ADA.id }) }]);
});

test('of the custom data goes back what the person has changed', async () => {
  const { page, server } = await visit('/profile', SIGNED_IN);
  await page.getByLabel('News').uncheck();
  await press(page, 'Save');
  await page.getByText('Your profile is saved.').waitFor();
  expect(server.requests.at(-1)?.body).toEqual({ customData: { news: false } });
});

test('what is wrong in a long form is listed above it, and each line leads to its field', async () => {
  const { page, server } = await visit('/profile', SIGNED_IN);
  for (const label of ['First name', 'Team']) await page.getByLabel(label).fill('');
  await press(page, 'Save');

  const list = page.getByRole('list', { name: '2 fields below need another look.' });
  await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await list.getByRole('link').allTextContents()).toEqual(['Enter your first name', 'Fill in: Team']);
  await list.getByRole('link', { name: 'Fill in: Team' }).click();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('customData.team');
  expect(page.url()).not.toContain('#');

  await page.keyboard.type('Red');
  await expect.poll(() => page.getByRole('list', { name: 'One field' }).getByRole('link').count()).toBe(1);
  expect(server.count('POST /me')).toBe(0);
});

test('a form on a page of the host says to sign in to who is not', async () => {
  const { page } = await visit('/profile');
  await page.getByText('You are no longer signed in.').waitFor();
  expect(await page.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/login');
  expect(await page.getByRole('textbox').count()).toBe(0);
});

test('the form of the password may ask twice, in the words of the host, and tells of it without the password', async () => {
  const { page, server } = await visit('/password', SIGNED_IN);
  await page.getByLabel('Current password').fill('old horse battery');
  await page.getByLabel('New password').fill('new horse battery 8');
  await page.getByLabel('Password once more').fill('new horse battery 9');
  await press(page, 'Do it');
  await page.getByText('The two passwords are not the same.').waitFor();
  expect(server.count('POST /me')).toBe(0);

  await page.getByLabel('Password once more').fill('new horse battery 8');
  await press(page, 'Do it');
  await page.getByText('Your password is changed.').waitFor();
  expect(await heard(page)).toEqual([{ type: 'passwordChanged', user: expect.objectContaining({ id: ADA.id }) }]);
});

test('the page takes what every page takes', async () => {
  const { page } = await visit('/dressed', SIGNED_IN);
  const own = page.locator('#own');
  await own.getByRole('heading', { name: 'You', level: 2 }).waitFor();
  expect(await own.getByRole('heading', { level: 3 }).allTextContents()).toContain('Profile');
  expect(await own.getAttribute('class')).toMatch(/ mine$/);
  expect(await own.getAttribute('data-team')).toBe('blue');
  for (const text of ['Our logo', 'Our foot', 'One card more'])
    expect(await own.getByText(text).isVisible()).toBe(true);
  expect(await own.getByRole('button', { name: 'Keep it' }).isVisible()).toBe(true);
  expect(await own.getByLabel('Last name').count()).toBe(0);
});

test('of two warnings one speaks, and the host knows the time of the end', async () => {
  const ends = { ...SIGNED_IN['GET /me'], headers: { 'Userdb-Session-Expires-In': '50' } };
  const { page, server } = await visit('/ending', { ...SIGNED_IN, 'GET /me': ends });
  await page.getByText('You will be signed out in a minute').first().waitFor();
  expect(await page.getByRole('button', { name: 'Stay signed in' }).count()).toBe(1);
  await page.getByText('Ends in 1').waitFor();

  server.answers['GET /me'] = { ...ends, headers: { 'Userdb-Session-Expires-In': '3600' } };
  await press(page, 'Stay signed in');
  await page.getByText('Ends in 60').waitFor();
});

test('a host hears that a password has expired, and that the session is over', async () => {
  const expired = { body: { account: { ...ADA, password_expired: true } } };
  const { page, server } = await visit('/ending', { ...SIGNED_IN, 'GET /me': expired });
  await expect.poll(() => types(page)).toEqual(['passwordExpired']);

  const other = await page.context().newPage();
  await other.goto(`${server.url}/ending`);
  await expect.poll(() => types(other)).toEqual(['passwordExpired']);
  server.answers['GET /me'] = NOBODY;
  await other.getByRole('button', { name: 'Sign out' }).click();
  await expect.poll(() => types(page)).toEqual(['passwordExpired', 'sessionEnded']);
  await expect.poll(() => types(other)).toEqual(['passwordExpired', 'logout']);
});

test('an invitation asks for the terms too; what is missing in its long form is listed', async () => {
  const { page, server } = await visit('/invited?sptoken=good', INVITED);
  await press(page, 'Finish and sign in');
  const list = page.getByRole('list', { name: '4 fields below need another look.' });
  await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await list.getByRole('link').allTextContents()).toEqual([
    'Enter your first name',
    'Enter your last name',
    'Choose a password',
    'Tick to accept the terms',
  ]);

  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Archer');
  await passwordField(page).fill('old horse battery 7');
  await page.getByRole('checkbox').check();
  server.answers['GET /me'] = { body: { account: ADA } };
  await press(page, 'Finish and sign in');
  await expect.poll(() => types(page)).toContain('welcomed');
  const sent = server.requests.find(({ path }) => path === '/welcomed')?.body;
  expect(sent).toMatchObject({ givenName: 'Ada', surname: 'Archer', email: ADA.email, welcomeToken: 'once' });
  expect(sent).not.toHaveProperty('terms');
});

test('a form for an invitation stands alone, with the token that the host gives it', async () => {
  const { page, server } = await visit('/invited-form', INVITED);
  await passwordField(page).waitFor();
  expect(server.requests.find(({ path }) => path === '/welcome')?.body).toEqual({ sptoken: 'given' });
  expect(server.count('POST /welcome')).toBe(1);
});

test('the view for verification shows the form of an invitation, whose link led to it', async () => {
  const { page, server } = await visit('/verify-view?sptoken=invited', { ...INVITED, 'GET /verify': DEAD });
  await page.getByText(`You sign in with ${ADA.email}.`).waitFor();
  expect(server.count('GET /verify')).toBe(1);
  expect(server.count('POST /welcome')).toBe(1);
  expect(page.url()).toContain('sptoken=invited');
});

test('a link for an address that somebody else has by now says so', async () => {
  const taken = REFUSED(409, 'There is already an account for that e-mail address.', 'EMAIL_TAKEN', 'email');
  const { page } = await visit('/auth/verify?sptoken=late', { 'GET /verify': taken });
  await page.getByText('There is already an account for that e-mail address.').waitFor();
  expect(await page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
});

test('who was signed in while opening the link of another address goes on', async () => {
  const { page } = await visit('/auth/verify?sptoken=new', SIGNED_IN);
  await page.getByRole('heading', { name: 'Your e-mail is verified' }).waitFor();
  await page.getByRole('link', { name: 'Continue' }).waitFor();
});

test('our own router asks before it leaves something unsaved', async () => {
  const { page } = await visit('/auth/account', SIGNED_IN);
  const questions: string[] = [];
  page.on('dialog', (dialog) => {
    questions.push(dialog.message());
    void (questions.length > 1 ? dialog.accept() : dialog.dismiss());
  });
  await page.getByLabel('Last name').fill('Baker');
  await page.getByRole('link', { name: 'Home' }).click();
  await expect.poll(() => questions.length).toBe(1);
  expect(await page.getByLabel('Last name').inputValue()).toBe('Baker');
  await page.getByRole('link', { name: 'Home' }).click();
  await page.getByRole('heading', { name: 'Home' }).waitFor();
});
