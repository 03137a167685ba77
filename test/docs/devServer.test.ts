// The settings of Vite's dev server in docs/react.md: pages from Vite, answers from a userdb server beside it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../house/imports.ts';
import { openBrowser, openNewestMail, register, sees } from '../journeys/person.ts';
import { develop, EXAMPLE, proxyTo, VITE_CONFIG } from './devServer.ts';

const ANN = { first: 'Ann', last: 'Lee', email: 'ann@example.com', password: 'seven grey herons' };

/** Each `uri`, `completeUri` and so on, and the mailbox. */
function endpointPaths(): string[] {
  const { endpoints, mailbox } = parse(readFileSync(join(ROOT, 'defaults.yml'), 'utf8')) as Record<string, object>;
  const parts: object[] = [...Object.values(endpoints ?? {}), mailbox ?? {}];
  return parts.flatMap((part) =>
    Object.entries(part).flatMap(([key, path]) => (/^(?!next).*uri$/i.test(key) ? [path] : [])),
  );
}

test('docs/react.md shows the file that is tested here', () => {
  const page = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');
  expect(page.includes(`\`\`\`ts\n${readFileSync(VITE_CONFIG, 'utf8')}\`\`\``)).toBe(true);
});

test('every address of defaults.yml goes to the server, and nothing that only begins alike', async () => {
  const patterns = Object.keys(await proxyTo('http://localhost')).map((one) => new RegExp(one));
  const goesToServer = (path: string) => patterns.some((one) => one.test(path));
  const paths = endpointPaths();
  expect(paths).toContain('/welcomed');
  expect(paths.filter((path) => !goesToServer(path))).toEqual([]);
  expect(goesToServer('/verify?sptoken=abc')).toBe(true);
  const others = ['/', '/messages.ts', '/account', '/admin/users', '/login.css', '/src/main.tsx'];
  expect(others.filter(goesToServer)).toEqual([]);
});

test('a person registers, follows the mailed link and signs in, all on the address of Vite', async () => {
  const { url } = await develop(EXAMPLE);
  const { page, complaints } = await openBrowser();

  await page.goto(`${url}/register`);
  await sees(page, 'Create your account');
  await register(page, ANN);

  await openNewestMail(page, url, 'Please verify your account');
  await page.getByRole('link', { name: 'Open the link in this mail' }).click();
  await sees(page, 'Your e-mail is verified');
  expect(page.url()).toMatch(new RegExp(`^${url}/verify`));
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail or user name').fill(ANN.email);
  await page.getByLabel('Password', { exact: true }).fill(ANN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await sees(page, 'Hello, Ann');
  await page.reload();
  await sees(page, 'Hello, Ann');
  expect(complaints).toEqual([]);
}, 90_000);
