import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADA, REFUSED } from './fixtureServer.ts';
import { alertText, focused, held, passwordField, screenOpener } from './screens.ts';

const open = screenOpener();

const WRONG = REFUSED(400, 'Invalid username or password.', 'LOGIN_FAILED');
const DEAD = REFUSED(404, 'Invalid token.', 'TOKEN_INVALID');
const RIGHT = { body: { account: ADA } };

const loginField = (page: Page) => page.getByLabel('E-mail or user name');
const submit = (page: Page) => page.getByRole('button', { name: /^Sign(ing)? in/ });

async function type(page: Page, login = 'ada@example.com', password = 'old horse battery') {
  await loginField(page).fill(login);
  await passwordField(page).fill(password);
}

async function signIn(page: Page, login?: string, password?: string) {
  await type(page, login, password);
  await submit(page).click();
}

test('a person who signs in sees who they are', async () => {
  const { page, server } = await open('/login');
  await type(page);
  server.answers['GET /me'] = RIGHT;
  await submit(page).click();

  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
  expect(await page.getByText('admin, doctor').isVisible()).toBe(true);
  const [sent] = server.requests.filter(({ method, path }) => method === 'POST' && path === '/login');
  expect(sent?.body).toEqual({ login: 'ada@example.com', password: 'old horse battery' });
});

test('after a wrong password everything typed is still there, and the password is ready to be typed over', async () => {
  const { page } = await open('/login', { answers: { 'POST /login': WRONG } });
  await type(page);
  await passwordField(page).press('Enter');

  await page.getByText('That e-mail or password is not right. Try again, or reset your password.').waitFor();
  expect(await alertText(page).textContent()).toContain('is not right');
  expect(await loginField(page).inputValue()).toBe('ada@example.com');
  expect(await passwordField(page).inputValue()).toBe('old horse battery');
  expect(await focused(page).getAttribute('name')).toBe('password');
  const selected = await passwordField(page).evaluate((input: HTMLInputElement) => [
    input.selectionStart,
    input.selectionEnd,
  ]);
  expect(selected).toEqual([0, 'old horse battery'.length]);
  expect(await page.title()).toBe('Error: Sign in');
});

test('the focus stays on the button when the button was pressed', async () => {
  const { page } = await open('/login', { answers: { 'POST /login': WRONG } });
  await signIn(page);
  await page.getByText('is not right').waitFor();
  expect(await focused(page).textContent()).toBe('Sign in');
});

test('a person who forgot to type is taken to the first empty field and told what goes there', async () => {
  const { page, server } = await open('/login');
  await submit(page).click();

  expect(await alertText(page).textContent()).toBe('2 fields below need another look.');
  expect(await focused(page).getAttribute('name')).toBe('login');
  expect(await loginField(page).getAttribute('aria-invalid')).toBe('true');
  const described = (await loginField(page).getAttribute('aria-describedby')) ?? '';
  expect(await page.locator(`[id="${described}"]`).textContent()).toBe('Error: Enter your e-mail or user name');
  expect(server.count('POST /login')).toBe(0);

  await loginField(page).fill('a');
  expect(await loginField(page).getAttribute('aria-invalid')).toBeNull();
  expect(await alertText(page).textContent()).toBe('One field below needs another look.');
  await passwordField(page).fill('b');
  expect(await page.title()).toBe('Sign in');
});

test('no field is called wrong while somebody types for the first time', async () => {
  const { page } = await open('/login');
  await loginField(page).fill('a');
  await loginField(page).fill('');
  await passwordField(page).focus();
  expect(await page.locator('[aria-invalid]').count()).toBe(0);
});

test('while the answer is awaited nothing is disabled and the focus stays where it was', async () => {
  const { after, release } = held();
  const { page } = await open('/login', { answers: { 'POST /login': { ...WRONG, after } } });
  await signIn(page);

  await page.getByRole('button', { name: 'Signing in…' }).waitFor();
  expect(await submit(page).getAttribute('aria-disabled')).toBe('true');
  expect(await submit(page).getAttribute('aria-busy')).toBe('true');
  expect(await submit(page).getAttribute('disabled')).toBeNull();
  expect(await loginField(page).evaluate((input: HTMLInputElement) => [input.readOnly, input.disabled])).toEqual([
    true,
    false,
  ]);
  expect(await focused(page).textContent()).toBe('Signing in…');

  release();
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
});

test('a person who waits for long is told that it still goes on', async () => {
  const { after, release } = held();
  const { page } = await open('/login', {
    answers: { 'POST /login': { ...WRONG, after } },
    stoppedClock: true,
  });
  await signIn(page);
  await page.clock.runFor(8_100);
  await page.getByRole('status').getByText('Still working…').waitFor();

  await page.clock.runFor(22_000);
  await page.getByText('The server is taking too long to answer.').waitFor();
  release();
});

test('a double click, Enter twice and both together are one request', async () => {
  const { after, release } = held();
  const { page, server } = await open('/login', { answers: { 'POST /login': { ...WRONG, after } } });
  await type(page);
  await submit(page).dblclick();
  await passwordField(page).press('Enter');
  await passwordField(page).press('Enter');
  release();

  await page.getByText('is not right').waitFor();
  expect(server.count('POST /login')).toBe(1);
});

test('a password can be looked at, by keyboard too, and is hidden again when it is sent', async () => {
  const { page } = await open('/login', { answers: { 'POST /login': WRONG } });
  await type(page);
  await passwordField(page).press('Tab');
  expect(await focused(page).getAttribute('aria-label')).toBe('Show password');
  await page.keyboard.press('Enter');

  expect(await page.locator('input[name=password]').getAttribute('type')).toBe('text');
  expect(await focused(page).getAttribute('aria-label')).toBe('Hide password');
  await page.getByRole('status').getByText('Your password is visible.').waitFor();

  await submit(page).click();
  await page.getByText('is not right').waitFor();
  expect(await page.locator('input[name=password]').getAttribute('type')).toBe('password');
});

test('a person with Caps Lock on is told so', async () => {
  const { page } = await open('/login');
  await passwordField(page).evaluate((input) =>
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'A', modifierCapsLock: true })),
  );
  await page.getByRole('status').getByText('Caps Lock is on').waitFor();
  await passwordField(page).evaluate((input) => input.dispatchEvent(new KeyboardEvent('keyup', { key: 'a' })));
  await page.getByText('Caps Lock is on').waitFor({ state: 'detached' });
});

test('after too many attempts a person sees the seconds run, also after a reload, and can then go on', async () => {
  const { page, server } = await open('/login', {
    answers: {
      'POST /login': {
        ...REFUSED(429, 'Slow down.'),
        headers: { 'Retry-After': '42', 'Userdb-Error': 'TOO_MANY_REQUESTS' },
      },
    },
    stoppedClock: true,
  });
  await signIn(page);
  await page.getByText('You can try again in 0:42.').waitFor();
  expect(await alertText(page).textContent()).toBe('Too many attempts.');
  expect(await submit(page).getAttribute('aria-disabled')).toBe('true');
  // Playwright itself waits for a button to be enabled; a person does not.
  await submit(page).click({ force: true });
  expect(server.count('POST /login')).toBe(1);

  await page.clock.runFor(10_000);
  await page.getByText('You can try again in 0:32.').waitFor();
  await page.clock.resume();
  await page.reload();
  await page.getByText(/You can try again in 0:\d\d\./).waitFor();

  await page.clock.runFor(43_000);
  expect(await alertText(page).textContent()).toBe('You can try again now.');
  expect(await submit(page).getAttribute('aria-disabled')).toBeNull();
});

test('a person without a network keeps what they typed, and nothing is sent behind their back', async () => {
  const { page, context, server } = await open('/login');
  await type(page);
  await context.setOffline(true);
  await submit(page).click();
  await page.getByText('You seem to be offline. Nothing was sent. We kept what you typed.').waitFor();

  await context.setOffline(false);
  await page.getByRole('status').getByText('You are back online.').waitFor();
  expect(await passwordField(page).inputValue()).toBe('old horse battery');
  expect(server.count('POST /login')).toBe(0);
});

test('a person who has not verified the address yet can have the mail once more, once a minute', async () => {
  const { page, server } = await open('/login', {
    answers: { 'POST /login': REFUSED(400, 'Unverified.', 'LOGIN_UNVERIFIED') },
    stoppedClock: true,
  });
  await signIn(page);
  await page.getByText('Verify your e-mail address first. We sent a link to a…@example.com.').waitFor();
  const again = page.getByRole('button', { name: 'Send the link again' });
  await again.click();

  await page.getByText('Sent. It can take a minute; look in spam too.').waitFor();
  await again.click({ force: true });
  expect(server.count('POST /verify')).toBe(1);
  expect(server.requests.find(({ path, method }) => method === 'POST' && path === '/verify')?.body).toEqual({
    login: 'ada@example.com',
  });

  await page.clock.runFor(61_000);
  await again.click();
  await expect.poll(() => server.count('POST /verify')).toBe(2);
});

test('a person whose account is locked hears for how long', async () => {
  const locked = REFUSED(400, 'Locked.', 'LOGIN_LOCKED');
  const { page } = await open('/login', {
    answers: { 'POST /login': { ...locked, headers: { ...locked.headers, 'Retry-After': '900' } } },
  });
  await signIn(page);
  await page
    .getByText('This account is locked after too many attempts. Try again in 15 minutes, or reset your password.')
    .waitFor();
});

test('a refusal with a code that nobody knows is shown in the words of the server, as text', async () => {
  const { page } = await open('/login', {
    answers: { 'POST /login': REFUSED(400, 'Only <b>on weekdays</b>.', 'LOGIN_WEEKDAY') },
  });
  await signIn(page);
  await page.getByText('Only <b>on weekdays</b>.').waitFor();
});

test('when the server breaks, a person reads a sentence and not what broke', async () => {
  const { page } = await open('/login', {
    answers: { 'POST /login': { status: 502, text: '<h1>proxy7 down</h1>', headers: { 'X-Request-Id': 'r-4711' } } },
  });
  await signIn(page);
  await page.getByText('Something went wrong on our side. Please try again in a moment. Reference: r-4711').waitFor();
  expect(await page.content()).not.toContain('proxy7');
});

test.each([
  ['/?next=ignored', '/', '/'],
  ['a path of this site', '/login?next=%2Fforgot%3Fa', '/forgot?a'],
  ['another site', '/login?next=%2F%2Fevil.example', '/'],
  ['another site with a backslash', '/login?next=%2F%5Cevil.example', '/'],
  ['a script', '/login?next=javascript:alert(1)', '/'],
])('after sign-in, "next" with %s leads to the right place', async (_name, path, expected) => {
  const { page, server } = await open(path.startsWith('/login') ? path : '/login');
  await type(page);
  server.answers['GET /me'] = RIGHT;
  await submit(page).click();
  await page.waitForURL((url) => url.pathname + url.search === expected);
});

test('Back does not lead to the form that has done its work', async () => {
  const { page, server } = await open('/forgot');
  await page.getByRole('link', { name: 'Back to sign in' }).click();
  await type(page);
  server.answers['GET /me'] = RIGHT;
  await submit(page).click();
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();

  await page.goBack();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
});

test('a person who comes back from another page finds the form, and not data', async () => {
  const { page, server } = await open('/login');
  await page.goto(`${server.url}/forgot`);
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('a person whose password is too old has to choose a new one first', async () => {
  const expired = { body: { account: { ...ADA, password_expired: true } } };
  const { page, server } = await open('/login?next=%2Fforgot', { answers: { 'POST /login': expired } });
  await type(page);
  server.answers['GET /me'] = expired;
  await submit(page).click();
  await page.getByRole('heading', { name: 'Your password has expired' }).waitFor();
  expect(new URL(page.url()).search).toBe('?next=%2Fforgot');
});

test('a person who is signed in already is not asked again', async () => {
  const { page } = await open('/login', { answers: { 'GET /me': RIGHT } });
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
});

test('a person who wants to be somebody else can', async () => {
  const { page } = await open('/login?switch', { answers: { 'GET /me': RIGHT } });
  await page.getByText('You are signed in as Ada Archer.').waitFor();
  expect(await loginField(page).isVisible()).toBe(true);
});

test('where nobody may register, nobody is invited to', async () => {
  const { page, server } = await open('/login', { answers: { 'GET /register': REFUSED(404, 'Not found') } });
  await expect.poll(() => server.count('GET /register')).toBe(1);
  await page.getByRole('link', { name: 'Forgot password?' }).waitFor();
  expect(await page.getByRole('link', { name: 'Create an account' }).count()).toBe(0);
});

test.each([
  ['verified', 'Your e-mail is verified. You can sign in now.'],
  ['created', 'Your account is ready. Sign in to start.'],
  ['forgot', 'If there is an account for that address, a mail is on its way.'],
  ['reset', 'Your password has been changed. Sign in with the new one.'],
])('a person who comes with status "%s" is told what happened', async (status, sentence) => {
  const { page } = await open(`/login?status=${status}`);
  await page.getByRole('status').getByText(sentence).waitFor();
});

test('a status that nobody knows is not repeated', async () => {
  const { page } = await open('/login?status=<b>toString</b>');
  expect(await page.content()).not.toContain('toString');
});

test('the address typed here is there on the next screen that asks for it', async () => {
  const { page } = await open('/login');
  await loginField(page).fill('ada@example.com');
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe('ada@example.com');
  expect(page.url()).not.toContain('ada');
});

test.each([
  ['a link for a new password that no longer works', '/change?sptoken=dead', 'This link no longer works'],
  ['a verification link that no longer works', '/verify?sptoken=dead', 'This link no longer works'],
  ['asking for another verification mail', '/verify', 'Verify your e-mail'],
])('the address typed here is there on the page of %s, and stays away once it is taken out', async (_, path, title) => {
  const answers = { 'GET /change': DEAD, 'GET /verify': DEAD, 'POST /welcome': DEAD };
  const { page, server } = await open('/login', { answers });
  await loginField(page).fill('ada@example.com');
  await loginField(page).blur();
  await page.goto(`${server.url}${path}`);
  await page.getByRole('heading', { name: title }).waitFor();
  const email = page.getByLabel('E-mail');
  await expect.poll(() => email.inputValue()).toBe('ada@example.com');

  await email.fill('');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('One field below needs another look.').waitFor();
  expect(await email.inputValue()).toBe('');
});

test('on a change of screen the focus goes to the heading, and the window has its name', async () => {
  const { page } = await open('/login');
  expect(await focused(page).getAttribute('name')).toBe('login');
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.getByRole('heading', { name: 'Reset your password' }).waitFor();
  await expect.poll(() => focused(page).textContent()).toBe('Reset your password');
  expect(await page.title()).toBe('Reset your password');
});

test('what a password manager reads is what it expects', async () => {
  const { page } = await open('/login');
  const attributes = await page
    .locator('form input')
    .evaluateAll((inputs) =>
      inputs.map((input) =>
        ['name', 'type', 'autocomplete', 'spellcheck', 'autocapitalize'].map((one) => input.getAttribute(one)),
      ),
    );
  expect(attributes).toEqual([
    ['login', 'text', 'username', 'false', 'none'],
    ['password', 'password', 'current-password', 'false', 'none'],
  ]);
});

test('by keyboard the order is that of the screen, and the way to a new password comes after the button', async () => {
  const { page } = await open('/login');
  await page.getByRole('link', { name: 'Create an account' }).waitFor();
  const stops: (string | null)[] = [];
  await loginField(page).focus();
  for (let stop = 0; stop < 6; stop++) {
    stops.push(
      await focused(page).evaluate(
        (one) => one.getAttribute('aria-label') ?? one.getAttribute('name') ?? one.textContent,
      ),
    );
    await page.keyboard.press('Tab');
  }
  expect(stops).toEqual(['login', 'password', 'Show password', 'Sign in', 'Forgot password?', 'Create an account']);
});
