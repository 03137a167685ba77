// A Vite dev server beside a userdb server, with the proxy of examples/spa/vite.config.ts; both end with the test.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, loadConfigFromFile, type ProxyOptions } from 'vite';
import { onTestFinished } from 'vitest';
import type { Options } from '../../server/config/schema.ts';
import { ROOT } from '../house/imports.ts';
import { freePort } from '../setup/ports.ts';
import { type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

export const EXAMPLE = join(ROOT, 'examples/spa');
export const VITE_CONFIG = join(EXAMPLE, 'vite.config.ts');

/** As the file says, but for the address of the server. */
export async function proxyTo(target: string): Promise<Record<string, ProxyOptions>> {
  const loaded = await loadConfigFromFile({ command: 'serve', mode: 'development' }, VITE_CONFIG);
  const entries = Object.entries(loaded?.config.server?.proxy ?? {});
  return Object.fromEntries(entries.map(([path, options]) => [path, { ...(options as ProxyOptions), target }]));
}

/** @param root  the folder with the app's `index.html`; in the checkout, so that packages are found from there */
export async function develop(root: string, options: Options = {}): Promise<RunningUserdb> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const userdb = await startUserdb({ baseUrl: url, mailbox: { enabled: true }, ...options });
  const cacheDir = mkdtempSync(join(tmpdir(), 'userdb-vite-'));
  const vite = await createServer({
    configFile: VITE_CONFIG,
    root,
    cacheDir,
    logLevel: 'error',
    server: { port, strictPort: true, host: 'localhost', proxy: await proxyTo(userdb.url) },
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
  return { ...userdb, url };
}
