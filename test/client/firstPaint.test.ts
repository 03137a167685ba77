// What a person waits for at the first visit, as far as it does not depend on the machine: bytes, requests, jumps.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';
import { ANN, realServers } from './realServer.ts';

const KILO = 1000;
const start = realServers();
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

async function visitor(options?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  context.setDefaultTimeout(10_000);
  return { context, page: await context.newPage() };
}

/** Opens a page and waits until its script has taken over. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForLoadState('networkidle');
}

interface Loaded {
  path: string;
  /** Over the wire, headers too; 0: it was in the cache. */
  bytes: number;
  blocksPainting: boolean;
}

const loaded = (page: Page): Promise<Loaded[]> =>
  page.evaluate(() =>
    (performance.getEntriesByType('resource') as (PerformanceResourceTiming & { renderBlockingStatus?: string })[]).map(
      ({ name, transferSize, renderBlockingStatus }) => ({
        path: new URL(name).pathname,
        bytes: transferSize,
        blocksPainting: renderBlockingStatus === 'blocking',
      }),
    ),
  );

/** The size of the files as a browser gets them that knows gzip, which is what budgets are counted in. */
async function gzipped(url: string, paths: string[]): Promise<number> {
  const sizes = paths.map(async (path) => {
    const { headers } = await fetch(url + path, { method: 'HEAD', headers: { 'Accept-Encoding': 'gzip' } });
    expect(headers.get('Content-Encoding'), path).toBe('gzip');
    return Number(headers.get('Content-Length'));
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const scripts = (files: Loaded[]) => files.map(({ path }) => path).filter((path) => path.endsWith('.js'));
const styles = (files: Loaded[]) => files.map(({ path }) => path).filter((path) => path.endsWith('.css'));

describe('the first visit of /login', () => {
  test('brings 100 kB of script at most, React and the router among it, and 6 kB of style', async () => {
    const { url } = await start();
    const { page } = await visitor();
    await open(page, `${url}/login`);
    const files = await loaded(page);
    const [js, css] = [await gzipped(url, scripts(files)), await gzipped(url, styles(files))];
    console.info(`/login: ${js} bytes of script, ${css} of style`);
    expect(js).toBeGreaterThan(50 * KILO);
    expect(js).toBeLessThanOrEqual(100 * KILO);
    expect(css).toBeLessThanOrEqual(6 * KILO);
  });

  test('shows the form after the page and its stylesheet, whatever else is still on its way', async () => {
    const { url } = await start();
    const { page } = await visitor();
    await page.route('**/*.js', () => {});
    await page.goto(`${url}/login`, { waitUntil: 'commit' });
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await page.title()).toBe('Sign in · Acme');
    const waitedFor = (await loaded(page)).filter(({ blocksPainting }) => blocksPainting);
    expect(waitedFor.map(({ path }) => path)).toEqual([expect.stringMatching(/\.css$/)]);
  });

  test('asks for nothing that the page has told, and for nobody else', async () => {
    const { url } = await start();
    const { page } = await visitor();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.headers().accept?.includes('json')) asked.push(new URL(request.url()).pathname);
    });
    await open(page, `${url}/login`);
    expect(asked).toEqual(['/me']);
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByText('at least 8 characters').waitFor();
    expect(asked).toEqual(['/me']);
  });

  test('loads nothing of the administration', async () => {
    const { url } = await start();
    const { page } = await visitor();
    await open(page, `${url}/login`);
    expect(scripts(await loaded(page)).join()).not.toContain('admin');
  });
});

describe('another visit', () => {
  test('loads no file again, and the page only if it has changed', async () => {
    const { url } = await start();
    const { context, page } = await visitor();
    await open(page, `${url}/login`);
    const before = await loaded(page);
    expect(before.filter(({ path, bytes }) => path.startsWith('/assets/') && bytes > 0).length).toBeGreaterThan(3);

    const again = await context.newPage();
    await open(again, `${url}/login`);
    const files = (await loaded(again)).filter(({ path }) => path.startsWith('/assets/'));
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter(({ bytes }) => bytes > 0)).toEqual([]);
    const transferred = await again.evaluate(
      () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).transferSize,
    );
    expect(transferred).toBeLessThan(KILO);
  });

  test.each([
    ['Forgot password?', 'Reset your password', 5 * KILO],
    // With the rules for passwords, which no other screen that a visitor comes to needs.
    ['Create an account', 'Create your account', 9 * KILO],
  ])('and "%s" brings little more', async (link, heading, most) => {
    const { url } = await start();
    const { page } = await visitor();
    await open(page, `${url}/login`);
    const before = scripts(await loaded(page));
    await page.getByRole('link', { name: link }).click();
    await page.getByRole('heading', { name: heading }).waitFor();
    const added = scripts(await loaded(page)).filter((path) => !before.includes(path));
    const size = await gzipped(url, added);
    console.info(`/login, then "${heading}": ${size} bytes of script`);
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(most);
  });
});

test.each(['/login', '/register', '/forgot', '/verify', '/nowhere'])('nothing jumps while %s loads', async (path) => {
  const { url } = await start();
  const { page } = await visitor();
  await page.addInitScript(() => {
    const jumps: number[] = [];
    Object.assign(globalThis, { jumps });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) jumps.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await open(page, url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { jumps: number[] }).jumps)).toEqual([]);
});

describe('before the script has come', () => {
  test('what is typed stays, and is what is sent', async () => {
    const { url } = await start();
    const { page } = await visitor();
    let release = () => {};
    const later = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/*.js', async (route) => {
      await later;
      await route.continue();
    });
    await page.goto(`${url}/login`, { waitUntil: 'commit' });
    await page.getByLabel('E-mail or user name').fill(ANN.email);
    await page.getByLabel('Password', { exact: true }).fill(ANN.password);
    release();
    await page.waitForLoadState('networkidle');
    expect(await page.getByLabel('E-mail or user name').inputValue()).toBe(ANN.email);
    // The field has the focus, and keeps it.
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Hello, Ann' }).waitFor();
  });

  test('there are the fields that the server is configured for', async () => {
    const color = {
      enabled: true,
      visible: true,
      label: 'Favourite color',
      placeholder: '',
      required: true,
      type: 'text',
    };
    const { url } = await start({
      endpoints: { register: { enabled: true, form: { fields: { 'customData.color': color } } } },
    });
    const { page } = await visitor({ javaScriptEnabled: false });
    await page.goto(`${url}/register`);
    await page.getByLabel('Favourite color').waitFor();
    expect(await page.locator('form').getAttribute('action')).toBe('/register');
    // Chromium without script by Playwright's switch parses as if there were script: read as text.
    expect(await (await fetch(`${url}/register`, { headers: { Accept: 'text/html' } })).text()).toMatch(
      /<noscript>[\s\S]*need JavaScript[\s\S]*<\/noscript>/,
    );
  });

  test('a form that is sent brings the page again, and no error', async () => {
    const { url } = await start();
    const { page } = await visitor({ javaScriptEnabled: false });
    await page.goto(`${url}/login?next=/account`);
    await page.getByLabel('E-mail or user name').fill(ANN.email);
    await page.getByLabel('Password', { exact: true }).fill(ANN.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(page.url()).toBe(`${url}/login`);
  });
});

describe('over the wire', () => {
  const file = async (url: string) => {
    const html = await (await fetch(`${url}/login`, { headers: { Accept: 'text/html' } })).text();
    return /\/assets\/react-[\w-]+\.js/.exec(html)?.[0] ?? '';
  };

  test('files are kept for good, and come in the smallest form that the browser can unpack', async () => {
    const { url } = await start();
    const path = await file(url);
    const get = (encodings: string) => fetch(url + path, { headers: { 'Accept-Encoding': encodings } });
    const [br, gzip, plain] = [await get('gzip, deflate, br'), await get('gzip'), await get('identity')];
    expect([br, gzip, plain].map(({ headers }) => headers.get('Content-Encoding'))).toEqual(['br', 'gzip', null]);
    const texts = await Promise.all([br.text(), gzip.text(), plain.text()]);
    expect(new Set(texts).size).toBe(1);
    for (const { headers } of [br, gzip, plain]) {
      expect(headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
      expect(headers.get('Content-Type')).toMatch(/^text\/javascript/);
      expect(headers.get('Vary')).toContain('Accept-Encoding');
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });

  test.each(['/assets/', '/assets/nothing.js', '/assets/..%2frender.mjs', '/assets/%2e%2e/index.html', '/render.mjs'])(
    'there is no file at %s',
    async (path) => {
      const { url } = await start();
      const reply = await fetch(url + path, { headers: { 'Accept-Encoding': 'gzip' } });
      expect(reply.status).toBe(404);
    },
  );

  test('pages are asked for again, and not sent again', async () => {
    const { url } = await start();
    const headers = { Accept: 'text/html', 'Accept-Encoding': 'gzip' };
    const first = await fetch(`${url}/login`, { headers });
    expect(first.headers.get('Cache-Control')).toBe('no-cache');
    expect(first.headers.get('Content-Encoding')).toBe('gzip');
    expect(first.headers.get('Vary')).toMatch(/Accept, Accept-Encoding|Accept-Encoding, Accept/);
    // As a browser asks; `fetch` by itself would add that it wants no answer from any cache.
    const known = { 'If-None-Match': first.headers.get('ETag') ?? '', 'Cache-Control': 'max-age=0' };
    expect((await fetch(`${url}/login`, { headers: { ...headers, ...known } })).status).toBe(304);
  });
});
