// The README's React example: built by Vite from a packed tarball, and used in a real browser.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import { expect, test } from 'vitest';
import { isAccessible, openBrowser, register, sees } from '../journeys/person.ts';
import { startUserdb } from '../support/startUserdb.ts';
import { installExample, packUserdb } from './install.ts';

const ROOT = join(import.meta.dirname, '../..');
const ANN = { first: 'Ann', last: 'Lee', email: 'ann@example.com', password: 'seven grey herons' };

test('the README shows the file that is tested here', () => {
  const example = readFileSync(join(ROOT, 'examples/spa/src/main.tsx'), 'utf8');
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(`\`\`\`tsx\n${example}\`\`\``);
});

test('a person registers, verifies and signs in on the screens of the example', { timeout: 180_000 }, async () => {
  const folder = installExample('spa', packUserdb());
  const run = (program: string, ...args: string[]) =>
    execFileSync(process.execPath, [join(folder, 'node_modules', program), ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    });
  run('typescript/bin/tsc', '--noEmit');
  run('vite/bin/vite.js', 'build', '--logLevel', 'warn');

  const built = join(folder, 'dist');
  const spa = { enabled: true, index: join(built, 'index.html') };
  const { url, mailbox } = await startUserdb({ spa }, { before: (app) => app.use(express.static(built)) });
  const { page, complaints } = await openBrowser();

  await page.goto(url);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await sees(page, 'Create your account');
  await isAccessible(page);
  await register(page, ANN);

  await page.goto(`${url}/verify?sptoken=${await mailbox.tokenTo(ANN, 'Please verify your account')}`);
  await sees(page, 'Your e-mail is verified');
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail or user name').fill(ANN.email);
  await page.getByLabel('Password', { exact: true }).fill(ANN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await sees(page, 'Hello, Ann');
  await page.getByRole('link', { name: 'The ward' }).click();
  await page.getByText('For doctors only.').waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('Hello, stranger').waitFor();
  expect(complaints).toEqual([]);
});
