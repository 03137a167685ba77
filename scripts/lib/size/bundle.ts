// What a host's own build makes of an import: everything that it needs, minified, in bytes of gzip. Without React.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

/** @param folder  where the host is: its `node_modules` has what the code imports */
export async function bundledSize(folder: string, code: string): Promise<number> {
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
          external: [/^react($|\/)/, /^react-dom($|\/)/, /^react-router($|\/)/],
          // What the host exports is what it uses.
          preserveEntrySignatures: 'strict',
        },
      },
    }),
  );
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const chunks = outputs.flatMap(({ output }) => output).filter((file) => file.type === 'chunk');
  return gzipped(chunks.map((chunk) => chunk.code).join('\n'));
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
