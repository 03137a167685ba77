// What a person on a slow phone waits for: /login for the first time, over 1.6 Mbit/s with 150 ms to the server and a
// quarter of this machine's speed. Each figure is the median of the visits and the least of them, which says more where the
// machine has other work, beside what it should not exceed.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildStale } from '../scripts/lib/build.ts';
import { provideTestPrograms } from '../scripts/lib/test-programs.ts';
import { launchChromium } from '../test/setup/chromium.ts';
import { freePort } from '../test/setup/ports.ts';

const VISITS = 7;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
const SLOWER = 4;
const PATHS = ['/login', '/register', '/forgot'];

/** Milliseconds; CLS has no unit. */
interface Visit {
  firstPaint: number;
  /** The script has taken over; what was typed before that counts too. */
  usable: number;
  longestTask: number;
  layoutShift: number;
}

const LIMITS: Visit = { firstPaint: 1200, usable: 2000, longestTask: 100, layoutShift: 0 };

Object.assign(process.env, provideTestPrograms());
buildStale(['ui']);

const folder = mkdtempSync(join(tmpdir(), 'userdb-bench-'));
const { url, program } = await standalone();
const browser = await launchChromium();
try {
  // The first of all pays for the server's own start.
  for (const path of PATHS) await visit(browser, url + path);
  for (const path of PATHS) {
    const visits: Visit[] = [];
    for (let time = 0; time < VISITS; time++) visits.push(await visit(browser, url + path));
    report(path, visits);
  }
} finally {
  await browser.close();
  program.kill();
  rmSync(folder, { recursive: true, force: true });
}

async function standalone(): Promise<{ url: string; program: ChildProcess }> {
  const config = join(folder, 'userdb.json');
  writeFileSync(
    config,
    JSON.stringify({
      session: { secret: 'a secret for the bench only, 32 characters' },
      tokenSigningKey: 'another for the bench only, 32 characters',
      spa: { index: join(import.meta.dirname, '../dist/ui/index.html') },
      endpoints: { register: { enabled: true } },
      database: { options: { client: 'better-sqlite3', connection: { filename: join(folder, 'users.sqlite') } } },
    }),
  );
  const port = await freePort();
  const file = join(import.meta.dirname, '../server/standalone.ts');
  const child = spawn(process.execPath, [file, '--config', config, '--port', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  const address = `http://localhost:${port}`;
  while (!(await fetch(`${address}/health`).catch(() => null))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return { url: address, program: child };
}

async function visit(browser: Browser, page: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const tab = await context.newPage();
  const devtools = await context.newCDPSession(tab);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await tab.addInitScript(observe);
  await tab.goto(page);
  await tab.waitForFunction(() => (globalThis as unknown as { seen: Visit }).seen.usable > 0);
  await tab.waitForLoadState('networkidle');
  const seen = await tab.evaluate(() => (globalThis as unknown as { seen: Visit }).seen);
  await context.close();
  return seen;
}

/** Runs in the page. */
function observe(): void {
  const seen: Visit = { firstPaint: 0, usable: 0, longestTask: 0, layoutShift: 0 };
  Object.assign(globalThis, { seen });
  const on = (type: string, take: (entry: PerformanceEntry & { value?: number }) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true });
  on('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.firstPaint = startTime;
  });
  on('longtask', ({ duration }) => {
    seen.longestTask = Math.max(seen.longestTask, duration);
  });
  on('layout-shift', ({ value = 0 }) => {
    seen.layoutShift += value;
  });
  // React marks the elements that it has taken over.
  const isTaken = () => Object.keys(document.querySelector('form') ?? {}).some((key) => key.startsWith('__reactProps'));
  const look = () => {
    if (isTaken()) seen.usable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function report(path: string, visits: Visit[]): void {
  const figures = (Object.keys(LIMITS) as (keyof Visit)[]).map((key) => {
    const sorted = visits.map((one) => one[key]).toSorted((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const digits = key === 'layoutShift' ? 3 : 0;
    const verdict = median <= LIMITS[key] ? '' : ' TOO MUCH';
    const least = (sorted[0] ?? 0).toFixed(digits);
    return `${key} ${median.toFixed(digits)}, least ${least} (at most ${LIMITS[key]})${verdict}`;
  });
  console.log(`${path.padEnd(10)} ${figures.join('; ')}`);
}
