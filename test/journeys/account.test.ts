// People look after their own account, on the real server: profile, address, password, devices, the end of a session.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ANN, realServers } from '../client/realServer.ts';
import { typeInto } from './keys.ts';
import { openBrowser, openNewestMail, sees } from './person.ts';

const start = realServers();

async function signIn(page: Page, url: string, password = ANN.password) {
  await page.goto(`${url}/login?next=/account`);
  await page.getByLabel('E-mail or user name').fill(ANN.email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await sees(page, 'Your account');
}

const card = (page: Page, name: string) => page.getByRole('region', { name });

test('another address takes the right password, and is the address once its mailed link is opened', {
  timeout: 60_000,
}, async () => {
  const server = await start();
  const { page, complaints } = await openBrowser();
  await signIn(page, server.url);

  await typeInto(page, 'E-mail', 'ann.lee@example.com');
  await card(page, 'Profile').getByLabel('Current password').fill('not my password');
  await page.keyboard.press('Enter');
  await page.getByText('That is not your current password.').waitFor();
  // What was wrong is selected: it is typed over.
  await page.keyboard.type(ANN.password);
  await page.keyboard.press('Enter');
  await page.getByText('Open the link that we sent to ann.lee@example.com').waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe(ANN.email);

  // The present address hears of it too, in a mail of its own.
  const subject = 'Please verify your new e-mail address';
  await openNewestMail(page, server.url, subject);
  await page.getByRole('article', { name: subject }).getByRole('link', { name: 'Open the link in this mail' }).click();
  await sees(page, 'Your e-mail is verified');
  await page.getByRole('link', { name: 'Continue' }).click();
  await page.getByText('ann.lee@example.com').waitFor();
  expect(complaints).toEqual([]);
});

test('a device is signed out from another one, and says so there', { timeout: 60_000 }, async () => {
  const server = await start();
  const phone = await openBrowser({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1' });
  await signIn(phone.page, server.url);
  const { page } = await openBrowser();
  await signIn(page, server.url);

  const devices = card(page, 'Where you are signed in');
  await devices.getByText('This device').waitFor();
  expect(await devices.getByRole('listitem').count()).toBe(2);
  await devices.getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
  await devices.getByText('Safari on iPhone is signed out.').waitFor();

  await phone.page.getByRole('button', { name: 'Save' }).click();
  await phone.page.getByText('You were signed out. Sign in again to go on where you were.').waitFor();
  expect([...phone.complaints]).toEqual([]);
});

test('a new password signs out the other devices, not this one', { timeout: 60_000 }, async () => {
  const server = await start();
  const other = await openBrowser();
  await signIn(other.page, server.url);
  const { page, complaints } = await openBrowser();
  await signIn(page, server.url);
  const devices = card(page, 'Where you are signed in');
  await expect.poll(() => devices.getByRole('listitem').count()).toBe(2);

  const password = card(page, 'Password');
  await password.getByLabel('Current password').fill(ANN.password);
  await password.getByLabel('New password', { exact: true }).fill('eight grey herons');
  await page.keyboard.press('Enter');
  await page.getByText('Your password is changed. You were signed out on all other devices.').waitFor();
  await expect.poll(() => devices.getByRole('listitem').count()).toBe(1);

  await other.page.reload();
  await sees(other.page, 'Sign in');
  await signIn(other.page, server.url, 'eight grey herons');
  expect(complaints).toEqual([]);
});

test('a person stays by one press, and who does nothing is signed out', { timeout: 60_000 }, async () => {
  // Seconds: the warning comes a minute before the end, so at once.
  const server = await start({ sessionsExpireInSeconds: 61 });
  const { page, complaints } = await openBrowser();
  await page.clock.install();
  await signIn(page, server.url);
  await page.clock.runFor(1500);
  await page.getByText('You will be signed out in a minute').waitFor();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await expect.poll(() => page.getByText(/0:\d\d left/).count()).toBe(0);

  // As the browser drops the cookie when its time is over.
  await page.context().clearCookies();
  await page.clock.runFor(64_000);
  await page.getByText('You were signed out. Sign in again to go on where you were.').waitFor();
  expect(complaints).toEqual([]);
});
