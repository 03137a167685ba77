// Pages that are made from the sources say what the sources say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madePages } from '../../scripts/docs/pages.ts';

const ROOT = join(import.meta.dirname, '../..');

test.each(Object.entries(madePages()))('%s is what "npm run docs" makes of the sources', (path, made) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(made);
});
