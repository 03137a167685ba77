import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { isFresh, stamp, type Target } from '../../scripts/lib/build.ts';

const target: Target = { sources: ['server'], output: 'dist/server', tool: ['typescript', 'tsc'] };
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'userdb-build-'));
  write('package-lock.json', '{}');
  write('server/a.ts', 'export const a = 1;');
  write('server/deep/b.ts', 'export const b = 1;');
  mkdirSync(join(root, 'dist/server'), { recursive: true });
  stamp(root, target);
  return () => rmSync(root, { recursive: true });
});

it('is fresh after a build, whatever the files say of their time', () => {
  utimesSync(join(root, 'server/a.ts'), new Date(), new Date());

  expect(isFresh(root, target)).toBe(true);
});

it.each([
  ['a source that changed', () => write('server/deep/b.ts', 'export const b = 2;')],
  ['a new source', () => write('server/c.ts', '')],
  ['a source that went', () => rmSync(join(root, 'server/a.ts'))],
  ['other tools', () => write('package-lock.json', '{ }')],
  ['an output that went', () => rmSync(join(root, 'dist'), { recursive: true })],
])('is stale after %s', (_, change) => {
  change();

  expect(isFresh(root, target)).toBe(false);
});

it('is stale when it is made another way', () => {
  expect(isFresh(root, { ...target, tool: ['typescript', 'tsc', '-p', 'server'] })).toBe(false);
});

function write(file: string, content: string): void {
  mkdirSync(join(root, file, '..'), { recursive: true });
  writeFileSync(join(root, file), content);
}
