import { expect, test } from 'vitest';
import { seriousFaults } from '../setup/axe.ts';
import { ADA, POLICY, REFUSED } from './fixtureServer.ts';
import { countOnlyPresses, focused, held, passwordField, screenOpener } from './screens.ts';

const open = screenOpener();

const DEAD = REFUSED(404, 'Invalid token.', 'TOKEN_INVALID');

test('a person who forgot the password is told the same for every address', async () => {
  const { page, server } = await open('/forgot');
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();

  await page.getByText('If there is an account for that address, a mail is on its way.').waitFor();
  await expect.poll(() => focused(page).textContent()).toBe('Check your e-mail');
  expect(server.count('POST /forgot')).toBe(1);
  expect(server.requests.at(-1)?.body).toEqual({ email: 'nobody@example.com' });
});

test('a person to whom no mail comes can have it sent again after a minute, or try another address', async () => {
  const { page, server } = await open('/forgot', { stoppedClock: true });
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  const again = page.getByRole('button', { name: 'Send the link again' });
  await page.getByText('Possible again in 1:00').waitFor();
  expect(await again.getAttribute('aria-disabled')).toBe('true');

  await page.clock.runFor(61_000);
  await again.click();
  await page.getByText('Sent. It can take a minute; look in spam too.').waitFor();
  expect(server.count('POST /forgot')).toBe(2);

  await page.getByRole('button', { name: 'Try another address' }).click();
  expect(await page.getByLabel('E-mail').inputValue()).toBe('ada@example.com');
});

test('a person with a good link chooses a new password, and the link leaves the address bar', async () => {
  const { page, server } = await open('/change?sptoken=good');
  await passwordField(page).waitFor();
  expect(page.url()).toContain('sptoken=good');
  await passwordField(page).fill('new horse battery 8');
  await page.getByRole('button', { name: 'Set new password' }).click();

  await page.getByRole('heading', { name: 'Your password has been changed' }).waitFor();
  expect(server.requests.at(-1)?.body).toEqual({ sptoken: 'good', password: 'new horse battery 8' });
  expect(server.count('POST /change')).toBe(1);
  expect(page.url()).not.toContain('sptoken');
});

test('a link is looked at once, although React runs effects twice', async () => {
  const { page, server } = await open('/change?sptoken=good');
  await passwordField(page).waitFor();
  expect(server.count('GET /change')).toBe(1);
  expect(server.count('GET /password-policy')).toBe(1);
});

test('a reload before the new password is set does no harm', async () => {
  const { page } = await open('/change?sptoken=good');
  await passwordField(page).waitFor();
  await page.reload();
  await passwordField(page).waitFor();
});

test('a dead link is said before anything is typed, with the way to a new one', async () => {
  const { page, server } = await open('/change?sptoken=old', { answers: { 'GET /change': DEAD } });
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  expect(await page.locator('input[name=password]').count()).toBe(0);
  expect(page.url()).not.toContain('sptoken');

  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  expect(server.requests.at(-1)?.body).toEqual({ email: 'ada@example.com' });
});

test('a page for new passwords without a link is a dead link', async () => {
  const { page, server } = await open('/change');
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  expect(server.count('GET /change')).toBe(0);
});

test('a link that dies while a person types is said to be dead', async () => {
  const { page } = await open('/change?sptoken=good', { answers: { 'POST /change': DEAD } });
  await passwordField(page).fill('new horse battery 8');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
});

test('a password used before is refused at the field, and the link still works', async () => {
  const { page, server } = await open('/change?sptoken=good', {
    answers: {
      'POST /change': REFUSED(400, 'Choose a password that is not one of your last 3.', 'PASSWORD_REUSED', 'password'),
    },
  });
  await passwordField(page).fill('old horse battery 7');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await page.getByText('Choose a password that is not one of your last 3.').waitFor();
  await expect.poll(() => focused(page).getAttribute('name')).toBe('password');

  server.answers['POST /change'] = {};
  await passwordField(page).fill('new horse battery 8');
  await passwordField(page).press('Enter');
  await page.getByRole('heading', { name: 'Your password has been changed' }).waitFor();
});

test('the earlier passwords that may not come back are counted out', async () => {
  const { page } = await open('/change?sptoken=good', {
    answers: { 'GET /password-policy': { body: { ...POLICY, cantMatch: 3 } } },
  });
  await page
    .getByText('It must also not be a common password and not be one of your last 3 passwords.', { exact: true })
    .waitFor();
});

test('a link that could not be looked at is not called dead', async () => {
  const { page, server } = await open('/change?sptoken=good', { answers: { 'GET /change': { status: 500 } } });
  const again = page.getByRole('button', { name: 'Try again' });
  await again.waitFor();
  server.answers['GET /change'] = {};
  await again.click();
  await passwordField(page).waitFor();
});

test('a person on a slow line sees that the link is being checked', async () => {
  const { after, release } = held();
  const { page } = await open('/change?sptoken=good', { answers: { 'GET /change': { after } } });
  await page.getByRole('status').getByText('Checking your link…').waitFor();
  release();
  await passwordField(page).waitFor();
});

test('a verification link is spent by one request, although React runs effects twice', async () => {
  const { page, server } = await open('/verify?sptoken=good');
  await page.getByRole('heading', { name: 'Your e-mail is verified' }).waitFor();
  expect(server.count('GET /verify')).toBe(1);
  expect(server.requests.find(({ path }) => path === '/verify')?.query).toBe('?sptoken=good');
  expect(page.url()).not.toContain('sptoken');
  expect(await page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);
});

test('a person whom the server signs in at once can go on at once', async () => {
  const { page, server } = await open('/verify?sptoken=good', {
    answers: { 'GET /verify': { body: { account: ADA } } },
  });
  await page.getByText('You are signed in. Off you go.').waitFor();
  server.answers['GET /me'] = { body: { account: ADA } };
  await page.getByRole('link', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Hello, Ada' }).waitFor();
});

test.each([
  ['/verify', {}, 'Your e-mail is verified'],
  ['/verify', DEAD, 'This link no longer works'],
  ['/change', DEAD, 'This link no longer works'],
])('a link from a mail that opens %s takes nobody anywhere', async (path, answer, title) => {
  const { page, server } = await open('/nowhere', { answers: { [`GET ${path}`]: answer } });
  await countOnlyPresses(page);
  await page.goto(`${server.url}${path}?sptoken=fresh`);
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('a verification link that was used already leads to sign-in and to another mail', async () => {
  const { page, server } = await open('/verify?sptoken=old', { answers: { 'GET /verify': DEAD } });
  await page.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  expect(await page.getByRole('link', { name: 'Sign in' }).isVisible()).toBe(true);

  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  expect(server.requests.at(-1)?.body).toEqual({ login: 'ada@example.com' });
});

test('without a link, the page for verification sends one', async () => {
  const { page, server } = await open('/verify');
  await page.getByRole('heading', { name: 'Verify your e-mail' }).waitFor();
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
  expect(server.count('POST /verify')).toBe(1);
});

test('after a wait that is over and a mail that was sent, the form is as good as new', async () => {
  const tooMany = REFUSED(429, 'Slow down.', 'TOO_MANY_REQUESTS');
  const { page, server } = await open('/forgot', {
    answers: { 'POST /forgot': { ...tooMany, headers: { ...tooMany.headers, 'Retry-After': '5' } } },
    stoppedClock: true,
  });
  const send = page.getByRole('button', { name: 'Send the link', exact: true });
  await page.getByLabel('E-mail').fill('ada@example.com');
  await send.click();
  await page.getByText('You can try again in 0:05.').waitFor();
  await page.clock.runFor(6_000);
  await expect.poll(() => page.getByRole('alert').textContent()).toBe('You can try again now.');

  server.answers['POST /forgot'] = {};
  await send.click();
  await page.getByRole('button', { name: 'Try another address' }).click();
  await page.getByLabel('E-mail').waitFor();
  expect(await page.getByRole('alert').textContent()).toBe('');
  expect(await page.title()).toBe('Reset your password');
});

test('who comes to the page of expired passwords with a good one is sent on', async () => {
  const { page } = await open('/expired', { answers: { 'GET /me': { body: { account: ADA } } } });
  await page.getByRole('heading', { name: 'Your password has not expired' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.locator('input').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Home' }).getAttribute('href')).toBe('/');
  expect(await page.getByRole('link', { name: 'Your account' }).getAttribute('href')).toBe('/account');
});

test('what is wrong with a form that is not shown stays out of the title', async () => {
  const limited = { ...REFUSED(429, 'Slow down.', 'TOO_MANY_REQUESTS'), headers: { 'Retry-After': '300' } };
  const { page, server } = await open('/forgot', { answers: { 'POST /forgot': limited } });
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Too many attempts.').waitFor();
  expect(await page.title()).toBe('Error: Reset your password');

  await page.goto(`${server.url}/change?sptoken=good`);
  await passwordField(page).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.title()).toBe('Choose a new password');
});
