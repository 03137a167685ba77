// An application that was written for react-stormpath, on today's React: its markup as it was.

import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BuiltApp } from '../client/builtApp.ts';
import { ADA, type Answers, REFUSED } from '../client/fixtureServer.ts';
import { held } from '../client/screens.ts';
import { hostApp, type Versions } from './hostApp.ts';
import { visitor } from './visits.ts';

const SIGNED_IN: Answers = { 'GET /me': { body: { account: ADA } } };
const HEAD_NURSE = { ...ADA, roles: [{ id: 'h', name: 'head nurse' }], customData: { color: 'green' } };
const DEAD = REFUSED(404, 'This link no longer works. Ask for a new one.', 'TOKEN_INVALID');
const ENABLED: Answers = { 'POST /register': { body: { account: ADA } } };

describe.each<Versions>([
  { react: 18, router: 7 },
  { react: 19, router: 8 },
])('react-stormpath on React $react and react-router $router', (versions) => {
  let app: BuiltApp;
  beforeAll(async () => {
    app = await hostApp('test/react/host/stormpath.jsx', versions);
  }, 60_000);
  const visit = visitor(() => app);

  test('a person signs in; the host hears of it before the way goes on', async () => {
    const answer = held();
    const { page, server } = await visit('/login', { 'POST /login': { body: { account: ADA }, after: answer.after } });
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill('old horse battery');
    await page.getByRole('button', { name: 'Login' }).click();

    await page.getByRole('button', { name: 'Just a moment' }).waitFor();
    answer.release();
    await sees(page, 'Hello, Ada');
    expect(await page.evaluate(() => (window as { welcomed?: string }).welcomed)).toBe(ADA.email);
    expect(server.requests.find(({ method, path }) => method === 'POST' && path === '/login')?.body).toEqual({
      login: 'ada',
      password: 'old horse battery',
    });
  });

  test('a wrong password is said where the markup has its place for it', async () => {
    const { page } = await visit('/login', {
      'POST /login': REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED'),
    });
    expect(await page.getByText('Sorry:').count()).toBe(0);
    await page.getByLabel('Name').fill('ada');
    await page.getByLabel('Password').fill('old horse battery');
    await page.getByLabel('Password').press('Enter');

    expect(await page.getByRole('alert').innerText()).toBe('Invalid username or password.');
    expect(await page.locator('.alert.alert-danger > .reason').count()).toBe(1);
    expect(await page.getByLabel('Password').inputValue()).toBe('old horse battery');
    expect(await page.locator('form.form-horizontal').count()).toBe(1);
  });

  test('a person registers: the host adds to the data, inputs of its own are read, and the mail is awaited', async () => {
    const { page, server } = await visit('/register');
    await fillInRegistration(page, 'ada@example.com');

    await page.getByText('Look into your mail.').waitFor();
    expect(await page.getByLabel('First name').count()).toBe(0);
    expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({
      givenName: 'Ada',
      surname: 'Archer',
      email: 'ada@example.com',
      password: 'old horse battery 7',
      customData: { color: 'green', shape: 'round', plan: 'free' },
    });
  });

  test('who has nothing to verify is signed in at once', async () => {
    const { page, server } = await visit('/register', ENABLED);
    await fillInRegistration(page, 'ada@example.com');
    await sees(page, 'Hello, Ada');
    expect(server.count('POST /login')).toBe(1);
  });

  test('whose sign-in fails after registering is not told to register again', async () => {
    const { page, server } = await visit('/register', { ...ENABLED, 'POST /login': REFUSED(503, 'Busy.') });
    await fillInRegistration(page, 'ada@example.com');
    await sees(page, 'Hello, stranger');
    expect([server.count('POST /register'), server.count('POST /login')]).toEqual([1, 1]);
  });

  test('what the host refuses is not sent', async () => {
    const { page, server } = await visit('/register');
    await fillInRegistration(page, 'ada@example.org');
    expect(await page.getByRole('alert').innerText()).toBe('We take addresses of example.com only.');
    expect(server.count('POST /register')).toBe(0);
  });

  test('a person who forgot the password is told that a link is on its way', async () => {
    const { page, server } = await visit('/forgot');
    await page.getByLabel('Email').fill(ADA.email);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('A link is on its way.').waitFor();
    expect(await page.getByLabel('Email').count()).toBe(0);
    expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({ email: ADA.email });
  });

  test('a dead link and two different passwords are said, and a good link changes the password', async () => {
    const { page, server } = await visit('/change?sptoken=t', { 'POST /change': DEAD });
    const change = async (first: string, again: string) => {
      await page.getByLabel('New password').fill(first);
      await page.getByLabel('Once more').fill(again);
      await page.getByRole('button', { name: 'Change' }).click();
    };
    await change('new horse 8', 'new horse 9');
    await page.getByText('The two passwords are not the same.').waitFor();
    expect(server.count('POST /change')).toBe(0);

    await change('new horse 8', 'new horse 8');
    await page.getByText('This link no longer works. Ask for a new one.').waitFor();

    server.answers['POST /change'] = {};
    await change('new horse 8', 'new horse 8');
    await page.getByText('Changed.').waitFor();
    expect(server.requests.at(-1)?.body).toEqual({ sptoken: 't', password: 'new horse 8' });
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByRole('link', { name: 'Login' }).getAttribute('class')).toBe('again');
  });

  test('a profile starts with what is known, and a password left empty stays', async () => {
    const { page, server } = await visit('/profile', {
      'GET /me': { body: { account: HEAD_NURSE } },
      'POST /me': { body: { account: { ...HEAD_NURSE, givenName: 'Anna' } } },
    });
    expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
    expect(await page.getByLabel('Color').inputValue()).toBe('green');
    await page.getByLabel('First name').fill('Anna');
    await page.getByLabel('Color').fill('blue');
    await page.getByRole('button', { name: 'Save' }).click();

    await page.getByText('Saved.').waitFor();
    expect(server.requests.find(({ method }) => method === 'POST')?.body).toEqual({
      givenName: 'Anna',
      customData: { color: 'blue' },
    });
    expect(await page.getByLabel('First name').inputValue()).toBe('Anna');
  });

  test('guards read the same expressions, and a user is shown what is known', async () => {
    const { page, server } = await visit('/', { 'GET /me': { body: { account: HEAD_NURSE } } });
    await sees(page, 'Hello, Ada');
    expect(await page.locator('.inside').innerText()).toContain('ada@example.com likes green');
    expect(await page.locator('main > p').allInnerTexts()).toEqual(['Head nurses may plan', 'Ask a doctor']);

    server.answers['GET /me'] = SIGNED_IN['GET /me'] ?? {};
    await page.reload();
    await page.getByText('Doctors may prescribe').waitFor();
    expect(await page.locator('main > p').allInnerTexts()).toEqual(['Doctors may prescribe']);
    expect(await page.locator('.inside').innerText()).toContain('likes no color');

    server.answers['GET /me'] = REFUSED(401, 'Unauthorized');
    await page.getByRole('button', { name: 'Logout' }).click();
    await sees(page, 'Hello, stranger');
    expect(await page.locator('main > p').allInnerTexts()).toEqual([]);
  });

  test('a guarded page asks a stranger to sign in', async () => {
    const { page } = await visit('/profile');
    await sees(page, 'Sign in');
    expect(new URL(page.url()).search).toBe('?next=%2Fprofile');
  });

  test('a form without markup is one of this package', async () => {
    const { page, complaints } = await visit('/plain');
    // Said once, though there are two of them.
    expect(complaints.splice(0)).toEqual([expect.stringContaining('social sign-in is up to the server')]);
    await page.getByLabel('E-mail or user name').fill('ada');
    await page.getByRole('textbox', { name: 'Password' }).fill('old horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await sees(page, 'Profile');
  });

  test('a mailed link is spent once', async () => {
    const { page, server } = await visit('/verify?sptoken=t');
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(server.count('GET /verify')).toBe(1);
  });
});

async function sees(page: Page, heading: string) {
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

async function fillInRegistration(page: Page, email: string) {
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Archer');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('old horse battery 7');
  await page.getByLabel('Color').fill('green');
  await page.getByLabel('Shape').fill('round');
  await page.getByRole('button', { name: 'Register' }).click();
}
