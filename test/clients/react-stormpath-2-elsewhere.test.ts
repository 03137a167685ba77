// react-stormpath 2 on a page of another site than the server: its "Client API", with tokens in place of cookies.
import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { startElsewhere } from './elsewhere.ts';
import { type HostPage, hostPage } from './hostPage.ts';
import { ANN, changePassword, NEXT, refusal, register, signIn, update } from './reactStormpath.ts';
import { linkTo, sees, visitors } from './visitors.ts';

let application: HostPage;
beforeAll(async () => {
  application = await hostPage('stormpath.jsx', { 'react-stormpath': 'react-stormpath-2' });
}, 150_000);
const visit = visitors();
// Two sites to a browser, so that no cookie helps.
const start = ({ endpoints, ...options }: Options = {}) =>
  startElsewhere(application, 'localhost', { ...options, endpoints: { oauth: { enabled: true }, ...endpoints } });

it('signs in, knows the user and the groups, and sets no cookie', async () => {
  const { site, users } = await start();
  await users.create({ ...ANN, roles: ['doctor'] });
  const page = await visit(`${site}/login`);

  await signIn(page, ANN.email);

  await sees(page, 'Hello, Ann');
  await page.getByText('Doctors may prescribe').waitFor();
  expect(await page.context().cookies()).toEqual([]);
});

it('shows what the server says to a wrong password', async () => {
  const { site, users } = await start();
  await users.create(ANN);
  const page = await visit(`${site}/login`);
  await signIn(page, ANN.email, 'correct horse');
  expect(await refusal(page)).toBe('Invalid username or password.');
  await signIn(page, ANN.email);
  await sees(page, 'Hello, Ann');
});

it('keeps the session over a reload', async () => {
  const { site, users } = await start();
  await users.create(ANN);
  const page = await visit(`${site}/login`);
  await signIn(page, ANN.email);
  await sees(page, 'Hello, Ann');
  await page.reload();
  await sees(page, 'Hello, Ann');
});

it('registers a person who is then signed in at once', async () => {
  const { site } = await start({ endpoints: { verify: { enabled: false } } });
  const page = await visit(`${site}/register`);
  await register(page);
  await sees(page, 'Hello, Ann');
  await page.reload();
  await sees(page, 'Hello, Ann');
});

it('registers a person who verifies the address by the mailed link', async () => {
  const { site, mailbox } = await start();
  const page = await visit(`${site}/register`);
  await register(page);
  await page.getByText('Please check your email for a verification link.').waitFor();

  await page.goto(await linkTo(ANN, 'Please verify your account', mailbox));
  await page.getByText('Your account has has been verified!').waitFor();
});

it('lets a person who forgot the password choose a new one by the mailed link', async () => {
  const { site, users, mailbox } = await start();
  await users.create(ANN);
  const page = await visit(`${site}/forgot`);
  await page.getByPlaceholder('Your Email Address').fill(ANN.email);
  await page.getByRole('button', { name: 'Request Password Reset' }).click();
  await page.getByText('We have sent a password reset link').waitFor();

  await page.goto(await linkTo(ANN, 'Reset your password', mailbox));
  await changePassword(page, NEXT);
  await page.getByText('Your new password has been set.').waitFor();
  await page.locator('main').getByRole('link', { name: 'Login' }).click();
  await signIn(page, ANN.email, NEXT);
  await sees(page, 'Hello, Ann');
});

it('changes what a user is called', async () => {
  const { site, users } = await start();
  await users.create(ANN);
  const page = await visit(`${site}/login`);
  await signIn(page, ANN.email);
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByLabel('First name').fill('Anna');
  await update(page);
  await page.getByText('Profile updated.').waitFor();
  await page.goto(site);
  await sees(page, 'Hello, Anna');
});

it('signs out, and the tokens are worth nothing any more', async () => {
  const { site, url, users } = await start();
  await users.create(ANN);
  const page = await visit(`${site}/login`);
  await signIn(page, ANN.email);
  await sees(page, 'Hello, Ann');
  const [access, refresh] = [await kept(page, 'access_token'), await kept(page, 'refresh_token')];
  expect(await meWith(url, access)).toBe(200);

  await page.getByRole('link', { name: 'Logout' }).click();

  await sees(page, 'Hello, stranger');
  await page.reload();
  await sees(page, 'Hello, stranger');
  expect(await meWith(url, access)).toBe(401);
  const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh });
  expect(await fetch(`${url}/oauth/token`, { method: 'POST', body })).toMatchObject({ status: 400 });
});

it('gives nothing to a page of a site that it does not know', async () => {
  const { site, users } = await start({ cors: { allowedOrigins: ['http://localhost:1'] } });
  await users.create(ANN);
  const page = await visit(`${site}/login`);
  await signIn(page, ANN.email);
  expect(await refusal(page)).toBe('A request to the API failed.');
});

/** A token as the page keeps it. */
async function kept(page: Page, type: string): Promise<string> {
  return (await page.evaluate((key) => sessionStorage.getItem(key), `stormpath:token:${type}`)) ?? '';
}

/** The status of what /me answers to who holds a token. */
async function meWith(url: string, token: string): Promise<number> {
  const { status } = await fetch(`${url}/me`, { headers: { Authorization: `Bearer ${token}` } });
  return status;
}
