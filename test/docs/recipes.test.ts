// Recipes of docs/react.md, opened in a browser as they stand there, with a server configured as it says.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { ROOT } from '../house/imports.ts';
import { openBrowser, sees } from '../journeys/person.ts';
import { PASSWORD } from '../support/startUserdb.ts';
import { develop } from './devServer.ts';

const PAGE = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');
const ANN = 'ann@example.com';

/** The block with `part` in it. */
function block(language: string, part: string): string {
  const blocks = [...PAGE.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))];
  const found = blocks.map(([, code = '']) => code).filter((code) => code.includes(part));
  expect(found, part).toHaveLength(1);
  return found[0] ?? '';
}

/** An app that shows what the recipe exports by the name of `component`. */
function app(recipe: string, component: string, content = `<${component} />`): string {
  const cache = join(ROOT, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'recipe-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = {
    'recipe.tsx': recipe,
    'main.tsx': `import { createRoot } from 'react-dom/client';
import { LoginPage, UserdbProvider } from 'userdb/react';
import { ${component} } from './recipe.tsx';
import 'userdb/userdb.css';
const brand = { termsUrl: '/terms' };
const root = createRoot(document.getElementById('root'));
root.render(<UserdbProvider brand={brand}>${content}</UserdbProvider>);`,
    'index.html': `<!doctype html><html lang="en"><head><title>Recipe</title></head><body><div id="root"></div>
<script type="module" src="/main.tsx"></script></body></html>`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The options of the first `userdb.initialize` in a block. */
function optionsIn(code: string): Options {
  const calls: Options[] = [];
  const userdb = { initialize: (_app: unknown, given: Options) => calls.push(given) };
  new Function('userdb', 'app', code)(userdb, null);
  return calls[0] ?? {};
}

const TEAM = block('js', 'team: {');
const HIDDEN = TEAM.replace('visible: true', 'visible: false').replace('required: true, type', 'required: false, type');

test.each([
  ['that the server shows', TEAM, 'withHelp', ['First name', 'Last name', 'Team', 'E-mail', 'Password']],
  ['that a page adds', HIDDEN, 'withTeam', ['First name', 'Last name', 'E-mail', 'Password', 'Team']],
])('a field of your own, %s', { timeout: 90_000 }, async (_, server, part, order) => {
  const { url, users } = await develop(app(block('tsx', part), 'Register'), optionsIn(server));
  const { page, complaints } = await openBrowser();
  await page.goto(`${url}/register`);
  await sees(page, 'Create your account');
  const labels = await page.locator('label').allTextContents();
  expect(labels.slice(0, -1)).toEqual(order);
  expect(labels.at(-1)).toMatch('I accept the terms');

  await page.getByLabel('First name').fill('Ann');
  await page.getByLabel('Last name').fill('Lee');
  await page.getByLabel('E-mail').fill(ANN);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('link', { name: 'Which team?' }).waitFor();
  await page.getByLabel('Team').fill('North');
  await page.getByRole('button', { name: 'Create account' }).click();
  await sees(page, 'Check your e-mail');
  expect((await users.find(ANN)).customData).toEqual({ team: 'North' });
  expect(complaints).toEqual([]);
});

test('a loader tells who lacks the role from a server that does not answer', { timeout: 90_000 }, async () => {
  const { url, users } = await develop(app(block('tsx', 'function WhatWentWrong'), 'App'));
  await users.create({ email: ANN });
  const { page, complaints } = await openBrowser();
  await page.goto(`${url}/reports`);
  await page.getByLabel('E-mail or user name').fill(ANN);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await sees(page, 'This is for administrators');

  await page.route('**/me', (route) => route.fulfill({ status: 503, json: { status: 503, message: 'Later.' } }));
  await page.reload();
  await sees(page, /^The server does not answer/);
  expect(complaints).toEqual([]);
});

test.each([
  ['de-AT', 'Hereinspaziert'],
  ['en-GB', 'Come in'],
])('one sentence in several languages, for a browser that says %s', { timeout: 90_000 }, async (locale, title) => {
  const folder = app(block('tsx', 'function OwnWords'), 'Languages', '<Languages><LoginPage /></Languages>');
  const { url } = await develop(folder);
  const { page } = await openBrowser({ locale });
  await page.goto(url);
  await sees(page, title);
  expect(await page.title()).toBe(`${title} · Juniper`);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('the end of a session is said where sessions end by themselves', { timeout: 90_000 }, async () => {
  const folder = app(block('tsx', 'function Frame'), 'Frame', '<Frame><LoginPage redirectTo="/?switch" /></Frame>');
  const { url, users } = await develop(folder, { sessionsExpireInSeconds: 50 });
  await users.create({ email: ANN });
  const { page } = await openBrowser();
  await page.goto(`${url}/?switch`);
  await page.getByLabel('E-mail or user name').fill(ANN);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Stay signed in' }).waitFor();
});
