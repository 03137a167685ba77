// Compiles examples as strictly as this package is, with its exports as a user imports them.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from '../../scripts/lib/build.ts';
import { ROOT } from '../house/imports.ts';

/** What package.json exports, as the sources. */
const PATHS = {
  userdb: ['server/index.ts'],
  'userdb/react': ['client/index.ts'],
  'userdb/react/admin': ['client/admin/index.ts'],
  'userdb/react/router': ['client/router/index.ts'],
  'userdb/react/stormpath': ['client/stormpath/index.ts'],
  'userdb/client': ['client/client.ts'],
  'userdb/messages/*': ['client/messages/*.ts'],
};

/** What the compiler has to say of the files; empty: nothing. */
export function complaintsAbout(files: Record<string, string>): string {
  // Inside of the checkout, so that packages are found from there.
  mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'node_modules/.cache/docs-'));
  try {
    for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
    const paths = Object.fromEntries(Object.entries(PATHS).map(([name, [path]]) => [name, [join(ROOT, path ?? '')]]));
    const config = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { paths, noUnusedLocals: false, types: ['vite/client', 'node'] },
      include: [...Object.keys(files), join(ROOT, 'server/**/*.d.ts')],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = commandOf('typescript', 'tsc');
    return spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
