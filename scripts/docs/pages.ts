// The pages of docs/ that are made from the sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { configurationPage } from './configuration.ts';
import { errorsPage } from './errors.ts';

/** Path of each page, and what it has to say now. */
export function madePages(): Record<string, string> {
  return {
    'docs/configuration.md': configurationPage(readFileSync(join(root, 'defaults.yml'), 'utf8')),
    'docs/errors.md': errorsPage(),
  };
}
