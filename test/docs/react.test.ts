// Every example of docs/react.md compiles, as strictly as this package does.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DEFAULT_ROUTES } from '../../client/context.tsx';
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

test('names every path of the provider, and every event', () => {
  const tableAfter = (words: string) => /\n\n(\|[\s\S]*?)\n\n/.exec(PAGE.slice(PAGE.indexOf(words)))?.[1] ?? '';
  const routes = tableAfter('`routes` says where the pages are.');
  expect(Object.keys(DEFAULT_ROUTES).filter((name) => !routes.includes(`\`${name}\``))).toEqual([]);
  const told = [...tableAfter('<LoginPage onSuccess={').matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
  const source = readFileSync(join(ROOT, 'client/context.tsx'), 'utf8');
  const [, union = ''] = /export type EventType =([^;]*);/.exec(source) ?? [];
  const types = [...union.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  expect(types.length).toBeGreaterThan(5);
  expect(told.filter((name) => name !== 'type').toSorted()).toEqual(types.toSorted());
});
