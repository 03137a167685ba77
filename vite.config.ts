// Two builds of `client/`: the app that the server ships, and with `--mode lib` the library for other people's apps.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type InlineConfig, type Plugin } from 'vite';

const client = fileURLToPath(new URL('client/', import.meta.url));
const dist = fileURLToPath(new URL('dist/', import.meta.url));

/** Browsers with `light-dark()`: an older target would have it rewritten into something that ignores our themes. */
const CSS_TARGET = ['chrome123', 'firefox120', 'safari17.5'];

/** What a host brings along, or has chosen for itself. */
const HOST_S_OWN = ['react', 'react-dom', 'react-dom/client', 'react/jsx-runtime', 'react-router'];

/** What package.json exports, by the name of its file in `dist/client`. */
const ENTRIES = {
  index: `${client}index.ts`,
  client: `${client}client.ts`,
  admin: `${client}admin/index.ts`,
  router: `${client}router/index.ts`,
  stormpath: `${client}stormpath/index.ts`,
};
const REACT_ENTRIES = ['index', 'admin', 'router', 'stormpath'];

/** `messages/de` and the others, a file each. */
function languages(): Record<string, string> {
  const folders = ['messages', 'messages/admin'];
  const files = folders.flatMap((folder) =>
    readdirSync(`${client}${folder}`)
      .filter((name) => /^[a-z]{2}(-[A-Z]{2})?\.ts$/.test(name))
      .map((name) => `${folder}/${name.slice(0, -'.ts'.length)}`),
  );
  return Object.fromEntries(files.map((file) => [file, `${client}${file}.ts`]));
}

export function appConfig(): InlineConfig {
  return {
    configFile: false,
    root: client,
    base: '/',
    plugins: [react()],
    build: { outDir: `${dist}ui`, emptyOutDir: true, target: 'es2022', cssTarget: CSS_TARGET, assetsInlineLimit: 0 },
  };
}

export function libraryConfig(): InlineConfig {
  return {
    configFile: false,
    root: client,
    plugins: [react(), stylesheet()],
    publicDir: false,
    build: {
      outDir: `${dist}client`,
      emptyOutDir: true,
      target: 'es2022',
      // Left readable: the host's own build makes it small, and a stack trace names what broke.
      minify: false,
      lib: { entry: { ...ENTRIES, ...languages() }, formats: ['es'] },
      rolldownOptions: {
        external: HOST_S_OWN,
        output: {
          entryFileNames: '[name].js',
          // For server components: these need a browser. The HTTP client does not.
          banner: ({ name }) => (REACT_ENTRIES.includes(name) ? `'use client';` : ''),
        },
      },
    },
  };
}

/** Puts the stylesheet beside the library as it stands: it is written by hand and public, names and all. */
function stylesheet(): Plugin {
  return {
    name: 'userdb-stylesheet',
    generateBundle() {
      const source = readFileSync(`${client}css/userdb.css`, 'utf8');
      this.emitFile({ type: 'asset', fileName: 'userdb.css', source });
    },
  };
}

export default defineConfig(({ mode }) => {
  // The test runner reads this file too; its tests lie outside `client`.
  if (process.env.VITEST) return { plugins: [react()] };
  return mode === 'lib' ? libraryConfig() : appConfig();
});
