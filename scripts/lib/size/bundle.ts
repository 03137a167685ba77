// What a host's own build makes of an import, minified, in bytes of gzip: what it needs at once, and what it loads when
// it is needed. Without React and without the bundler's own loader of files.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** Bytes of gzip. */
export interface Size {
  /** What the import needs before anything of it shows. */
  now: number;
  /** The files that are loaded once something calls for them. */
  later: number;
}

/** @param folder  where the host is: its `node_modules` has what the code imports */
export async function bundledSize(folder: string, code: string): Promise<Size> {
  const entry = join(folder, 'host.js');
  writeFileSync(entry, code);
  const result = await inProduction(() =>
    build({
      configFile: false,
      root: folder,
      mode: 'production',
      logLevel: 'silent',
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        minify: true,
        modulePreload: false,
        rolldownOptions: {
          input: entry,
          // The bundler's own loader of files is the host's, once for all of its pages.
          external: [/vite\/preload-helper/, /^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/],
          // What the host exports is what it uses. As in a host's own entry, what is loaded later may take from it.
          preserveEntrySignatures: 'allow-extension',
        },
      },
    }),
  );
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  const sooner = withImports(
    chunks.filter((chunk) => chunk.isEntry),
    chunks,
  );
  const later = chunks.filter((chunk) => !sooner.has(chunk));
  return {
    now: gzipped([...sooner].map((chunk) => chunk.code).join('\n')),
    later: later.reduce((sum, chunk) => sum + gzipped(chunk.code), 0),
  };
}

function withImports(some: Rolldown.OutputChunk[], all: Rolldown.OutputChunk[]): Set<Rolldown.OutputChunk> {
  const found = new Set(some);
  // A set that grows while it is walked through is walked through to its new end.
  for (const { imports } of found) {
    for (const chunk of all) if (imports.includes(chunk.fileName)) found.add(chunk);
  }
  return found;
}

export function gzipped(content: string | Buffer): number {
  return gzipSync(content, { level: 9 }).length;
}

/** Under another value, such as the test runner's, the bundler would take React's development JSX. */
export async function inProduction<T>(work: () => Promise<T>): Promise<T> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    return await work();
  } finally {
    process.env.NODE_ENV = before ?? 'development';
  }
}
