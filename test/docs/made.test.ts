// Pages that are made from the sources say what the sources say.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { madePages } from '../../scripts/docs/pages.ts';

const ROOT = join(import.meta.dirname, '../..');

test.each(Object.entries(madePages()))('%s is what "npm run docs" makes of the sources', (path, made) => {
  expect(readFileSync(join(ROOT, path), 'utf8')).toBe(made);
});

test('every key of defaults.yml has its row in docs/configuration.md', () => {
  const page = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
  for (const key of ['debug', 'session.secret', 'endpoints.register.form.fields.email', 'smtp.options.host']) {
    expect(page).toContain(`| \`${key}\` |`);
  }
});
