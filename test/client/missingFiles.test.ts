// The shipped app when one of its files does not come, or takes its time: nobody is left in front of an empty page.

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import { ANN, realServers } from './realServer.ts';
import { focused, held, stopClock } from './screens.ts';

const NOT_LOADED = 'We could not reach the server. Check your connection and try again.';

// In development, where React tells whether the server's markup and the browser's differ.
const start = realServers('development');
const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());
afterEach(() => expect(complaints.splice(0)).toEqual([]));

interface Visit {
  page: Page;
  url: string;
}

async function visitor(languages = 'en'): Promise<Visit> {
  const { url } = await start({ spa: { meta: { 'userdb-app-name': 'Acme', 'userdb-languages': languages } } });
  const context = await browser.newContext({ locale: 'en-GB' });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const expected = message.text().startsWith('Failed to load resource');
    if (!expected && ['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  return { page, url };
}

async function open({ page, url }: Visit, path = '/login') {
  await page.goto(url + path);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
}

const fileOf = (name: string) => new RegExp(`/assets/${name}-[^/]*\\.js`);

/** As if the server were out of reach for that file; gives back the way to let it through. */
async function without(page: Page, name: string): Promise<() => Promise<void>> {
  await page.route(fileOf(name), (route) => route.abort());
  return () => page.unroute(fileOf(name));
}

/** It takes its time, until it is let go. */
async function late(page: Page, name: string, then: 'abort' | 'continue') {
  const file = held();
  await page.route(fileOf(name), (route) => file.after.then(() => route[then]()));
  return file;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const titled = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const forgot = (page: Page) => page.getByRole('link', { name: 'Forgot password?' });
const reload = (page: Page) => page.getByRole('button', { name: 'Reload' });
const stayed = (page: Page) => page.evaluate(() => 'stayed' in globalThis);
const notLoaded = (page: Page) => page.getByRole('alert').getByText(NOT_LOADED).waitFor();
const hasFocus = (page: Page) => heading(page).evaluate((h1) => h1 === document.activeElement);

async function signIn(page: Page) {
  await page.getByLabel('E-mail or user name').fill(ANN.email);
  await page.getByLabel('Password', { exact: true }).fill(ANN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a page that does not load says so, and the one before it is still there', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  const letThrough = await without(page, 'forgot');
  await forgot(page).click();
  await notLoaded(page);
  expect(new URL(page.url()).pathname).toBe('/forgot');
  expect(await heading(page).textContent()).toBe('This page stopped working.');
  expect(await page.title()).toBe('This page stopped working. · Acme');
  expect(await hasFocus(page)).toBe(true);
  expect(await reload(page).isVisible()).toBe(true);

  await page.goBack();
  await titled(page, 'Sign in');
  await forgot(page).click();
  await notLoaded(page);

  await page.goBack();
  await titled(page, 'Sign in');
  await letThrough();
  await forgot(page).click();
  await titled(page, 'Reset your password');
  expect(await page.getByRole('alert').getByText(NOT_LOADED).count()).toBe(0);
  expect(await stayed(page)).toBe(true);
});

test('forward to a page that did not load asks for it again', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  const letThrough = await without(page, 'register');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await notLoaded(page);
  await page.goBack();
  await titled(page, 'Sign in');
  await letThrough();
  await page.goForward();
  await titled(page, 'Create your account');
  expect(await stayed(page)).toBe(true);
});

test('without a connection, too; and the button loads the page once there is one', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  await page.context().setOffline(true);
  await forgot(page).click();
  await notLoaded(page);
  await page.context().setOffline(false);
  await reload(page).click();
  await titled(page, 'Reset your password');
});

test('after signing in, a page that does not load says so, and a reload shows who is signed in', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  const letThrough = await without(page, 'home');
  await signIn(page);
  await notLoaded(page);
  await letThrough();
  await reload(page).click();
  await titled(page, 'Hello, Ann');
});

test('the alert speaks the language that is shown', async () => {
  const visit = await visitor('en,de');
  const { page } = visit;
  await open(visit);
  await page.getByRole('combobox').selectOption('de');
  await titled(page, 'Anmelden');
  await without(page, 'forgot');
  await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
  await page.getByRole('button', { name: 'Neu laden' }).waitFor();
  expect(await page.getByText(NOT_LOADED).count()).toBe(0);
});

test('without the file of the choice of languages the page works, and offers none', async () => {
  const visit = await visitor('en,de');
  const { page, url } = visit;
  const asked = held();
  await page.route(fileOf('languages'), async (route) => {
    await asked.after;
    await route.abort();
  });
  await page.goto(`${url}/login`, { waitUntil: 'commit' });
  await page.getByLabel('E-mail or user name').fill('typed before');
  asked.release();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('combobox').count()).toBe(0);
  expect(await page.getByRole('contentinfo').count()).toBe(0);
  expect(await page.getByLabel('E-mail or user name').inputValue()).toBe('typed before');

  await forgot(page).click();
  await titled(page, 'Reset your password');
  await page.goBack();
  await signIn(page);
  await titled(page, 'Hello, Ann');
});

test.each(['en', 'en,de'])('a first page that does not load says so, in an app of %s', async (languages) => {
  const visit = await visitor(languages);
  const { page } = visit;
  const letThrough = await without(page, 'login');
  await open(visit);
  await notLoaded(page);
  expect(await page.getByRole('textbox').count()).toBe(0);

  await letThrough();
  await reload(page).click();
  await titled(page, 'Sign in');
  await signIn(page);
  await titled(page, 'Hello, Ann');
});

test('a page that takes long shows that it is on its way, and takes the focus when it has come', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  const file = await late(page, 'register', 'continue');
  await stopClock(page);
  const asked = page.waitForRequest(fileOf('register'));
  await page.getByRole('link', { name: 'Create an account' }).click();
  await asked;
  await page.clock.runFor(150);
  expect(await heading(page).textContent()).toBe('Sign in');

  await page.clock.runFor(100);
  await page.getByRole('status').getByText('Loading…').waitFor();
  expect(await page.locator('[aria-busy=true]').isVisible()).toBe(true);
  expect(await page.getByRole('textbox').count()).toBe(0);
  expect(await hasFocus(page)).toBe(true);
  expect(await page.title()).toBe('Loading… · Acme');

  await page.clock.runFor(8_000);
  await page.getByRole('status').getByText('Still working…').waitFor();

  file.release();
  await titled(page, 'Create your account');
  await expect.poll(() => focused(page).textContent()).toBe('Create your account');
  expect(await page.getByText('Loading…').count()).toBe(0);
});

test('a page that takes long and then does not load says so', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  const file = await late(page, 'forgot', 'abort');
  await forgot(page).click();
  await page.getByRole('status').getByText('Loading…').waitFor();
  file.release();
  await notLoaded(page);
  await expect.poll(() => hasFocus(page)).toBe(true);
});

test('who goes back from a page that takes long is not taken there when it comes', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  const file = await late(page, 'forgot', 'continue');
  await forgot(page).click();
  await page.getByRole('status').getByText('Loading…').waitFor();
  await page.goBack();
  await titled(page, 'Sign in');
  const came = page.waitForResponse(fileOf('forgot'));
  file.release();
  await came;
  await page.waitForLoadState('networkidle');
  expect(await heading(page).textContent()).toBe('Sign in');
  expect(await stayed(page)).toBe(true);
});

test('a page that is there in time follows the one before it at once', async () => {
  const visit = await visitor();
  const { page } = visit;
  await open(visit);
  // However busy the machine is: no time passes while the file is on its way.
  await stopClock(page);
  await page.evaluate(() => {
    const titles: string[] = [];
    Object.assign(globalThis, { titles });
    const note = () => {
      const title = document.querySelector('h1')?.textContent ?? 'nothing';
      if (titles.at(-1) !== title) titles.push(title);
    };
    note();
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true });
  });
  await forgot(page).click();
  await titled(page, 'Reset your password');
  await expect.poll(() => hasFocus(page)).toBe(true);
  const titles = await page.evaluate(() => (globalThis as unknown as { titles: string[] }).titles);
  expect(titles).toEqual(['Sign in', 'Reset your password']);
});
