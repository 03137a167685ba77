// The package as a host has it, in a folder of its own: built as it is published, to be imported by its name.

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { libraryConfig } from '../../../vite.config.ts';
import { root } from '../root.ts';
import { bundledSize, inProduction, type Size } from './bundle.ts';

export interface Library {
  /** What a host's own build makes of some code that imports the package. Without React. */
  sizeOf(code: string): Promise<Size>;
  /** The languages that there are, but for English. */
  languages: string[];
  /** Bytes of gzip. */
  stylesheet: Buffer;
  remove(): void;
}

export async function buildLibrary(): Promise<Library> {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-size-'));
  const installed = join(folder, 'node_modules/userdb');
  mkdirSync(installed, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(installed, 'package.json'));

  const dist = join(installed, 'dist/client');
  const config = libraryConfig();
  await inProduction(() =>
    build({ ...config, mode: 'lib', logLevel: 'error', build: { ...config.build, outDir: dist } }),
  );
  const languages = readdirSync(join(dist, 'messages'))
    .filter((name) => /^[a-z]{2}(-[A-Z]{2})?\.js$/.test(name) && name !== 'en.js')
    .map((name) => name.slice(0, -'.js'.length));

  return {
    sizeOf: (code) => bundledSize(folder, code),
    languages,
    stylesheet: readFileSync(join(dist, 'userdb.css')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
