// Every example of docs/react.md compiles, as strictly as this package does.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commandOf } from '../../scripts/lib/build.ts';
import { ROOT } from '../house/imports.ts';

const PAGE = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code = '']) => code);

/** What package.json exports, as the sources. */
const PATHS = {
  'userdb/react': ['client/index.ts'],
  'userdb/react/admin': ['client/admin/index.ts'],
  'userdb/react/router': ['client/router/index.ts'],
  'userdb/react/stormpath': ['client/stormpath/index.ts'],
  'userdb/client': ['client/client.ts'],
  'userdb/messages/*': ['client/messages/*.ts'],
};

// Inside of the checkout, so that packages are found from there.
let folder = '';
beforeAll(() => {
  mkdirSync(join(ROOT, 'node_modules/.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, 'node_modules/.cache/docs-react-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function complaintsAbout(files: Record<string, string>): string {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code);
  const paths = Object.fromEntries(Object.entries(PATHS).map(([name, [path]]) => [name, [join(ROOT, path ?? '')]]));
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: { paths, noUnusedLocals: false, types: ['vite/client'] },
    include: Object.keys(files),
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const { stdout } = spawnSync(process.execPath, [commandOf('typescript', 'tsc'), '-p', folder], { encoding: 'utf8' });
  return stdout;
}

test('the examples compile', () => {
  expect(EXAMPLES.length).toBeGreaterThan(12);
  expect(complaintsAbout(Object.fromEntries(EXAMPLES.map((code, i) => [`example${i}.tsx`, code])))).toBe('');
}, 60_000);

test('an example with a prop that does not exist would be noticed', () => {
  const wrong = `import { LoginPage } from 'userdb/react';\nexport const Login = () => <LoginPage colour="red" />;\n`;
  expect(complaintsAbout({ 'wrong.tsx': wrong })).toContain('colour');
}, 60_000);

test('names the pages that the package exports', async () => {
  const screens = Object.keys(await import('../../client/index.ts')).filter((name) =>
    /^[A-Z].+(Page|Form|View)$/.test(name),
  );
  const missing = screens.filter((name) => !PAGE.includes(`\`${name}\``));
  expect(missing).toEqual([]);
});
