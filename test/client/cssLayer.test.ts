// A page that wants all of our look below its own says so in one line: the stylesheet in a layer.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../setup/chromium.ts';

const SHEET = fileURLToPath(new URL('../../client/css/userdb.css', import.meta.url));
const HOST = '@import "userdb/userdb.css" layer(vendor);\nbutton { background: rgb(1, 2, 3); }\n';

/** The stylesheet of an application, as its own build makes it. */
async function built(css: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'userdb-layer-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'main.js'), 'import "./host.css";');
  writeFileSync(join(root, 'host.css'), css);
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'userdb/userdb.css': SHEET } },
    build: { write: false, cssTarget: 'chrome123', rolldownOptions: { input: join(root, 'main.js') } },
  });
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const sheet = outputs.flatMap((one) => one.output).find((file) => file.fileName.endsWith('.css'));
  return sheet?.type === 'asset' ? String(sheet.source) : '';
}

test('in a layer, any rule of the page wins; without one, ours win over its elements', async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const colors: string[] = [];
  for (const css of [HOST, HOST.replace(' layer(vendor)', '')]) {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await page.setContent('<div class="udb-root"><button class="udb-button">Sign in</button></div>');
    await page.addStyleTag({ content: await built(css) });
    colors.push(await page.locator('button').evaluate((one) => getComputedStyle(one).backgroundColor));
    expect(await page.locator('button').evaluate((one) => getComputedStyle(one).cursor)).toBe('pointer');
  }
  expect(colors[0]).toBe('rgb(1, 2, 3)');
  expect(colors[1]).not.toBe('rgb(1, 2, 3)');
});
