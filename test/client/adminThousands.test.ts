// Ten thousand users on the real server: how soon the first of them can be seen, and that memory stays where it is.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startServer } from '../../server/server.ts';
import { Userdb } from '../../server/userdb.ts';
import { addUser } from '../../server/workflows/addUser.ts';
import { launchChromium } from '../setup/chromium.ts';
import { temporaryFolder } from '../support/demo.ts';
import { type BuiltApp, builtApp } from './builtApp.ts';

const MANY = 10_000;
const PASSWORD = 'correct horse battery';

let app: BuiltApp;
beforeAll(async () => {
  app = await builtApp('production');
}, 60_000);

async function openTenThousand(): Promise<Page> {
  const index = join(temporaryFolder(), 'index.html');
  writeFileSync(index, app.get('/index.html')?.content ?? '');
  const server = await startServer({
    port: 0,
    host: '127.0.0.1',
    surroundings: { env: { NODE_ENV: 'test' } },
    options: {
      spa: { enabled: true, index },
      passwordHashing: { cost: 4 },
      rateLimits: { enabled: false },
      database: { options: { client: 'better-sqlite3', connection: { filename: ':memory:' } } },
      logger: { error() {}, info() {}, debug() {} },
    },
  });
  onTestFinished(() => server.stop());
  const ctx = await Userdb.contextOf(server.userdb);
  const { store } = ctx;
  await addUser(ctx, {
    email: 'root@example.com',
    password: PASSWORD,
    givenName: 'Rosa',
    account: 'acme',
    roles: ['super-admin'],
  });
  const { id: accountId } = await store.accounts.findOrCreate('acme', new Date());
  const { id: roleId } = await store.roles.findOrCreate(accountId, 'nurse', new Date());
  const users = Array.from({ length: MANY }, (_, index) => ({
    id: `user${index}`,
    accountId,
    email: `user${index}@example.com`,
    username: `user${index}@example.com`,
    givenName: 'User',
    middleName: null,
    surname: String(index),
    status: 'ENABLED' as const,
    customData: {},
    password: 'none',
  }));
  await store.users.createMany(users, new Date());
  await store.users.addRoles(users.map(({ id }) => ({ userId: id, roleId })));

  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  await page.route('**/assets/**', (route) => {
    const file = app.get(new URL(route.request().url()).pathname);
    return file ? route.fulfill({ contentType: file.type, body: Buffer.from(file.content) }) : route.abort();
  });
  await page.addInitScript(noteFirstRows);
  await page.goto(`${server.url}/login?next=/admin/users`);
  await page.getByLabel('E-mail or user name').fill('root@example.com');
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('10001 users found').waitFor();
  return page;
}

/** In the page: marks the moment at which the first rows have been painted. */
function noteFirstRows() {
  const observer = new MutationObserver(() => {
    if (!document.querySelector('tbody tr')) return;
    observer.disconnect();
    // The first of these runs before the frame is painted, the second one after it.
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('first-rows')));
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Milliseconds from the last byte of the list to the first rows on the screen. */
async function untilSeen(page: Page): Promise<number> {
  await page.reload();
  await page.getByText('10001 users found').waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('first-rows').length > 0);
  return page.evaluate(() => {
    const answer = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/users/list'));
    const [seen] = performance.getEntriesByName('first-rows');
    return (seen?.startTime ?? 0) - (answer as PerformanceResourceTiming).responseEnd;
  });
}

interface Memory {
  /** Bytes. */
  heap: number;
  nodes: number;
}

async function memory(cdp: CDPSession): Promise<Memory> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { metrics } = await cdp.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { heap: value('JSHeapUsedSize'), nodes: value('Nodes') };
}

/** The least of some: the browser keeps code and answers of its own for a while. */
function least(seen: Memory[]): Memory {
  return { heap: Math.min(...seen.map(({ heap }) => heap)), nodes: Math.min(...seen.map(({ nodes }) => nodes)) };
}

test('of 10,000 users the first are seen within 300 ms of the answer', async () => {
  const page = await openTenThousand();
  const times: number[] = [];
  // The best of a few: it is a bound on us, and not on what else this machine does.
  for (let attempt = 0; attempt < 5; attempt++) times.push(await untilSeen(page));
  const best = Math.min(...times);
  console.info(
    `first rows of ${MANY} after ${best.toFixed(0)} ms (of ${times.map((time) => time.toFixed(0)).join(', ')})`,
  );
  expect(best).toBeGreaterThan(0);
  expect(best).toBeLessThanOrEqual(300);
}, 120_000);

test('through 100 pages of 100 users, memory does not grow', async () => {
  const page = await openTenThousand();
  await page.getByLabel('Rows per page').selectOption('100');
  await page.getByText('1–100 of 10,001').waitFor();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const next = page.getByRole('button', { name: 'Next' });
  const early: Memory[] = [];
  const late: Memory[] = [];
  for (let shown = 2; shown <= 100; shown++) {
    await next.click();
    await page
      .getByText(`${((shown - 1) * 100 + 1).toLocaleString('en')}–${(shown * 100).toLocaleString('en')} of`)
      .waitFor();
    if (shown >= 20 && shown < 25) early.push(await memory(cdp));
    if (shown > 95) late.push(await memory(cdp));
  }
  const [before, after] = [least(early), least(late)];
  const kilobytes = ({ heap }: Memory) => Math.round(heap / 1000);
  console.info(`JavaScript heap after page 20: ${kilobytes(before)} kB, after page 100: ${kilobytes(after)} kB`);
  // The users of one page are some 40 kB as they arrive: kept, those of 75 pages would be 3 MB.
  expect(after.heap - before.heap).toBeLessThanOrEqual(500_000);
  // A page that is left behind by accident would be thousands of these.
  expect(after.nodes - before.nodes).toBeLessThanOrEqual(1000);
}, 240_000);
