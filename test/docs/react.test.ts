// Every example of docs/react.md compiles, as strictly as this package does.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../house/imports.ts';
import { complaintsAbout } from './compiled.ts';

const PAGE = readFileSync(join(ROOT, 'docs/react.md'), 'utf8');
const EXAMPLES = [...PAGE.matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code = '']) => code);

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
