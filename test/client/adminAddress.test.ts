// Addresses of the administration that are old or broken: what the page does not know is not asked for, and the address
// is that of what is shown.

import { expect, test } from 'vitest';
import { adminServer, crowd, PEOPLE, SUPER_ADMIN } from './adminFixtures.ts';
import { REFUSED } from './fixtures.ts';
import { screenOpener } from './screens.ts';
import { auditEvent, tenantReplies, trailOf } from './tenantFixtures.ts';

const open = screenOpener();

test.each([
  ['/admin/users?sort=bogus&dir=desc', '/users/list', { orderby: ['fullName', 'desc'] }],
  ['/admin/users?status=BOGUS', '/users/list', { status: undefined }],
  ['/admin/users?sort=createdAt', '/users/list', { orderby: ['createdAt', 'asc'] }],
  ['/admin/users?status=LOCKED', '/users/list', { status: 'LOCKED' }],
  ['/admin/roles?sort=email', '/roles/list', { orderby: ['name', 'asc'] }],
  ['/admin/roles?sort=description', '/roles/list', { orderby: ['description', 'asc'] }],
  ['/admin/accounts?sort=email', '/accounts/list', { orderby: ['name', 'asc'] }],
  ['/admin/events?sort=email&dir=asc', '/events/list', { orderby: ['at', 'asc'] }],
  ['/admin/events?type=bogus', '/events/list', { type: undefined }],
])('%s asks for what there is', async (address, path, asked) => {
  const admin = adminServer([...PEOPLE, ...crowd(40)], SUPER_ADMIN);
  const trail = trailOf([auditEvent('1', 'logout')]);
  const { page, server } = await open(address, { answers: { ...tenantReplies(), ...admin.replies, ...trail } });
  await page
    .getByText(/[1-9]\d* \w+ found/)
    .or(page.getByText('1 user found'))
    .first()
    .waitFor();
  const last = server.requests.filter((one) => one.path === path).at(-1);
  for (const [name, value] of Object.entries(asked)) expect(last?.body?.[name]).toEqual(value);
});

test('of pages, no more are asked for than a server counts', async () => {
  const { page, server } = await open('/admin/users?page=1e300', { answers: adminServer(crowd(45)).replies });
  await page.getByText('41–45 of 45').waitFor();
  const asked = server.requests.filter(({ path }) => path === '/users/list').map(({ body }) => Number(body?.offset));
  expect(Math.max(...asked)).toBeLessThanOrEqual(1_000_000_000);
});

test.each([
  ['/admin/nonsense', '/admin/users', 'Users'],
  ['/admin/users/xyz?q=ben', '/admin/users?q=ben', 'Users'],
  ['/admin/roles/1', '/admin/roles', 'Roles'],
  // Those are for super-admins.
  ['/admin/accounts', '/admin/users', 'Users'],
])('%s becomes %s, and Back does not lead to it', async (address, shown, heading) => {
  const { page } = await open('/', { answers: { ...tenantReplies(), ...adminServer().replies } });
  await page.getByRole('heading', { level: 1, name: 'Hello, Ada' }).waitFor();
  const before = await page.evaluate(() => history.length);
  await page.goto(new URL(address, page.url()).href);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.waitForURL((url) => url.pathname + url.search === shown);
  expect(await page.evaluate(() => history.length)).toBe(before + 1);
});

test.each(['/admin', '/admin/', '/admin/users/'])('%s is left as it is', async (address) => {
  const { page } = await open(address, { answers: adminServer().replies });
  await page.getByText('6 users found').waitFor();
  expect(new URL(page.url()).pathname).toBe(address);
});

test('a trail that cannot be read just now has its address and another try, not the users', async () => {
  const down = REFUSED(503, 'Down.', 'SERVER_ERROR');
  const { page, server } = await open('/admin/events', {
    answers: { ...adminServer().replies, 'POST /events/list': down },
  });
  await page.getByRole('button', { name: 'Try again', exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/admin/events');
  Object.assign(server.answers, trailOf([auditEvent('1', 'logout')]));
  await page.getByRole('button', { name: 'Try again', exact: true }).click();
  await page.getByText('1 entry found').waitFor();
});
