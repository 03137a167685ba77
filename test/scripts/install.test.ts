import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { isInstalled } from '../../scripts/bootstrap/install.cjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'userdb-install-'));
  mkdirSync(join(root, 'node_modules'));
  lock('package-lock.json', { '': '2.0.0', 'node_modules/knex': '3.3.0', 'node_modules/zod': '4.6.7' });
  return () => rmSync(root, { recursive: true });
});

it('is content with the versions of the lock file, and with more than those', () => {
  lock('node_modules/.package-lock.json', {
    'node_modules/knex': '3.3.0',
    'node_modules/zod': '4.6.7',
    'node_modules/tried-out': '1.0.0',
  });

  expect(isInstalled(root)).toBe(true);
});

it('sees that nothing is installed, or that an install broke off', () => {
  expect(isInstalled(root)).toBe(false);
});

it('sees a package that is missing', () => {
  lock('node_modules/.package-lock.json', { 'node_modules/knex': '3.3.0' });

  expect(isInstalled(root)).toBe(false);
});

it('sees another version', () => {
  lock('node_modules/.package-lock.json', { 'node_modules/knex': '3.3.0', 'node_modules/zod': '4.6.6' });

  expect(isInstalled(root)).toBe(false);
});

it('does not miss what is for other platforms', () => {
  const packages = { 'node_modules/other': { version: '1.0.0', optional: true, os: ['aix'] } };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  lock('node_modules/.package-lock.json', {});

  expect(isInstalled(root)).toBe(true);
});

function lock(file: string, versions: Record<string, string>): void {
  const packages = Object.fromEntries(Object.entries(versions).map(([place, version]) => [place, { version }]));
  writeFileSync(join(root, file), JSON.stringify({ packages }));
}
