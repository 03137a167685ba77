// Writes the pages of docs/ that are made from the sources.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { madePages } from '../docs/pages.ts';
import { root } from '../lib/root.ts';

for (const [path, text] of Object.entries(madePages())) writeFileSync(join(root, path), text);
