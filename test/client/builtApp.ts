// The app that the server ships, built into memory: as it is shipped, or with React's own warnings and double effects.

import { readFileSync, writeFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { build, type Rolldown } from 'vite';
import { appConfig } from '../../vite.config.ts';
import { shared } from '../setup/shared.ts';

export interface BuiltFile {
  type: string;
  content: string | Uint8Array;
}

/** By path: `/index.html`, `/assets/….js`. */
export type BuiltApp = Map<string, BuiltFile>;

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

export async function builtApp(mode: 'development' | 'production' = 'development'): Promise<BuiltApp> {
  const file = await shared(`app-${mode}`, async (path) => writeFileSync(path, serialize(await buildApp(mode))));
  return deserialize(readFileSync(file)) as BuiltApp;
}

async function buildApp(mode: string): Promise<BuiltApp> {
  const config = appConfig();
  // The test runner's own value would make the bundler take React's development JSX.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = mode;
  const result = await build({
    ...config,
    mode,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': JSON.stringify(mode) },
    build: { ...config.build, write: false, minify: mode === 'production' },
  });
  process.env.NODE_ENV = before;
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  const files = outputs.flatMap((one) => one.output);
  return new Map(
    files.map((file) => [
      `/${file.fileName}`,
      {
        type: TYPES[file.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        content: file.type === 'chunk' ? file.code : file.source,
      },
    ]),
  );
}
