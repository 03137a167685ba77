// What a host can say to the screens, and what it hears from them.

import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { hostApp } from '../react/hostApp.ts';
import { visitor } from '../react/visits.ts';
import type { BuiltApp } from './builtApp.ts';
import { ADA, REFUSED } from './fixtureServer.ts';
import { alertText, focused, passwordField } from './screens.ts';

const WRONG = { 'POST /login': REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED') };

let app: BuiltApp;
beforeAll(async () => {
  app = await hostApp('test/client/host/props.tsx', { react: 19 });
}, 60_000);
const visit = visitor(() => app);

const heard = (page: Page) => page.evaluate(() => document.body.dataset.heard?.split('\n') ?? []);

async function signIn(page: Page, login = 'Ada') {
  await page.getByLabel('E-mail or user name').fill(login);
  await passwordField(page).fill('old horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('values that the host has changed are the ones that are sent', async () => {
  const { page, server } = await visit('/changed');
  await signIn(page, 'ada');
  await expect.poll(() => server.count('POST /login')).toBe(1);
  expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({
    login: 'ada@example.com',
    password: 'old horse battery',
  });
});

test('what the host throws is shown, and nothing is sent', async () => {
  const { page, server } = await visit('/refused');
  await signIn(page);
  await expect.poll(() => alertText(page).textContent()).toBe('Not on Sundays.');
  expect(server.count('POST /login')).toBe(0);
});

test('a host of 1.x goes on by "next": with other values, and after success when it likes', async () => {
  const { page, server } = await visit('/old');
  await signIn(page);
  const goOn = page.getByRole('button', { name: 'Go on' });
  await goOn.waitFor();
  expect(server.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({ login: 'ada' });
  expect(await heard(page)).toContain(`success Ada ${ADA.email}`);
  expect(new URL(page.url()).pathname).toBe('/old');

  await goOn.click();
  await page.waitForURL((url) => url.pathname === '/');
});

test('a host of 1.x puts its own error in place of ours', async () => {
  const { page } = await visit('/old', WRONG);
  await signIn(page);
  await expect.poll(() => alertText(page).textContent()).toBe('Call us: 555 0100.');
  expect(await heard(page)).toContain('error Ada 400');
});

test('a host that takes over after success goes nowhere', async () => {
  const { page } = await visit('/taken-over');
  await signIn(page);
  await expect.poll(() => heard(page)).toContain(`success ${ADA.email}`);
  expect(new URL(page.url()).pathname).toBe('/taken-over');
});

test('a host that takes over after an error shows what it likes', async () => {
  const { page } = await visit('/taken-over', WRONG);
  await signIn(page);
  await expect.poll(() => heard(page)).toContain('error LOGIN_FAILED');
  expect(await alertText(page).textContent()).toBe('');
});

test('"redirectTo" goes before "?next="', async () => {
  const { page } = await visit('/redirected?next=%2Felsewhere');
  await signIn(page);
  await page.getByRole('heading', { name: 'There' }).waitFor();
});

test('a host dresses a page: names on the root, words, a heading of its level, and every slot', async () => {
  const { page } = await visit('/dressed');
  const root = page.locator('#sign-in');
  expect(await root.getAttribute('data-team')).toBe('blue');
  expect(await root.getAttribute('data-udb-part')).toBe('login-page');
  expect(await root.getAttribute('class')).toBe('udb-root udb-page mine');
  expect(await heard(page)).toContain('ref sign-in');
  await page.getByRole('heading', { name: 'Come in', level: 3 }).waitFor();
  for (const text of ['Our logo', 'Before the fields', 'Below the fields', 'State: idle', '© 2026 Juniper Ltd']) {
    expect(await page.getByText(text).isVisible()).toBe(true);
  }
  const framed = page.getByRole('group', { name: 'Framed' });
  expect(await framed.count()).toBe(3);
  await framed.getByRole('button', { name: 'Enter' }).waitFor();
  await framed.getByRole('link', { name: 'Forgot password?' }).waitFor();
  await framed.getByRole('button', { name: 'Enter' }).click();
  await expect.poll(() => framed.getByRole('alert').textContent()).toBe('2 fields below need another look.');
});

test('a host says in its own words that it worked', async () => {
  const { page } = await visit('/sent');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Look into your mail.').waitFor();
});

test('a function in place of the body draws the form, and the form still does its work', async () => {
  const { page, server } = await visit('/own-body', WRONG);
  await page.getByRole('button', { name: 'Let me in' }).click();
  expect(await focused(page).getAttribute('name')).toBe('login');
  await page.getByLabel('Who').fill('ada');
  await page.getByLabel('Secret').fill('old horse battery');
  await page.getByRole('button', { name: 'Let me in' }).click();
  await page.getByText('That e-mail or password is not right.').waitFor();
  expect(server.count('POST /login')).toBe(1);
});

test('a field of the host is checked and sent like the others, and a long form lists what is wrong', async () => {
  const { page, server } = await visit('/fields');
  const submit = page.getByRole('button', { name: 'Create account' });
  await submit.click();
  await expect.poll(() => focused(page).getAttribute('data-udb-part')).toBe('register-summary');
  const links = page.getByRole('list', { name: '5 fields below need another look.' }).getByRole('link');
  expect(await links.allTextContents()).toEqual([
    'Name your team',
    'Enter your first name',
    'Enter your e-mail address',
    'Choose a password',
    'Tick to accept the terms',
  ]);
  await links.nth(0).click();
  expect(await focused(page).getAttribute('name')).toBe('customData.team');

  await page.getByLabel('Team').fill('Blue');
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await passwordField(page).fill('old horse battery 7');
  await page.getByRole('checkbox').check();
  await submit.click();
  await expect.poll(() => server.count('POST /register')).toBe(1);
  expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({
    'customData.team': 'Blue',
    givenName: 'Ada',
    email: 'ada@example.com',
    password: 'old horse battery 7',
  });
});

test('a screen that breaks says so with the number of the fault, tells the host, and leaves the page alone', async () => {
  const { page } = await visit('/broken');
  expect(await alertText(page).textContent()).toBe('This page stopped working. Reference: r-4711');
  expect(await page.getByRole('button', { name: 'Reload' }).isVisible()).toBe(true);
  expect(await page.content()).not.toContain('secret stack');
  expect(await heard(page)).toEqual(
    expect.arrayContaining([
      'onError r-4711',
      'event error',
      'dom error {"type":"error","error":{"status":0,"code":"CRASH"}}',
    ]),
  );
});

test('the host hears what happened, as a function and as an event of the page, and nothing secret', async () => {
  const { page, server } = await visit('/listening', WRONG);
  await signIn(page);
  await expect.poll(() => heard(page)).toContain('event error');
  expect(await heard(page)).toContain('dom error {"type":"error","error":{"status":400,"code":"LOGIN_FAILED"}}');
  expect((await heard(page)).join()).not.toContain('horse');

  server.answers['POST /login'] = { body: { account: ADA } };
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect
    .poll(() => heard(page))
    .toEqual(expect.arrayContaining([`event login ${ADA.email}`, 'dom login login-form']));
});

test('where there is no such page, there is no link to it', async () => {
  const { page, server } = await visit('/no-forgot');
  expect(await page.getByRole('link').count()).toBe(0);
  expect(server.count('GET /register')).toBe(0);
});

test('where registration is known to be on, nobody asks for it', async () => {
  const { page, server } = await visit('/may-register');
  expect(await page.getByRole('link', { name: 'Create an account' }).isVisible()).toBe(true);
  expect(server.count('GET /register')).toBe(0);
});

test('the copyright of the host stands at the foot of each page', async () => {
  const { page } = await visit('/plain');
  expect(await page.getByText('© 2026 Juniper Ltd').isVisible()).toBe(true);
});
