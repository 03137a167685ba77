// What each source file of the package imports, read from its text.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Import {
  /** The file that imports, from the root of the repository: server/http/router.ts */
  from: string;
  /** The file that is imported, from the root; or the name of a package: express, node:fs */
  to: string;
  isPackage: boolean;
  /** Nothing of it is left when the program runs. */
  typesOnly: boolean;
}

export function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file))
    .toSorted();
}

// `import x from`, `import type`, `export … from`, `import './x.ts'`; then `import('x')`.
const STATEMENT = /^(?:import|export)(\s+type)?\s*(?:([\w*{][^;'"]*?)\s*from\s*)?['"]([^'"]+)['"]/gm;
const CALL = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export function importsOf(file: string): Import[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const statements = [...source.matchAll(STATEMENT)].map(([, type, names, target = '']) =>
    toImport(file, target, Boolean(type) || isAllTypes(names)),
  );
  return [...statements, ...[...source.matchAll(CALL)].map(([, target = '']) => toImport(file, target, false))];
}

/** `{ type A, type B }` */
function isAllTypes(names: string | undefined): boolean {
  const listed = /^\{([^}]*)\}$/.exec(names?.trim() ?? '')?.[1];
  if (listed === undefined) return false;
  const each = listed.split(',').map((name) => name.trim());
  return each.filter(Boolean).every((name) => name.startsWith('type '));
}

function toImport(from: string, target: string, typesOnly: boolean): Import {
  if (target.startsWith('.')) return { from, to: normalize(join(dirname(from), target)), isPackage: false, typesOnly };
  const depth = target.startsWith('@') ? 2 : 1;
  const to = target.startsWith('node:') ? target : target.split('/').slice(0, depth).join('/');
  return { from, to, isPackage: true, typesOnly };
}

/** The room of a file: server/store/knex/users.ts is in server/store, server/userdb.ts in itself. */
export function roomOf(file: string): string {
  const [part = '', folder = '', ...rest] = file.split('/');
  return rest.length > 0 ? `${part}/${folder}` : file;
}
