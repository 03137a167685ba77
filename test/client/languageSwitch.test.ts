// The shipped app in more than one language: which one is shown, the choice of another, and what is left of it.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { launchChromium } from '../setup/chromium.ts';
import { ADA, realServers } from './realServer.ts';

const start = realServers('development');
const complaints: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());
afterEach(() => expect(complaints.splice(0)).toEqual([]));

const offering = (languages: string): Options => ({
  spa: { meta: { 'userdb-app-name': 'Acme', 'userdb-languages': languages } },
});

async function visit(languages: string, path = '/login', options: BrowserContextOptions = {}): Promise<Page> {
  const { url } = await start(offering(languages));
  const context = await browser.newContext({ locale: 'en-GB', ...options });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const expected = message.text().startsWith('Failed to load resource');
    if (!expected && ['warning', 'error'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url + path);
  await page.waitForLoadState('networkidle');
  return page;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const choice = (page: Page) => page.getByRole('combobox');
const root = (page: Page) => page.locator('[data-udb-part="login-page"]');
const chosen = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'userdb_locale')?.value;

/** Of the words, not of the element around them, which is as wide as the page lets it. */
function textBox(element: Element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { left, right } = range.getBoundingClientRect();
  return { left, right };
}

async function choose(page: Page, name: string, title: string) {
  await choice(page).selectOption({ label: name });
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
}

test('Arabic turns the page around, and is still there after a reload', async () => {
  const page = await visit('en,de,ar');
  expect(await choice(page).getByRole('option').allTextContents()).toEqual(['English', 'Deutsch', 'العربية']);
  expect(await root(page).getAttribute('dir')).toBe('ltr');

  await choose(page, 'العربية', 'تسجيل الدخول');
  expect(await root(page).getAttribute('lang')).toBe('ar');
  expect(await root(page).getAttribute('dir')).toBe('rtl');
  expect(await page.locator('html').getAttribute('lang')).toBe('ar');
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  expect(await page.title()).toBe('تسجيل الدخول · Acme');
  expect(await chosen(page)).toBe('ar');
  // The name of a field begins where the field does: at its right end.
  const label = await page.getByText('كلمة المرور', { exact: true }).evaluate(textBox);
  const field = await page.getByRole('textbox', { name: 'كلمة المرور' }).boundingBox();
  if (!field) throw new Error('The password field is not there.');
  expect(label.right).toBeCloseTo(field.x + field.width, 0);
  expect(label.left).toBeGreaterThan(field.x + field.width / 2);

  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'تسجيل الدخول' }).waitFor();
  expect(await choice(page).inputValue()).toBe('ar');
});

test('what is typed and where one is stay as they are', async () => {
  const page = await visit('en,de');
  const login = page.getByRole('textbox', { name: 'E-mail or user name' });
  await login.fill('ada@example.com');
  await choice(page).focus();
  await choose(page, 'Deutsch', 'Anmelden');
  expect(await page.getByRole('textbox', { name: 'E-Mail oder Benutzername' }).inputValue()).toBe('ada@example.com');
  expect(await choice(page).evaluate((select) => select === document.activeElement)).toBe(true);
});

test('the language is the one that the browser prefers; the first of all, if it prefers none of them', async () => {
  const german = await visit('en,de', '/login', { locale: 'de-AT' });
  await german.getByRole('heading', { level: 1, name: 'Anmelden', exact: true }).waitFor();
  expect(await chosen(german)).toBeUndefined();

  const finnish = await visit('fr,en', '/login', { locale: 'fi' });
  await finnish.getByRole('heading', { level: 1, name: 'Connexion', exact: true }).waitFor();
});

test('a language that does not load leaves the page in English', async () => {
  const page = await visit('en,de,ar');
  await page.route(/\/assets\/ar-[^/]*\.js/, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed');
  await choice(page).selectOption('ar');
  await failed;
  expect(await heading(page).textContent()).toBe('Sign in');
  expect(await root(page).getAttribute('dir')).toBe('ltr');
  // Mails would come in it.
  expect(await chosen(page)).toBeUndefined();

  await page.reload();
  await page.waitForLoadState('networkidle');
  expect(await heading(page).textContent()).toBe('Sign in');
  expect(await choice(page).inputValue()).toBe('en');
});

test('what is wrong is said in the new language too, at its field and in the title', async () => {
  const page = await visit('en,es,de', '/forgot');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Enter your e-mail address').waitFor();
  expect(await page.title()).toBe('Error: Reset your password · Acme');

  await choose(page, 'español', 'Restablece tu contraseña');
  await page.getByText('Error: Escribe tu dirección de correo').waitFor();
  await expect.poll(() => page.title()).toBe('Error: Restablece tu contraseña · Acme');

  await choose(page, 'Deutsch', 'Passwort zurücksetzen');
  await page.getByText('Fehler: Geben Sie Ihre E-Mail-Adresse ein').waitFor();
  await expect.poll(() => page.title()).toBe('Fehler: Passwort zurücksetzen · Acme');
});

test('a page in one language offers none', async () => {
  const english = await visit('en');
  expect(await choice(english).count()).toBe(0);

  const german = await visit('de');
  await german.getByRole('heading', { level: 1, name: 'Anmelden', exact: true }).waitFor();
  expect(await choice(german).count()).toBe(0);
});

test('refusals and the other pages are in that language, too', async () => {
  const page = await visit('en,de');
  await choose(page, 'Deutsch', 'Anmelden');
  await page.getByRole('textbox', { name: 'E-Mail oder Benutzername' }).fill('ada@example.com');
  await page.getByRole('textbox', { name: 'Passwort' }).fill('no such heron');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('alert').getByText('E-Mail oder Passwort stimmt nicht.').waitFor();

  await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
  await page.getByRole('heading', { level: 1, name: 'Passwort zurücksetzen' }).waitFor();
});

const ruleTexts = (page: Page) => page.getByRole('listitem').allTextContents();

test('the rules of the password are in that language, before anything is typed and after', async () => {
  const page = await visit('en,de', '/register');
  await page.getByRole('listitem').filter({ hasText: 'have at least 8 characters' }).waitFor();
  await choose(page, 'Deutsch', 'Erstellen Sie Ihr Konto');
  const rules = ['mindestens 8 Zeichen haben', 'anders sein als Ihr Name und Ihre Adresse'];
  expect(await ruleTexts(page)).toEqual(rules);
  await page.getByText('Ihr Passwort muss', { exact: true }).waitFor();

  await page.getByRole('textbox', { name: 'Passwort' }).fill('seven grey herons');
  expect(await ruleTexts(page)).toEqual(rules.map((rule) => `${rule} (erfüllt)`));
  await choose(page, 'English', 'Create your account');
  expect(await ruleTexts(page)).toEqual(['have at least 8 characters (met)', 'not be your name or address (met)']);

  await choose(page, 'Deutsch', 'Erstellen Sie Ihr Konto');
  await page.reload();
  await page.getByText('mindestens 8 Zeichen haben').waitFor();
  expect(await ruleTexts(page)).toEqual(rules);
});

test('a text that is too long is refused in that language, at its field', async () => {
  const page = await visit('en,de', '/register');
  await choose(page, 'Deutsch', 'Erstellen Sie Ihr Konto');
  const first = page.getByRole('textbox', { name: 'Vorname' });
  await first.fill('A'.repeat(300));
  await page.getByRole('textbox', { name: 'Nachname' }).fill('Archer');
  await page.getByRole('textbox', { name: 'E-Mail' }).fill('long@example.com');
  await page.getByRole('textbox', { name: 'Passwort' }).fill('seven grey herons');
  await page.getByRole('button', { name: 'Konto erstellen' }).click();
  await page.getByText('Das ist zu lang.').waitFor();
  await expect.poll(() => first.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await page.getByText('too long').count()).toBe(0);
});

test('the administration has its words, when it is opened', async () => {
  const page = await visit('en,de');
  await choose(page, 'Deutsch', 'Anmelden');
  await page.getByRole('textbox', { name: 'E-Mail oder Benutzername' }).fill(ADA.email);
  await page.getByRole('textbox', { name: 'Passwort' }).fill(ADA.password);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('link', { name: 'Verwaltung' }).click();
  await page.getByRole('link', { name: 'Benutzer', exact: true }).waitFor();
  await page.getByText('Benutzer gefunden').first().waitFor();
});
