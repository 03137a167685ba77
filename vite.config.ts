// Two builds of `client/`: the app that the server ships, and with `--mode lib` the library for other people's apps.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, defineConfig, type InlineConfig, type Plugin, type Rolldown } from 'vite';

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
    plugins: [react(), renderer(), precompressed()],
    build: {
      outDir: `${dist}ui`,
      emptyOutDir: true,
      target: 'es2022',
      cssTarget: CSS_TARGET,
      assetsInlineLimit: 0,
      // Every browser that we support preloads modules by itself.
      modulePreload: { polyfill: false },
      rolldownOptions: {
        // Compressing takes as long as it takes, and needs no advice in the terminal of who builds.
        checks: { pluginTimings: false },
        output: { codeSplitting: { groups: [REACT, SHARED] } },
      },
    },
  };
}

/** Changes with its versions only, and so stays in a browser's cache when ours changes. */
const REACT = { name: 'react', test: /node_modules|rolldown\/runtime/ };

/** What most pages take: one file in place of a dozen, since each costs a phone a way to the server and back. */
const SHARED = {
  name: 'shared',
  test: (id: string) => id.startsWith(client) && !/\/(main|routes)\.tsx$/.test(id),
  minShareCount: 8,
};

/** `render.mjs`, beside `index.html`: the same pages as text. The server imports it, so it has React and all in it. */
function rendererConfig(pageFiles: Record<string, string[]>, outDir: string): InlineConfig {
  // As the app itself is built: React in development says where the two differ.
  const mode = process.env.NODE_ENV ?? 'production';
  return {
    configFile: false,
    mode,
    root: client,
    logLevel: 'warn',
    plugins: [react()],
    define: { PAGE_FILES: JSON.stringify(pageFiles), 'process.env.NODE_ENV': JSON.stringify(mode) },
    ssr: { noExternal: true },
    build: {
      ssr: `${client}render.tsx`,
      outDir,
      emptyOutDir: false,
      target: 'node22',
      minify: true,
      rolldownOptions: { output: { entryFileNames: 'render.mjs', codeSplitting: false } },
    },
  };
}

/** After the app has been written: its renderer, which knows by what names the files of each page were written. */
function renderer(): Plugin {
  return {
    name: 'userdb-renderer',
    async writeBundle({ dir = '' }, bundle) {
      await build(rendererConfig(pageFiles(bundle), dir));
    },
  };
}

/** By page: the scripts that it needs besides the app's own, in the order in which they are imported. */
function pageFiles(bundle: Rolldown.OutputBundle): Record<string, string[]> {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const imports = new Map(chunks.map((chunk) => [chunk.fileName, chunk.imports]));
  const withImports = (file: string, found = new Set<string>()): Set<string> => {
    if (!found.has(file)) imports.get(found.add(file) && file)?.forEach((one) => void withImports(one, found));
    return found;
  };
  const own = chunks.filter((chunk) => chunk.isEntry).flatMap((chunk) => [...withImports(chunk.fileName)]);
  const pages = chunks.filter((chunk) => chunk.facadeModuleId?.startsWith(`${client}pages/`));
  return Object.fromEntries(
    pages.map((chunk) => [
      chunk.name,
      [...withImports(chunk.fileName)].filter((file) => !own.includes(file)).map((file) => `/${file}`),
    ]),
  );
}

/** Beside each file that a browser loads, the same compressed as well as can be, once and not at each request. */
function precompressed(): Plugin {
  return {
    name: 'userdb-precompressed',
    writeBundle({ dir = '' }, bundle) {
      for (const { fileName } of Object.values(bundle)) {
        if (!/\.(js|css|svg)$/.test(fileName)) continue;
        const content = readFileSync(`${dir}/${fileName}`);
        writeFileSync(`${dir}/${fileName}.br`, brotliCompressSync(content));
        writeFileSync(`${dir}/${fileName}.gz`, gzipSync(content, { level: 9 }));
      }
    },
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
          // File by file, so that a host's build can leave to later what is loaded later.
          entryFileNames: ({ isEntry }) => (isEntry ? '[name].js' : 'modules/[name].js'),
          preserveModules: true,
          preserveModulesRoot: client,
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
