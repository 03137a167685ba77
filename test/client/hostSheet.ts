// The stylesheet of an application that imports ours, as its own build makes it with Vite's defaults.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { onTestFinished } from 'vitest';

export const OWN_SHEET = fileURLToPath(new URL('../../client/css/userdb.css', import.meta.url));

/** @param css  may import `userdb/userdb.css` */
export async function hostSheet(css: string): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'userdb-sheet-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'main.js'), 'import "./host.css";');
  writeFileSync(join(root, 'host.css'), css);
  const result = await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'userdb/userdb.css': OWN_SHEET } },
    build: { write: false, rolldownOptions: { input: join(root, 'main.js') } },
  });
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const sheet = outputs.flatMap((one) => one.output).find((file) => file.fileName.endsWith('.css'));
  return sheet?.type === 'asset' ? String(sheet.source) : '';
}
