// How much of the package a host's own build takes in, in bytes of gzip, when it imports some names. Without React.

import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const ENTRY = 'virtual:host';
const FRONT_DOOR = fileURLToPath(new URL('../../client/index.ts', import.meta.url));

export async function sizeOf(...names: string[]): Promise<number> {
  // The test runner's own value would make the bundler take React's development JSX.
  process.env.NODE_ENV = 'production';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [host(`export { ${names.join(', ')} } from ${JSON.stringify(FRONT_DOOR)};`)],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: ENTRY,
        external: [/^react/],
        preserveEntrySignatures: 'strict',
        // The package says the same of itself: nothing runs by being imported.
        treeshake: { moduleSideEffects: false },
      },
    },
  });
  process.env.NODE_ENV = 'test';
  const [output] = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const chunks = output?.output.filter((file) => file.type === 'chunk') ?? [];
  return gzipSync(chunks.map((chunk) => chunk.code).join('\n'), { level: 9 }).length;
}

function host(code: string) {
  return {
    name: 'host',
    resolveId: (id: string) => (id === ENTRY ? `\0${ENTRY}` : null),
    load: (id: string) => (id === `\0${ENTRY}` ? code : null),
  };
}
