import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { ADA, POLICY, REFUSED, USUAL } from './fixtureServer.ts';
import { alertText, focused, held, passwordField, screenOpener } from './screens.ts';

const open = screenOpener();

const submit = (page: Page) => page.getByRole('button', { name: 'Create account' });

async function type(page: Page, password = 'old horse battery 7') {
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Archer');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await passwordField(page).fill(password);
}

async function register(page: Page, password?: string) {
  await type(page, password);
  await submit(page).click();
}

test('a stranger who registers is told to look for the mail, and where to start again', async () => {
  const { page, server } = await open('/register');
  await register(page);

  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  await expect.poll(() => focused(page).textContent()).toBe('Check your e-mail');
  expect(await page.getByText('ada@example.com').isVisible()).toBe(true);
  expect(server.requests.find(({ method, path }) => `${method} ${path}` === 'POST /register')?.body).toEqual({
    givenName: 'Ada',
    surname: 'Archer',
    email: 'ada@example.com',
    password: 'old horse battery 7',
  });
  expect(server.count('POST /register')).toBe(1);
  expect(server.count('POST /login')).toBe(0);

  await page.getByRole('button', { name: 'Wrong address? Start again' }).click();
  expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
  expect(await page.getByLabel('E-mail').inputValue()).toBe('ada@example.com');
  expect(await passwordField(page).inputValue()).toBe('');
});

test('where nothing has to be verified, a stranger is signed in at once', async () => {
  const { page, server } = await open('/register?next=%2Fforgot', {
    answers: { 'POST /register': { body: { account: ADA } } },
  });
  await register(page);
  await page.waitForURL('**/forgot');
  expect(server.requests.find(({ method, path }) => `${method} ${path}` === 'POST /login')?.body).toEqual({
    login: 'ada@example.com',
    password: 'old horse battery 7',
  });
});

test('a stranger who could not be signed in still learns that the account is there', async () => {
  const { page } = await open('/register', {
    answers: { 'POST /register': { body: { account: ADA } }, 'POST /login': REFUSED(503, 'Busy.', 'UNAVAILABLE') },
  });
  await register(page);
  await page.getByRole('heading', { name: 'Your account is ready' }).waitFor();
  expect(await page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
});

test('for an address that has an account, its owner finds the way in beside the field', async () => {
  const { page } = await open('/register', {
    answers: { 'POST /register': REFUSED(409, 'Taken.', 'EMAIL_TAKEN', 'email') },
  });
  await register(page);
  await page.getByText('There is already an account for that address.').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('email');
  expect(await alertText(page).textContent()).toBe('One field below needs another look.');
  expect(await page.getByRole('link', { name: 'Reset your password' }).isVisible()).toBe(true);
  expect(await passwordField(page).inputValue()).toBe('old horse battery 7');
});

test('an address without an @ is pointed out before anything is sent', async () => {
  const { page, server } = await open('/register');
  await type(page);
  await page.getByLabel('E-mail').fill('ada.example.com');
  await submit(page).click();
  await page.getByText('Enter an e-mail address like name@example.com').waitFor();
  expect(await focused(page).getAttribute('name')).toBe('email');
  expect(server.count('POST /register')).toBe(0);
});

test('an address within one network is as good as any', async () => {
  const { page, server } = await open('/register');
  await type(page);
  await page.getByLabel('E-mail').fill('ada@intranet');
  await submit(page).click();
  await expect.poll(() => server.count('POST /register')).toBe(1);
});

test('the rules of the password are there before anything is typed, and follow the typing', async () => {
  const { page } = await open('/register', { stoppedClock: true });
  const described = (await passwordField(page).getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`[id="${described}"]`).textContent()).toContain('at least 8 characters');
  const rule = (text: string) => page.getByRole('listitem').filter({ hasText: text });
  expect(await rule('at least 8 characters').textContent()).toBe('have at least 8 characters');

  await page.getByLabel('E-mail').fill('ada.archer@example.com');
  await passwordField(page).fill('ada.archer');
  expect(await rule('at least 8 characters').textContent()).toBe('have at least 8 characters (met)');
  expect(await rule('1 number').textContent()).toBe('have 1 number (not met)');
  expect(await rule('your name or address').textContent()).toBe('not be your name or address (not met)');
  expect(await page.getByRole('meter', { name: 'Strength' }).getAttribute('value')).toBe('1');

  await page.clock.runFor(800);
  await page.getByRole('status').getByText('1 of 3 rules met').waitFor();
});

test('what only the server can tell stands apart from the rules that are ticked, and is not counted', async () => {
  const { page } = await open('/register', { stoppedClock: true });
  const described = page.locator(`[id="${await passwordField(page).getAttribute('aria-describedby')}"]`);
  const rules = page.getByRole('listitem');
  expect(await rules.allTextContents()).toEqual([
    'have at least 8 characters',
    'have 1 number',
    'not be your name or address',
  ]);
  expect(await described.textContent()).toContain('It must also not be a common password.');

  await passwordField(page).fill('old horse battery 7');
  expect((await rules.allTextContents()).every((text) => text.endsWith('(met)'))).toBe(true);
  await page.clock.runFor(800);
  await page.getByRole('status').getByText('3 of 3 rules met').waitFor();
});

test('a password that breaks a rule is not sent, and the missing rule is named', async () => {
  const { page, server } = await open('/register');
  await register(page, 'horse');
  await page.getByText('Your password must still have at least 8 characters and have 1 number.').waitFor();
  expect(await focused(page).getAttribute('name')).toBe('password');
  expect(server.count('POST /register')).toBe(0);
});

test('a password that only the server knows to be common is refused at the field', async () => {
  const { page } = await open('/register', {
    answers: {
      'POST /register': REFUSED(
        400,
        'Many people use that password. Choose another one.',
        'PASSWORD_COMMON',
        'password',
      ),
    },
  });
  await register(page, 'password1');
  await page.getByText('Many people use that password. Choose another one.').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('password');
});

test('a stranger has no earlier passwords, so none are ruled out', async () => {
  const { page } = await open('/register', {
    answers: { 'GET /password-policy': { body: { ...POLICY, cantMatch: 3 } } },
  });
  await page.getByText('at least 8 characters').waitFor();
  expect(await page.getByText('your last 3 passwords').count()).toBe(0);
});

test('without the rules a person can still register: the server decides', async () => {
  const { page, server } = await open('/register', {
    answers: { 'GET /password-policy': REFUSED(404, 'Not found') },
  });
  await register(page);
  await expect.poll(() => server.count('POST /register')).toBe(1);
});

test('the form has the fields that the server is configured for', async () => {
  const field = (name: string, label: string, type: string, required: boolean) => ({
    name,
    label,
    type,
    required,
    placeholder: label,
  });
  const fields = [
    field('username', 'Username', 'text', true),
    field('email', 'Work address', 'email', true),
    field('color', 'Favourite colour', 'text', false),
    field('news', 'Send me news', 'checkbox', false),
    field('password', 'Password', 'password', true),
    field('confirmPassword', 'Confirm Password', 'password', true),
  ];
  const { page, server } = await open('/register', {
    answers: { 'GET /register': { body: { form: { fields }, accountStores: [] } } },
  });
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Work address').fill('ada@example.com');
  await page.getByLabel('Favourite colour (optional)').fill('green');
  await page.getByLabel('Send me news').check();
  await page.locator('input[name=password]').fill('old horse battery 7');
  await page.locator('input[name=confirmPassword]').fill('old horse');
  await submit(page).click();
  // At the field, and in the list of what is wrong with so long a form.
  await page.getByText('Error: The two passwords are not the same.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'The two passwords are not the same.' }).click();
  expect(await focused(page).getAttribute('name')).toBe('confirmPassword');

  expect(await page.locator('input[name=email]').getAttribute('autocomplete')).toBe('email');
  await page.locator('input[name=confirmPassword]').fill('old horse battery 7');
  await submit(page).click();
  await expect.poll(() => server.count('POST /register')).toBe(1);
  expect(server.requests.at(-1)?.body).toMatchObject({ color: 'green', news: 'on', username: 'ada' });
});

test('where nobody may register, the page says so', async () => {
  const { page } = await open('/register', { answers: { 'GET /register': REFUSED(404, 'Not found') } });
  await page.getByRole('heading', { name: 'Nobody can register here' }).waitFor();
  expect(await page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
});

test('when the form cannot be loaded, a person can try again', async () => {
  const { page, server } = await open('/register', { answers: { 'GET /register': { status: 500, text: 'boom' } } });
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  server.answers['GET /register'] = USUAL['GET /register'] ?? {};
  await again.click();
  await page.getByLabel('First name').waitFor();
});

test('a slow server shows the outline of the form, and says what it is doing', async () => {
  const { after, release } = held();
  const { page } = await open('/register', {
    answers: { 'GET /register': { ...USUAL['GET /register'], after } },
  });
  await page.getByRole('status').getByText('Loading…').waitFor();
  release();
  await page.getByLabel('First name').waitFor();
});

test('what a password manager reads is what it expects', async () => {
  const { page } = await open('/register');
  await page.getByLabel('First name').waitFor();
  const attributes = await page
    .locator('form input')
    .evaluateAll((inputs) =>
      inputs.map((input) => ['name', 'type', 'autocomplete', 'autocapitalize'].map((one) => input.getAttribute(one))),
    );
  expect(attributes).toEqual([
    ['givenName', 'text', 'given-name', 'words'],
    ['surname', 'text', 'family-name', 'words'],
    ['email', 'email', 'username', 'none'],
    ['password', 'password', 'new-password', 'none'],
  ]);
  expect(await passwordField(page).getAttribute('passwordrules')).toBe('minlength: 8; required: digit;');
});

test('who is signed in with a password that is too old is led to a new one', async () => {
  const expired = { body: { account: { ...ADA, password_expired: true } } };
  const { page } = await open('/register', { answers: { 'GET /me': expired } });
  await page.waitForURL('**/expired');
  await page.getByRole('heading', { name: 'Your password has expired' }).waitFor();
});
