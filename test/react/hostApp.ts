// Apps of hosts around the screens, each built with the versions of React and react-router that it asks for.

import { join } from 'node:path';
import { type Alias, build, type Rolldown } from 'vite';
import type { BuiltApp } from '../client/builtApp.ts';

const CLIENT = join(import.meta.dirname, '../../client');

export interface Versions {
  react: 18 | 19;
  router?: 7 | 8;
}

/** @param file  of the host, from the root of the repository */
export async function hostApp(file: string, versions: Versions): Promise<BuiltApp> {
  // The test runner's own value would leave out React's development warnings and double effects.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'development';
  const result = await build({
    configFile: false,
    logLevel: 'error',
    mode: 'development',
    define: { 'process.env.NODE_ENV': '"development"' },
    resolve: { alias: [...ourEntries, ...versionsOf(versions)] },
    build: {
      write: false,
      minify: false,
      modulePreload: false,
      rolldownOptions: {
        input: { main: join(import.meta.dirname, '../..', file) },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  });
  process.env.NODE_ENV = before;
  const [output] = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const scripts = output?.output.filter((part) => part.type === 'chunk') ?? [];
  const page =
    '<!doctype html><html lang="en"><div id="root"></div><script type="module" src="/main.js"></script></html>';
  return new Map([
    ['/index.html', { type: 'text/html; charset=utf-8', content: page }],
    ['/favicon.ico', { type: 'image/x-icon', content: '' }],
    ...scripts.map(({ fileName, code }) => [`/${fileName}`, { type: 'text/javascript', content: code }] as const),
  ]);
}

/** The package by its names, from its sources. */
const ourEntries: Alias[] = [
  { find: /^userdb\/react$/, replacement: join(CLIENT, 'index.ts') },
  { find: /^userdb\/react\/(router|stormpath|admin)$/, replacement: join(CLIENT, '$1/index.ts') },
  { find: /^userdb\/client$/, replacement: join(CLIENT, 'client.ts') },
  { find: /^userdb\/userdb\.css$/, replacement: join(CLIENT, 'css/userdb.css') },
];

function versionsOf({ react, router }: Versions): Alias[] {
  const older = [...(react === 18 ? ['react', 'react-dom'] : []), ...(router === 7 ? ['react-router'] : [])];
  const number = { react: 18, 'react-dom': 18, 'react-router': 7 } as Record<string, number>;
  return older.map((name) => ({ find: new RegExp(`^${name}(/.*)?$`), replacement: `${name}-${number[name]}$1` }));
}
