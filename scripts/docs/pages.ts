// The pages of docs/ that are made from the sources.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/root.ts';
import { adminPage } from './admin.ts';
import { apiPage } from './api.ts';
import { cliPage } from './cli.ts';
import { configurationPage } from './configuration.ts';
import { contractPage } from './contract.ts';
import { errorsPage } from './errors.ts';
import { reactPage } from './react.ts';

/** Path of each page, and what it has to say now. */
export function madePages(): Record<string, string> {
  return {
    'docs/admin.md': adminPage(),
    'docs/api.md': apiPage(),
    'docs/cli.md': cliPage(),
    'docs/configuration.md': configurationPage(readFileSync(join(root, 'defaults.yml'), 'utf8')),
    'docs/errors.md': errorsPage(),
    'docs/contract.md': contractPage(),
    'docs/react.md': reactPage(),
  };
}
