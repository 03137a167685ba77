// What a person does on the pages that came with userdb 1.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../support/startUserdb.ts';
import { clinics, refusal, signIn } from './userdb1.ts';
import { linkTo, sees } from './visitors.ts';

const ANN = { givenName: 'Ann', surname: 'Lee', email: 'ann@example.com' };
const NEXT = 'seven grey herons';
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const start = clinics();

it('signs in, and shows what the server says to a wrong password', async () => {
  const { visit, users } = await start();
  await users.create(ANN);
  const page = await visit('/login');
  await sees(page, 'Clinic Login');

  await signIn(page, ANN.email, 'correct horse');
  expect(await refusal(page)).toBe('Error: Invalid username or password.');

  await signIn(page, ANN.email);
  await sees(page, 'Hello, Ann');
});

it('keeps the session over a reload, and signs out', async () => {
  const { visitAs, users } = await start();
  const page = await visitAs(await users.create(ANN), '/');
  await sees(page, 'Hello, Ann');
  await page.reload();
  await sees(page, 'Hello, Ann');

  await page.getByRole('link', { name: 'Logout' }).click();
  await sees(page, 'Clinic Login');
  await page.goto(new URL('/account', page.url()).href);
  await sees(page, 'Clinic Login');
});

it('lets a person who forgot the password choose a new one by the mailed link', async () => {
  const { visit, users, mailbox } = await start();
  await users.create(ANN);
  const page = await visit('/login');
  await page.getByRole('link', { name: 'Forgot Password?' }).click();
  await page.getByPlaceholder('Email').fill(ANN.email);
  await page.getByRole('button', { name: 'Submit' }).click();
  await page.getByText('We have sent a password reset link').waitFor();

  await page.goto(await linkTo(ANN, 'Reset your password', mailbox));
  await choosePassword(page, 'short');
  expect(await refusal(page)).toMatch('at least 8 characters');
  await choosePassword(page, NEXT);
  await page.getByText('Your new password has been set.').waitFor();

  await page.getByRole('link', { name: 'login', exact: true }).click();
  await sees(page, 'Clinic Login');
  await signIn(page, ANN.email, NEXT);
  await sees(page, 'Hello, Ann');
});

it('says that a link for a new password does not work any more', async () => {
  const { visit } = await start();
  const page = await visit('/change?sptoken=spent');
  await choosePassword(page, NEXT);
  expect(await refusal(page)).toMatch(/^The reset password token is not valid/);
});

it('lets a person replace an expired password, and sign in again with the new one', async () => {
  const { visitAs, users, clock } = await start({ endpoints: { expired: { enabled: true } } });
  const ann = await users.create(ANN);
  clock.pass(31 * DAY);
  const page = await visitAs(ann, '/');

  await page.getByRole('link', { name: 'Your password has expired' }).click();
  await choosePassword(page, 'short');
  expect(await refusal(page)).toMatch('at least 8 characters');
  await choosePassword(page, NEXT);
  await page.getByText('Your new password has been set.').waitFor();

  await page.getByRole('link', { name: 'login', exact: true }).click();
  await sees(page, 'Clinic Login');
  await signIn(page, ANN.email, NEXT);
  await sees(page, 'Hello, Ann');
  expect(await page.getByText('Your password has expired').count()).toBe(0);
});

it('says that an expired password may not be chosen again', async () => {
  const { visitAs, users, clock } = await start({ endpoints: { expired: { enabled: true } }, passwordsCantMatch: 1 });
  const ann = await users.create(ANN);
  clock.pass(31 * DAY);
  const page = await visitAs(ann, '/expired');
  await choosePassword(page, PASSWORD);
  expect(await refusal(page)).toMatch(/^Choose a password that is not/);
});

it('changes the name and the password on the account page', async () => {
  const { visitAs, visit, users } = await start();
  const page = await visitAs(await users.create(ANN), '/account');

  await page.locator('[name=givenName]').fill('Anna');
  await page.locator('[name=password]').fill(NEXT);
  await page.locator('[name=rpassword]').fill(NEXT);
  await page.getByRole('button', { name: 'Submit Changes' }).click();
  await page.getByText('Profile updated.').waitFor();

  await page.getByRole('link', { name: 'Home' }).click();
  await sees(page, 'Hello, Anna');
  const another = await visit('/login');
  await signIn(another, ANN.email, NEXT);
  await sees(another, 'Hello, Anna');
});

it('shows on the account page why a change is refused', async () => {
  const { visitAs, users } = await start();
  const page = await visitAs(await users.create(ANN), '/account');
  await page.locator('[name=password]').fill('short');
  await page.locator('[name=rpassword]').fill('short');
  await page.getByRole('button', { name: 'Submit Changes' }).click();
  expect(await refusal(page)).toMatch('at least 8 characters');
});

it('refuses a new password on the account page, which cannot send the present one, a while after the sign-in', async () => {
  const { visitAs, users, clock } = await start();
  const page = await visitAs(await users.create(ANN), '/account');
  clock.pass(16 * MINUTE);
  await page.locator('[name=password]').fill(NEXT);
  await page.locator('[name=rpassword]').fill(NEXT);
  await page.getByRole('button', { name: 'Submit Changes' }).click();
  expect(await refusal(page)).toBe('Enter your present password too, or sign in again first.');
});

describe('the welcome page', () => {
  it('takes the first password of a person who was invited, and signs the person in', async () => {
    const { visit, link, users } = await invited();
    const page = await visit(link);

    await page.getByText('Email address verified!').waitFor();
    expect(await page.getByLabel('First Name').inputValue()).toBe('Ann');
    await page.getByLabel('First Name').fill('Anna');
    await agree(page, NEXT);

    await sees(page, 'Hello, Anna');
    expect(await users.find(ANN.email)).toMatchObject({ ...ANN, givenName: 'Anna', status: 'ENABLED' });
    await page.reload();
    await sees(page, 'Hello, Anna');
  });

  it('can be opened again as long as no password was chosen, and not afterwards', async () => {
    const { visit, link } = await invited();
    const page = await visit(link);
    await page.getByText('Email address verified!').waitFor();
    await page.reload();
    await page.getByText('Email address verified!').waitFor();
    await agree(page, NEXT);
    await sees(page, 'Hello, Ann');

    const later = await visit(link);
    await later.getByText('The email link you are trying to verify has expired.').waitFor();
  });

  it('shows why a password is refused, and takes a better one', async () => {
    const { visit, link } = await invited();
    const page = await visit(link);
    await page.getByText('Email address verified!').waitFor();

    await agree(page, 'short');
    expect(await refusal(page)).toMatch('at least 8 characters');
    await agree(page, NEXT);
    await sees(page, 'Hello, Ann');
  });

  it("refuses somebody else's address", async () => {
    const { visit, link, users } = await invited();
    await users.create({ email: 'ben@example.com' });
    const page = await visit(link);
    await page.getByText('Email address verified!').waitFor();

    await page.getByLabel('Email Address').fill('ben@example.com');
    await agree(page, NEXT);

    expect(await refusal(page)).toMatch(/\w/);
    await page.getByLabel('Email Address').fill(ANN.email);
    await agree(page, NEXT);
    await sees(page, 'Hello, Ann');
  });

  async function invited() {
    const clinic = await start();
    const { users, browser, mailbox } = clinic;
    await browser.signIn(await users.create({ email: 'ada@example.com', roles: ['admin'] }), PASSWORD);
    expect(await browser.post('/users/update', ANN)).toMatchObject({ status: 200 });
    return { ...clinic, link: await linkTo(ANN, 'You have been invited', mailbox) };
  }

  async function agree(page: Page, password: string): Promise<void> {
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByLabel('Re-type Your Password').fill(password);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: /^Submit/ }).click();
  }
});

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByPlaceholder('Password', { exact: true }).fill(password);
  await page.getByPlaceholder('Re-type Your Password').fill(password);
  await page.getByRole('button', { name: 'Submit' }).click();
}
