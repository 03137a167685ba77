// A server whose endpoints have other addresses: the pages follow.

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../server/server.ts';
import { Userdb } from '../../server/userdb.ts';
import { addUser } from '../../server/workflows/addUser.ts';
import { openBrowser, sees } from './person.ts';

const BEN = { email: 'ben@example.com', password: 'seven grey herons', givenName: 'Ben', account: 'acme' };
const INDEX = join(import.meta.dirname, '../../dist/ui/index.html');

test('a person signs in and resets a password where the operator has renamed everything', async () => {
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    surroundings: { env: { NODE_ENV: 'test' } },
    options: {
      spa: { enabled: true, index: INDEX },
      endpoints: { login: { uri: '/sign-in' }, forgot: { uri: '/lost' }, change: { uri: '/new' }, me: { uri: '/who' } },
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      logger: { error() {}, info() {}, debug() {} },
    },
  });
  onTestFinished(() => server.stop());
  const ctx = await Userdb.contextOf(server.userdb);
  await addUser(ctx, BEN);
  const { page, complaints } = await openBrowser();

  // Served from the sources, this server has no built scripts of its own beside it; they come from the build.
  await page.route('**/assets/**', (route) =>
    route.fulfill({ path: join(INDEX, '..', new URL(route.request().url()).pathname) }),
  );
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('E-mail or user name').fill(BEN.email);
  await page.getByLabel('Password', { exact: true }).fill(BEN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await sees(page, 'Hello, Ben');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).click();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  expect(new URL(page.url()).pathname).toBe('/lost');
  await page.getByLabel('E-mail').fill(BEN.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('a mail is on its way').first().waitFor();
  await expect.poll(async () => (await ctx.store.mailbox.latest(1))[0]?.text).toContain(`${server.url}/new?sptoken=`);
  expect(complaints).toEqual([]);
});
