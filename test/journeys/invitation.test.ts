// Somebody is invited, and comes in: the real server, the built pages, a mailed link.

import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../server/server.ts';
import { Userdb } from '../../server/userdb.ts';
import { addUser } from '../../server/workflows/addUser.ts';
import { postInvitation } from '../../server/workflows/invitations.ts';
import { OPERATOR } from '../../server/workflows/permissions.ts';
import { isAccessible, openBrowser, sees } from './person.ts';

const CLEO = { email: 'cleo@example.com', password: 'never told to anybody', givenName: 'Cleo', account: 'acme' };
const INDEX = join(import.meta.dirname, '../../dist/ui/index.html');

test.each([
  ['a mail of its own', true, '/welcome'],
  ['the mail for verification', false, '/verify'],
])('an invited person comes in by %s', async (_what, enabled, path) => {
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    surroundings: { env: { NODE_ENV: 'test' } },
    options: {
      spa: { enabled: true, index: INDEX },
      email: { accountInvitation: { enabled }, accountVerification: { enabled: true } },
      endpoints: { verify: { enabled: true } },
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      logger: { error() {}, info() {}, debug() {} },
    },
  });
  onTestFinished(() => server.stop());
  const ctx = await Userdb.contextOf(server.userdb);
  const cleo = await addUser(ctx, { ...CLEO, status: 'PENDING' });
  await ctx.store.transaction((store) => postInvitation(ctx, store, OPERATOR, cleo));
  await expect.poll(async () => (await ctx.store.mailbox.latest(1))[0]?.text).toContain(`${path}?sptoken=`);
  const [mail] = await ctx.store.mailbox.latest(1);
  const link = /http\S+sptoken=\S+/.exec(mail?.text ?? '')?.[0] ?? '';

  const { page, complaints } = await openBrowser();
  // Served from the sources, this server has no built scripts of its own beside it; they come from the build.
  await page.route('**/assets/**', (route) =>
    route.fulfill({ path: join(INDEX, '..', new URL(route.request().url()).pathname) }),
  );
  await page.goto(server.url + new URL(link).pathname + new URL(link).search);
  await page.getByText('You sign in with cleo@example.com.').waitFor();
  await isAccessible(page);
  await page.reload();
  await page.getByLabel('Last name').fill('Carter');
  await page.getByLabel('New password', { exact: true }).fill('seven grey herons');
  await page.getByRole('button', { name: 'Finish and sign in' }).click();

  await sees(page, 'Hello, Cleo');
  expect(await ctx.store.users.findById(cleo.id)).toMatchObject({ fullName: 'Cleo Carter', status: 'ENABLED' });
  expect(complaints).toEqual([]);
});
