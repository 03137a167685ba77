// The settings of Vite's dev server in docs/react.md: pages from Vite, answers from a userdb server beside it.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, loadConfigFromFile, type ProxyOptions } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../house/imports.ts';
import { openBrowser, openNewestMail, sees } from '../journeys/person.ts';
import { freePort } from '../setup/ports.ts';
import { startUserdb } from '../support/startUserdb.ts';

const EXAMPLE = join(ROOT, 'examples/spa');
const FILE = join(EXAMPLE, 'vite.config.ts');
const ANN = { email: 'ann@example.com', password: 'seven grey herons' };

/** Each `uri`, `completeUri` and so on, and the mailbox. */
function endpointPaths(): string[] {
  const { endpoints, mailbox } = parse(readFileSync(join(ROOT, 'defaults.yml'), 'utf8')) as Record<string, object>;
  const parts = [...Object.values(endpoints ?? {}), mailbox] as object[];
  return parts.flatMap((part) =>
    Object.entries(part).flatMap(([key, path]) => (/^(?!next).*uri$/i.test(key) ? [path] : [])),
  );
}

/** As the file says, but for the address of the server. */
async function proxyTo(target: string): Promise<Record<string, ProxyOptions>> {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'development' }, FILE);
  const entries = Object.entries(loaded?.config.server?.proxy ?? {});
  return Object.fromEntries(entries.map(([path, options]) => [path, { ...(options as ProxyOptions), target }]));
}

async function startVite(port: number, target: string): Promise<void> {
  const cacheDir = mkdtempSync(join(tmpdir(), 'userdb-vite-'));
  const vite = await createServer({
    configFile: FILE,
    root: EXAMPLE,
    cacheDir,
    logLevel: 'error',
    server: { port, strictPort: true, host: 'localhost', proxy: await proxyTo(target) },
    resolve: {
      alias: {
        'userdb/userdb.css': join(ROOT, 'client/css/userdb.css'),
        'userdb/react/router': join(ROOT, 'client/router/index.ts'),
        'userdb/react': join(ROOT, 'client/index.ts'),
      },
    },
  });
  onTestFinished(async () => {
    await vite.close();
    rmSync(cacheDir, { recursive: true, force: true });
  });
  await vite.listen();
}

test('docs/react.md shows the file that is tested here', () => {
  const page = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');
  expect(page.includes(`\`\`\`ts\n${readFileSync(FILE, 'utf8')}\`\`\``)).toBe(true);
});

test('every address of defaults.yml goes to the server, and nothing that only begins alike', async () => {
  const patterns = Object.keys(await proxyTo('http://localhost')).map((one) => new RegExp(one));
  const goesToServer = (path: string) => patterns.some((one) => one.test(path));
  const paths = endpointPaths();
  expect(paths).toContain('/welcomed');
  expect(paths.filter((path) => !goesToServer(path))).toEqual([]);
  expect(['/', '/messages.ts', '/account', '/admin/users', '/login.css', '/src/main.tsx'].filter(goesToServer)).toEqual(
    [],
  );
  expect(goesToServer('/verify?sptoken=abc')).toBe(true);
});

test('a person registers, follows the mailed link and signs in, all on the address of Vite', async () => {
  const port = await freePort();
  const vite = `http://localhost:${port}`;
  const { url } = await startUserdb({ baseUrl: vite, mailbox: { enabled: true } });
  await startVite(port, url);
  const { page, complaints } = await openBrowser();

  await page.goto(`${vite}/register`);
  await sees(page, 'Create your account');
  await page.getByLabel('First name').fill('Ann');
  await page.getByLabel('Last name').fill('Lee');
  await page.getByLabel('E-mail').fill(ANN.email);
  await page.getByLabel('Password', { exact: true }).fill(ANN.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await sees(page, 'Check your e-mail');

  await openNewestMail(page, vite, 'Please verify your account');
  await page.getByRole('link', { name: 'Open the link in this mail' }).click();
  await sees(page, 'Your e-mail is verified');
  expect(page.url()).toMatch(new RegExp(`^${vite}/verify`));
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByLabel('E-mail or user name').fill(ANN.email);
  await page.getByLabel('Password', { exact: true }).fill(ANN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await sees(page, 'Hello, Ann');
  await page.reload();
  await sees(page, 'Hello, Ann');
  expect(complaints).toEqual([]);
}, 90_000);
