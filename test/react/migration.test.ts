// The example of an app that has been migrated: it works, and the documentation shows what was changed in it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { BuiltApp } from '../client/builtApp.ts';
import { ADA } from '../client/fixtureServer.ts';
import { lineDiff } from '../support/lineDiff.ts';
import { hostApp } from './hostApp.ts';
import { visitor } from './visits.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

let app: BuiltApp;
beforeAll(async () => {
  app = await hostApp('examples/migration/after.jsx', { react: 19, router: 8 });
}, 60_000);
const visit = visitor(() => app);

test('docs/migrating.md shows the difference between the two files', () => {
  const difference = lineDiff(read('examples/migration/before.jsx'), read('examples/migration/after.jsx'));
  expect(read('docs/migrating.md')).toContain(`\`\`\`diff\n${difference}\n\`\`\`\n`);
});

test('a person registers by the markup that the app had before', async () => {
  const { page, server } = await visit('/');
  await page.getByRole('link', { name: 'Register' }).click();
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Archer');
  await page.getByLabel('Email').fill(ADA.email);
  await page.getByLabel('Password').fill('old horse battery 7');
  await page.getByLabel('Ward').fill('7b');
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('Please look into your mail.').waitFor();
  expect(server.requests.find(({ method }) => method === 'POST')?.body).toMatchObject({
    givenName: 'Ada',
    customData: { ward: '7b' },
  });
});

test('a person signs in on the way to a ward, and out again', async () => {
  const { page, server } = await visit('/');
  await page.goto(`${server.url}/ward`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('E-mail or user name').fill(ADA.email);
  await page.getByRole('textbox', { name: 'Password' }).fill('old horse battery');
  server.answers['GET /me'] = { body: { account: ADA } };
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByRole('heading', { name: 'Six beds are free' }).waitFor();
  await page.getByRole('link', { name: 'My profile' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.getByRole('heading', { name: 'Hello, stranger' }).waitFor();
});
