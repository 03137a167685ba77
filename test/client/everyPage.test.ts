// Every page of the shipped app on the real server: nothing breaks the policy, nothing is complained of, and nobody else
// is asked. In React's development mode, which also tells where the server's markup and the browser's differ.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import { ADA, ANN, realServers } from './realServer.ts';

const start = realServers('development');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

interface Walk {
  page: Page;
  /** What was against the policy, in the console, thrown, or asked of somebody else. */
  complaints: string[];
}

/** A person at a browser, signed in or not. */
async function walk(url: string, user?: { email: string; password: string }): Promise<Walk> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  await context.exposeFunction('complain', (text: string) => void complaints.push(text));
  await context.addInitScript(() => {
    const { complain } = globalThis as unknown as { complain(text: string): void };
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      complain(`policy: ${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  if (user) await context.request.post(`${url}/login`, { data: { login: user.email, password: user.password } });
  const page = await context.newPage();
  page.on('console', (message) => {
    // The browser itself notes each refused request; that nobody is signed in is told by a 401.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (!isAnswer && ['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url())) complaints.push(request.url());
  });
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest() && response.headers()['content-type']?.includes('html');
    if (!isPage) return;
    const { 'content-security-policy': policy, 'referrer-policy': referrer, ...others } = response.headers();
    if (policy !== POLICY) complaints.push(`${response.url()}: ${policy}`);
    if (referrer !== 'no-referrer') complaints.push(`${response.url()}: ${referrer}`);
    if (others['x-content-type-options'] !== 'nosniff') complaints.push(`${response.url()} can be sniffed`);
  });
  return { page, complaints };
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

/** Sends each form as it is, which shows what is wrong with it. */
async function sendEmpty(page: Page): Promise<void> {
  for (const button of await page.locator('form button[type=submit]').all()) {
    if (await button.isVisible()) await button.click();
  }
  await page.waitForLoadState('networkidle');
}

describe('a visitor', () => {
  test.each([
    ...['/', '/login', '/login?status=verified', '/register', '/forgot', '/change', '/change?sptoken=gone'],
    ...['/verify', '/verify?sptoken=gone', '/welcome?sptoken=gone', '/expired', '/account', '/admin', '/nowhere'],
  ])('at %s', async (path) => {
    const { url } = await start();
    const { page, complaints } = await walk(url);
    await open(page, url + path);
    await sendEmpty(page);
    expect(complaints).toEqual([]);
  });

  test('goes from one to the next without loading the page again', async () => {
    const { url } = await start();
    const { page, complaints } = await walk(url);
    await open(page, url);
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('heading', { name: 'Create your account' }).waitFor();
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate(() => 'stayed' in globalThis)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('is offered nothing that is off', async () => {
    const { url } = await start({ endpoints: { register: { enabled: false } } });
    const { page, complaints } = await walk(url);
    await open(page, url);
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link', { name: 'Create an account' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

test('somebody who is signed in, at home and at the own account', async () => {
  const { url } = await start();
  const { page, complaints } = await walk(url, ANN);
  await open(page, url);
  await page.getByRole('heading', { name: 'Hello, Ann' }).waitFor();
  expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Your account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  await sendEmpty(page);
  await open(page, `${url}/admin`);
  expect(complaints).toEqual([]);
});

test('an administrator, everywhere', async () => {
  const { url } = await start();
  const { page, complaints } = await walk(url, ADA);
  await open(page, url);
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'Roles' }).click();
  await page.getByRole('heading', { level: 1, name: 'Roles' }).waitFor();
  for (const path of ['/admin', '/admin/users', '/admin/roles', '/admin/accounts', '/admin/import', '/admin/events']) {
    await open(page, url + path);
  }
  expect(complaints).toEqual([]);
});

test('a page of an application’s own keeps the policy that the application has set', async () => {
  const { url } = await start({ spa: { contentSecurityPolicy: "script-src 'self' https://example.com" } });
  const { headers } = await fetch(`${url}/login`, { headers: { Accept: 'text/html' } });
  expect(headers.get('Content-Security-Policy')).toBe("script-src 'self' https://example.com");
});
