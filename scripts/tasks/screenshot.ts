// The picture in the README: screens of the demo, in the light and in the dark, on one sheet.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../test/setup/chromium.ts';
import { buildStale } from '../lib/build.ts';
import { root } from '../lib/root.ts';
import { provideTestPrograms } from '../lib/test-programs.ts';

const SHEET = join(root, 'docs/screens.png');
const CARD = { width: 460, height: 880 };
const SCHEMES = ['light', 'dark'] as const;
const PAGES = ['/login', '/register', '/'];

Object.assign(process.env, provideTestPrograms());
buildStale(['server', 'ui']);

const folder = mkdtempSync(join(tmpdir(), 'userdb-screens-'));
const demo = spawn(process.execPath, [join(root, 'dist/server/demo.js')], {
  cwd: folder,
  env: { ...process.env, PORT: '0' },
});
const browser = await launchChromium();
try {
  const { url, email, password } = await greeting();
  const pictures: string[] = [];
  for (const scheme of SCHEMES) pictures.push(...(await shoot(browser, url, scheme, { login: email, password })));
  await compose(browser, pictures);
} finally {
  await browser.close();
  demo.kill();
  rmSync(folder, { recursive: true, force: true });
}

/** What the demo prints when it is ready. */
async function greeting(): Promise<{ url: string; email: string; password: string }> {
  let text = '';
  for await (const part of demo.stdout) {
    text += String(part);
    const [, url, email, password] = /(http:\S+)\s+sign in as\s+(\S+)\s+(\S+)/.exec(text) ?? [];
    if (url && email && password) return { url, email, password };
  }
  throw new Error('the demo did not start');
}

async function shoot(browser: Browser, url: string, colorScheme: 'light' | 'dark', user: object): Promise<string[]> {
  const context = await browser.newContext({
    viewport: CARD,
    colorScheme,
    reducedMotion: 'reduce',
    deviceScaleFactor: 2,
  });
  const page = await context.newPage();
  const pictures: string[] = [];
  for (const path of PAGES) {
    if (path === '/') await context.request.post(`${url}/login`, { data: user });
    await page.goto(url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    pictures.push((await page.screenshot()).toString('base64'));
  }
  await context.close();
  return pictures;
}

async function compose(browser: Browser, pictures: string[]): Promise<void> {
  const width = CARD.width * PAGES.length;
  const page = await browser.newPage({ viewport: { width, height: CARD.height * SCHEMES.length } });
  const images = pictures.map(
    (data) => `<img src="data:image/png;base64,${data}" width="${CARD.width}" height="${CARD.height}">`,
  );
  await page.setContent(
    `<body style="margin:0;display:flex;flex-wrap:wrap;width:${width}px">${images.join('')}</body>`,
  );
  await page.screenshot({ path: SHEET });
}
