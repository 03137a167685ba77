// Runs a file of bench/, by its name: npm run bench -- guessing
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail } from '../bootstrap/say.cjs';
import { root } from '../lib/root.ts';

const [name = ''] = process.argv.slice(2);
const file = join(root, 'bench', `${name}.ts`);
const known = readdirSync(join(root, 'bench')).map((entry) => entry.replace(/\.ts$/, ''));
if (!existsSync(file)) fail(`bench takes one of: ${known.join(', ')}`);
await import(pathToFileURL(file).href);
