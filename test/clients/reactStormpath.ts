// What people do in an application on react-stormpath that knows nothing of userdb: one suite for each of its versions.
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { PASSWORD, type RunningUserdb, startUserdb } from '../support/startUserdb.ts';
import { type HostPage, hostPage, LEAVES_HTML, serves } from './hostPage.ts';
import { linkTo, sees, visitors } from './visitors.ts';

export const ANN = { givenName: 'Ann', surname: 'Lee', email: 'ann@example.com' };
export const BY_ANN = { login: ANN.email, password: PASSWORD };
export const NEXT = 'seven grey herons';
const CHECK_YOUR_MAIL = 'Your account has been created. Please check your email for a verification link.';
export const NOBODY_VERIFIES: Options = { endpoints: { verify: { enabled: false } } };

export interface Suite {
  /** Starts the application with a userdb of its own. */
  start(options?: Options): Promise<RunningUserdb>;
  visit: ReturnType<typeof visitors>;
}

/**
 * @param installedAs  the name under which test/clients/host/package.json has that version
 * @returns what tests about that version alone take
 */
export function worksWithReactStormpath(version: string, installedAs: string): Suite {
  let application: HostPage;
  beforeAll(async () => {
    application = await hostPage('stormpath.jsx', { 'react-stormpath': installedAs });
  }, 150_000);
  const visit = visitors();
  const start = (options?: Options) => startUserdb({ ...LEAVES_HTML, ...options }, { routes: serves(application) });

  describe(`react-stormpath ${version}`, () => {
    it('registers a person who is then signed in at once', async () => {
      const { url, users } = await start(NOBODY_VERIFIES);
      const page = await visit(`${url}/register`);

      await register(page);

      await sees(page, 'Hello, Ann');
      await page.reload();
      await sees(page, 'Hello, Ann');
      expect(await users.find(ANN.email)).toMatchObject({ ...ANN, status: 'ENABLED' });
    });

    it('registers a person who has to look into the mail first', async () => {
      const { url, users, mailbox } = await start();
      const page = await visit(`${url}/register`);

      await register(page);

      await page.getByText(CHECK_YOUR_MAIL).waitFor();
      expect(await users.find(ANN.email)).toMatchObject({ ...ANN, status: 'PENDING' });
      await mailbox.to(ANN, 'Please verify your account');
      await page.goto(url);
      await sees(page, 'Hello, stranger');
    });

    it('shows why a registration is refused', async () => {
      const { url } = await start();
      const page = await visit(`${url}/register`);

      await register(page, '12345');

      expect(await refusal(page)).toMatch('at least 8 characters');
    });

    it('verifies an address by the mailed link, once', async () => {
      const { url, mailbox } = await start();
      const page = await visit(`${url}/register`);
      await register(page);
      const link = await linkTo(ANN, 'Please verify your account', mailbox);

      await page.goto(link);
      await page.getByText('Your account has has been verified!').waitFor();
      await page.getByRole('link', { name: 'Login Now.' }).click();
      await signIn(page, ANN.email);
      await sees(page, 'Hello, Ann');

      await page.goto(link);
      await page.getByText('This email verification link is not valid.').waitFor();
    });

    it('signs in by e-mail or by user name', async () => {
      const { url, users } = await start();
      await users.create({ ...ANN, username: 'annlee' });

      for (const login of [ANN.email, 'annlee']) {
        const page = await visit(`${url}/login`);
        await signIn(page, login);
        await sees(page, 'Hello, Ann');
      }
    });

    it('shows what the server says to a wrong password', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/login`);

      await signIn(page, ANN.email, 'correct horse');

      expect(await refusal(page)).toBe('Invalid username or password.');
      await signIn(page, ANN.email);
      await sees(page, 'Hello, Ann');
    });

    it('shows a user what is known of the user, and what the groups may see', async () => {
      const { url, users } = await start();
      await users.create({ ...ANN, roles: ['doctor', 'head nurse'] });
      const page = await visit(url, BY_ANN);
      await sees(page, 'Hello, Ann');

      expect(await page.locator('main p').allInnerTexts()).toEqual([
        'Ann Lee, ann@example.com, likes no color',
        'Doctors may prescribe',
        'Head nurses may plan',
        'Ask an admin',
      ]);
      await page.goto(`${url}/wards`);
      await sees(page, 'Wards');
    });

    it('hides from a user what belongs to other groups', async () => {
      const { url, users } = await start();
      await users.create({ ...ANN, roles: ['admin'] });
      const page = await visit(url, BY_ANN);
      await sees(page, 'Hello, Ann');

      expect(await page.locator('main p').allInnerTexts()).toEqual(['Ann Lee, ann@example.com, likes no color']);
      await page.goto(`${url}/wards`);
      await page.waitForURL(`${url}/`);
      await sees(page, 'Hello, Ann');
    });

    it('keeps the session over a reload', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/login`);
      await signIn(page, ANN.email);
      await sees(page, 'Hello, Ann');

      await page.reload();
      await sees(page, 'Hello, Ann');
      await page.goto(`${url}/profile`);
      await sees(page, 'Profile');
    });

    it('asks a stranger to sign in before a page that is for users', async () => {
      const { url } = await start();
      const page = await visit(`${url}/profile`);
      await page.waitForURL(`${url}/login`);
      await sees(page, 'Sign in');
    });

    it('signs out by the link, for good', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(url, BY_ANN);
      await sees(page, 'Hello, Ann');

      await page.getByRole('link', { name: 'Logout' }).click();

      await sees(page, 'Hello, stranger');
      await page.reload();
      await sees(page, 'Hello, stranger');
    });

    it('signs out by the address /logout', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(url, BY_ANN);
      await sees(page, 'Hello, Ann');

      await page.goto(`${url}/logout`);

      await sees(page, 'Hello, stranger');
      await page.reload();
      await sees(page, 'Hello, stranger');
    });

    it('lets a person who forgot the password choose a new one by the mailed link, once', async () => {
      const { url, users, mailbox } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/login`);
      await page.getByRole('link', { name: 'Forgot Password' }).click();
      await page.getByPlaceholder('Your Email Address').fill(ANN.email);
      await page.getByRole('button', { name: 'Request Password Reset' }).click();
      await page.getByText('We have sent a password reset link').waitFor();
      const link = await linkTo(ANN, 'Reset your password', mailbox);

      await page.goto(link);
      await changePassword(page, NEXT);
      await page.getByText('Your new password has been set.').waitFor();
      await page.locator('main').getByRole('link', { name: 'Login' }).click();
      await signIn(page, ANN.email, NEXT);
      await sees(page, 'Hello, Ann');

      await page.goto(link);
      await changePassword(page, PASSWORD);
      expect(await refusal(page)).toMatch(/^The reset password token is not valid/);
    });

    it('says the same to a person who is nobody here and forgot the password', async () => {
      const { url, mailbox } = await start();
      const page = await visit(`${url}/forgot`);
      await page.getByPlaceholder('Your Email Address').fill(ANN.email);
      await page.getByRole('button', { name: 'Request Password Reset' }).click();
      await page.getByText('We have sent a password reset link').waitFor();
      expect(await mailbox.all()).toEqual([]);
    });

    it('shows why a new password is refused, and takes a better one by the same link', async () => {
      const { url, users, mailbox } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/forgot`);
      await page.getByPlaceholder('Your Email Address').fill(ANN.email);
      await page.getByRole('button', { name: 'Request Password Reset' }).click();

      await page.goto(await linkTo(ANN, 'Reset your password', mailbox));
      await changePassword(page, '12345');
      expect(await refusal(page)).toMatch('at least 8 characters');
      await changePassword(page, NEXT);
      await page.getByText('Your new password has been set.').waitFor();
    });

    it('changes what a user is called', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/profile`, BY_ANN);
      expect(await page.getByLabel('First name').inputValue()).toBe('Ann');

      await page.getByLabel('First name').fill('Anna');
      await page.getByLabel('Last name').fill('Lind');
      await update(page);

      await page.getByText('Profile updated.').waitFor();
      await page.goto(url);
      await sees(page, 'Hello, Anna');
      expect(await users.find(ANN.email)).toMatchObject({ givenName: 'Anna', surname: 'Lind', fullName: 'Anna Lind' });
    });

    it('changes the e-mail address, once the link is opened that was mailed to it', async () => {
      const { url, users, mailbox } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/profile`, BY_ANN);

      await page.getByLabel('Email').fill('lee@example.com');
      await update(page);
      await page.getByText('Profile updated.').waitFor();
      expect(await users.find(ANN.email)).toMatchObject(ANN);
      await page.goto(await linkTo({ email: 'lee@example.com' }, 'Please verify your new e-mail address', mailbox));
      await page.getByText('Your account has has been verified!').waitFor();

      const another = await visit(`${url}/login`);
      await signIn(another, 'lee@example.com');
      await sees(another, 'Hello, Ann');
    });

    it('changes the password by the profile form, which asks for the present one', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/profile`, BY_ANN);

      await page.getByPlaceholder('Password', { exact: true }).fill(NEXT);
      await page.getByPlaceholder('Existing password').fill('correct horse');
      await update(page);
      expect(await refusal(page)).toBe('Your present password is not right. Type it again.');
      await page.getByPlaceholder('Existing password').fill(PASSWORD);
      await update(page);
      await page.getByText('Profile updated.').waitFor();

      await page.reload();
      await sees(page, 'Profile');
      const another = await visit(`${url}/login`);
      await signIn(another, ANN.email);
      await refusal(another);
      await signIn(another, ANN.email, NEXT);
      await sees(another, 'Hello, Ann');
    });

    it('shows why a profile is refused', async () => {
      const { url, users } = await start();
      await users.create(ANN);
      const page = await visit(`${url}/profile`, BY_ANN);

      await page.getByPlaceholder('Password', { exact: true }).fill('12345');
      await page.getByPlaceholder('Existing password').fill(PASSWORD);
      await update(page);

      expect(await refusal(page)).toMatch('at least 8 characters');
    });

    it("keeps what an application asks for besides, in the user's custom data", async () => {
      const color = {
        enabled: true,
        visible: true,
        label: 'Color',
        placeholder: 'Color',
        required: false,
        type: 'text',
      };
      const fields = { 'customData.color': color };
      const { url, users } = await start({ endpoints: { verify: { enabled: false }, register: { form: { fields } } } });
      const page = await visit(`${url}/register`);

      await page.getByLabel('Color').fill('green');
      await register(page);
      await sees(page, 'Hello, Ann');
      await page.getByText('likes green').waitFor();

      await page.goto(`${url}/preferences`);
      await page.getByLabel('Color').fill('blue');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Saved.').waitFor();
      await page.goto(url);
      await page.getByText('likes blue').waitFor();
      expect(await users.find(ANN.email)).toMatchObject({ ...ANN, customData: { color: 'blue' } });
    });
  });

  return { start, visit };
}

export async function register(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('First Name').fill(ANN.givenName);
  await page.getByLabel('Last Name').fill(ANN.surname);
  await page.getByLabel('Email').fill(ANN.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Register' }).click();
}

export async function signIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByLabel('Username or Email').fill(login);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Login' }).click();
}

export async function changePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('New Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm New Password').fill(password);
  await page.getByRole('button', { name: 'Set New Password' }).click();
}

export async function update(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Update' }).click();
}

/** What the form says is wrong, as soon as it says so. */
export async function refusal(page: Page): Promise<string> {
  return page.locator('.alert-danger').innerText();
}
