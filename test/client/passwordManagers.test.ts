// What a browser and a password manager read off every field of every form: the table of names that HTML has for it.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ADA, type Answers, USUAL } from './fixtureServer.ts';
import { screenOpener } from './screens.ts';

const open = screenOpener();

/** How a field of that name has to look; what is not named here may be as it likes. */
const VERBATIM = { spellcheck: 'false', autocapitalize: 'none', autocorrect: 'off' };
const ADDRESS = { ...VERBATIM, type: 'email', inputmode: 'email' };
const RULES = { minlength: '8', passwordrules: 'minlength: 8; required: digit;' };
const SECRET = { ...VERBATIM, type: 'password' };
const TABLE = {
  login: { ...VERBATIM, type: 'text', autocomplete: 'username', inputmode: 'email', enterkeyhint: 'next' },
  email: { ...ADDRESS, autocomplete: 'username' },
  emailBesideName: { ...ADDRESS, autocomplete: 'email' },
  username: { ...VERBATIM, type: 'text', autocomplete: 'username' },
  givenName: { type: 'text', autocomplete: 'given-name', autocapitalize: 'words' },
  middleName: { type: 'text', autocomplete: 'additional-name', autocapitalize: 'words' },
  surname: { type: 'text', autocomplete: 'family-name', autocapitalize: 'words' },
  signIn: { ...SECRET, autocomplete: 'current-password', enterkeyhint: 'go' },
  current: { ...SECRET, autocomplete: 'current-password' },
  fresh: { ...SECRET, ...RULES, autocomplete: 'new-password' },
};

type Row = keyof typeof TABLE;

interface Form {
  path: string;
  answers?: Answers;
  /** Of the one form that is meant, where there are several: the name of its button. */
  button: string;
  /** By the name of the input, in the order of the screen. */
  fields: [name: string, row: Row][];
  /** What the new password is stored under, in an input that nobody sees. */
  forWhom?: string;
}

const field = (name: string, type = 'text') => ({ name, label: name, placeholder: name, type, required: true });
const SIGNED_IN: Answers = { 'GET /me': { body: { account: ADA } }, 'GET /me/sessions': { body: { sessions: [] } } };

const FORMS: Record<string, Form> = {
  'sign-in': {
    path: '/login',
    button: 'Sign in',
    fields: [
      ['login', 'login'],
      ['password', 'signIn'],
    ],
  },
  registration: {
    path: '/register',
    button: 'Create account',
    fields: [
      ['givenName', 'givenName'],
      ['surname', 'surname'],
      ['email', 'email'],
      ['password', 'fresh'],
    ],
  },
  'registration with a user name, and the password twice': {
    path: '/register',
    answers: {
      'GET /register': {
        body: {
          form: {
            fields: [
              field('username'),
              field('middleName'),
              field('email', 'email'),
              field('password', 'password'),
              field('confirmPassword', 'password'),
            ],
          },
          accountStores: [],
        },
      },
    },
    button: 'Create account',
    fields: [
      ['username', 'username'],
      ['middleName', 'middleName'],
      ['email', 'emailBesideName'],
      ['password', 'fresh'],
      ['confirmPassword', 'fresh'],
    ],
  },
  'forgotten password': { path: '/forgot', button: 'Send the link', fields: [['email', 'email']] },
  verification: { path: '/verify', button: 'Send the link', fields: [['email', 'email']] },
  'mailed link': {
    path: '/change?sptoken=good',
    button: 'Set new password',
    fields: [['password', 'fresh']],
    forWhom: 'ada@example.com',
  },
  'expired password': {
    path: '/expired',
    answers: { 'GET /me': { body: { account: { ...ADA, password_expired: true } } } },
    button: 'Set new password',
    fields: [['password', 'fresh']],
    forWhom: ADA.username,
  },
  'own password': {
    path: '/account',
    answers: SIGNED_IN,
    button: 'Change password',
    fields: [
      ['existingPassword', 'current'],
      ['password', 'fresh'],
    ],
    forWhom: ADA.username,
  },
};

const formWith = (page: Page, button: string) =>
  page.locator('form').filter({ has: page.getByRole('button', { name: button, exact: true }) });

describe('what is read off the form of the', () => {
  test.each(Object.entries(FORMS))('%s', async (_name, { path, answers, button, fields, forWhom }) => {
    const { page } = await open('/forgot', { answers });
    // As after typing it there: the address is carried to the next screen.
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByLabel('E-mail').blur();
    await page.goto(new URL(path, page.url()).href);
    await page.getByRole('button', { name: button, exact: true }).waitFor();

    const inputs = formWith(page, button).locator('input');
    const names = await inputs.evaluateAll((all) =>
      (all as HTMLInputElement[]).map(({ name }) => name).filter(Boolean),
    );
    expect(names).toEqual(fields.map(([name]) => name));
    for (const [name, row] of fields) {
      const input = formWith(page, button).locator(`input[name="${name}"]`);
      const wanted = Object.keys(TABLE[row]);
      const read = await input.evaluate(
        (one, attributes) => attributes.map((attribute) => [attribute, one.getAttribute(attribute)]),
        wanted,
      );
      expect({ name, ...Object.fromEntries(read) }).toEqual({ name, ...TABLE[row] });
      expect(await input.getAttribute('maxlength')).toBeNull();
      expect(await input.getAttribute('placeholder')).toBeNull();
    }

    const hidden = formWith(page, button).locator('input[autocomplete=username][readonly]');
    expect(await hidden.count()).toBe(forWhom ? 1 : 0);
    if (forWhom) {
      expect(await hidden.inputValue()).toBe(forWhom);
      expect(await hidden.getAttribute('tabindex')).toBe('-1');
    }
  });
});

test('the invitation keeps the name that the password is for', async () => {
  const { page } = await open('/welcome?sptoken=good', {
    answers: {
      ...USUAL,
      'POST /welcome': { body: { givenName: 'Ada', surname: 'Archer', email: ADA.email, welcomeToken: 'w' } },
    },
  });
  await page.getByLabel('First name').waitFor();
  const form = page.locator('form');
  expect(await form.locator('input[autocomplete=username]').inputValue()).toBe(ADA.email);
  expect(await form.locator('input[name=password]').getAttribute('passwordrules')).toBe(RULES.passwordrules);
});
