// The examples of the README that are no files of examples/, and its Express app as TypeScript, compile as they stand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../house/imports.ts';
import { complaintsAbout } from './compiled.ts';

const PAGE = readFileSync(join(ROOT, 'README.md'), 'utf8');
const [, EXPRESS = ''] = /```js\n([\s\S]*?)```/.exec(PAGE) ?? [];
const REACT = [...PAGE.matchAll(/```tsx\n([\s\S]*?)```/g)].map(([, code = '']) => code);

test('both React apps are whole: nothing that a person would have to write first', () => {
  expect(REACT).toHaveLength(2);
  expect(REACT.join('')).not.toMatch(/from '\.\.?\//);
  expect(complaintsAbout(Object.fromEntries(REACT.map((code, i) => [`app${i}.tsx`, code])))).toBe('');
}, 60_000);

test('the Express app is TypeScript too', () => {
  expect(EXPRESS).toContain('req.user?.');
  const wrong = EXPRESS.replace('req.user?.', 'req.user.');
  const complaints = complaintsAbout({ 'server.ts': EXPRESS, 'wrong.ts': wrong }).trim().split('\n');
  expect(complaints).toEqual([expect.stringMatching(/wrong\.ts.*possibly 'undefined'/)]);
}, 60_000);
