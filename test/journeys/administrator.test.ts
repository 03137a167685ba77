// An administrator at work, on the real server and with the keyboard alone; the people they look after as well.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADA, ANN, realServers } from '../client/realServer.ts';
import { movableClock } from '../support/clock.ts';
import { pressTo, tabTo, typeInto } from './keys.ts';
import { openBrowser, openNewestMail, sees } from './person.ts';

const start = realServers();

const A_MONTH = 31 * 24 * 60 * 60;

async function signIn(page: Page, url: string, email: string, password: string) {
  await page.goto(`${url}/login`);
  await typeInto(page, 'E-mail or user name', email);
  await typeInto(page, 'Password', password);
  await page.keyboard.press('Enter');
}

async function signInAda(url: string) {
  const visit = await openBrowser({ viewport: { width: 1280, height: 900 } });
  await signIn(visit.page, url, ADA.email, ADA.password);
  await sees(visit.page, 'Hello, Ada');
  await visit.page.goto(`${url}/admin/users`);
  await sees(visit.page, 'Users');
  return visit;
}

test('an administrator makes a user, who comes in by the mail, and later has to choose a new password', {
  timeout: 120_000,
}, async () => {
  const clock = movableClock();
  const email = { accountInvitation: { enabled: true } };
  const server = await start({ email, passwordsExpireInSeconds: A_MONTH - 1 }, clock.now);

  const ada = await signInAda(server.url);
  await tabTo(ada.page, 'New user');
  await ada.page.keyboard.press('Enter');
  await typeInto(ada.page, 'First name', 'Cleo');
  await typeInto(ada.page, 'Last name', 'Carter');
  await typeInto(ada.page, 'E-mail', 'cleo@example.com');
  await tabTo(ada.page, 'admin');
  await ada.page.keyboard.press('Space');
  await tabTo(ada.page, 'Save and invite');
  await ada.page.keyboard.press('Enter');
  await ada.page.getByRole('row', { name: 'Cleo Carter' }).getByText('Invited').waitFor();

  const { page, complaints } = await openBrowser();
  await openNewestMail(page, server.url, 'You have been invited');
  await tabTo(page, 'Open the link in this mail');
  await page.keyboard.press('Enter');
  await sees(page, 'Welcome');
  await typeInto(page, 'New password', 'eleven blue herons');
  await page.keyboard.press('Enter');
  await sees(page, 'Hello, Cleo');

  clock.pass(A_MONTH);
  await signIn(page, server.url, 'cleo@example.com', 'eleven blue herons');
  await sees(page, 'Your password has expired');
  await typeInto(page, 'New password', 'twelve blue herons');
  await page.keyboard.press('Enter');
  await sees(page, 'Sign in');
  await signIn(page, server.url, 'cleo@example.com', 'twelve blue herons');
  await sees(page, 'Hello, Cleo');
  expect([...ada.complaints, ...complaints]).toEqual([]);
});

test('who is locked after wrong passwords comes in again once an administrator has unlocked them', {
  timeout: 120_000,
}, async () => {
  const server = await start({ disableAccountAfterFailedLoginAttempts: 2, reenableLockedAccountsAfterSeconds: 0 });
  const { page } = await openBrowser();
  for (const password of ['wrong horse one', 'wrong horse two']) {
    await signIn(page, server.url, ANN.email, password);
    await page.getByRole('alert').getByText('is not right').waitFor();
  }
  await signIn(page, server.url, ANN.email, ANN.password);
  await page.getByRole('alert').getByText('This account is locked').waitFor();

  const ada = await signInAda(server.url);
  const row = ada.page.getByRole('row', { name: 'Ann Lee' });
  await row.getByText('Locked').waitFor();
  await tabTo(ada.page, 'Actions for Ann Lee');
  await ada.page.keyboard.press('Enter');
  await pressTo(ada.page, 'ArrowDown', 'Unlock');
  await ada.page.keyboard.press('Enter');
  await row.getByText('Enabled').waitFor();

  await signIn(page, server.url, ANN.email, ANN.password);
  await sees(page, 'Hello, Ann');
});
