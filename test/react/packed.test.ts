// The package as npm would publish it, in a fresh app: every entry resolves with its types, and brings no more than it says.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packUserdb } from '../examples/install.ts';
import { type FreshApp, freshApp } from './freshApp.ts';

interface Manifest {
  exports: Record<string, string | { types: string; default: string }>;
}

let tarball: string;
let app: FreshApp;
let manifest: Manifest;
beforeAll(() => {
  tarball = packUserdb();
  app = freshApp(tarball, 8);
  manifest = JSON.parse(readFileSync(join(app.userdb, 'package.json'), 'utf8')) as Manifest;
}, 60_000);
afterAll(() => app.remove());

/** Each name under which the package can be imported, with its files. `messages/*` is one for each language. */
function entries() {
  return Object.entries(manifest.exports).flatMap(([key, target]) => {
    if (typeof target === 'string' || target.default.endsWith('.json')) return [];
    const name = key.replace('.', 'userdb');
    if (!key.includes('*')) return [{ name, ...target }];
    const [before = '', after = ''] = target.default.split('*');
    const files = readdirSync(join(app.userdb, before), { recursive: true, encoding: 'utf8' });
    return files
      .filter((file) => file.endsWith(after))
      .map((file) => file.slice(0, -after.length))
      .map((file) => ({
        name: name.replace('*', file),
        types: target.types.replace('*', file),
        default: target.default.replace('*', file),
      }));
  });
}

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: app.userdb, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

test('every export is a file, and so are its types', () => {
  const files = Object.values(manifest.exports).flatMap((one) =>
    typeof one === 'string' ? [one] : [one.types, one.default],
  );
  const missing = files.filter((file) => !file.includes('*') && !existsSync(join(app.userdb, file)));
  expect(missing).toEqual([]);
  expect(entries().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['userdb', 'userdb/react', 'userdb/react/admin', 'userdb/client', 'userdb/messages/en']),
  );
});

describe('an entry imports what it says, and nothing else', () => {
  const react = ['react', 'react/jsx-runtime'];
  test.each([
    ['userdb/react', react],
    ['userdb/react/admin', react],
    ['userdb/react/stormpath', react],
    ['userdb/react/router', [...react, 'react-router']],
    ['userdb/client', []],
    ['userdb/messages/en', []],
  ])('%s', (name, allowed) => {
    const file = entries().find((entry) => entry.name === name)?.default ?? '';
    expect([...packagesIn(join(app.userdb, file))].toSorted()).toEqual(allowed.toSorted());
  });

  test.each(['react', 'react/admin', 'react/router', 'react/stormpath'])(
    'userdb/%s needs a browser, and says so',
    (name) => {
      const file = entries().find((entry) => entry.name === `userdb/${name}`)?.default ?? '';
      expect(readFileSync(join(app.userdb, file), 'utf8')).toMatch(/^['"]use client['"];/);
    },
  );

  test('none has code that a strict page refuses', () => {
    const folder = join(app.userdb, 'dist/client');
    const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    const refused = scripts.filter((file) =>
      /\beval\(|new Function|dangerouslySetInnerHTML/.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(refused).toEqual([]);
  });
});

test('nothing public is of any type', () => {
  const folder = join(app.userdb, 'dist/types/client');
  const lines = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d.ts'))
    .flatMap((file) => withoutWords(readFileSync(join(folder, file), 'utf8')).map((line) => `${file}: ${line.trim()}`));
  expect(lines.length).toBeGreaterThan(500);
  expect(lines.filter((line) => /\bany\b/.test(line))).toEqual([]);
});

/** The lines of a declaration, without comments and strings. */
function withoutWords(declarations: string): string[] {
  return declarations.replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'|"[^"\n]*"/g, '').split('\n');
}

describe('a strict host', () => {
  test.each([
    ['node16', { module: 'node16', moduleResolution: 'node16' }],
    ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
  ])('finds types for every entry by the rules of %s', { timeout: 120_000 }, (_rules, options) => {
    const uses = entries().map(({ name }, index) => `import * as entry${index} from '${name}';\nvoid entry${index};\n`);
    app.write('everything.ts', uses.join(''));
    app.write('page.tsx', PAGE);
    expect(app.tsc({ ...options, lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: ['node'] })).toBe('');
  });
});

describe.each([undefined, 7, 8] as const)('a fresh app with react-router %s', (router) => {
  test('is built by Vite, and type-checked', { timeout: 120_000 }, async () => {
    const fresh = freshApp(tarball, router);
    try {
      fresh.write('main.tsx', router ? WITH_ROUTER : WITHOUT);
      const options = { module: 'esnext', moduleResolution: 'bundler', lib: ['ES2023', 'DOM'] };
      expect(fresh.tsc(options)).toBe('');
      const scripts = await bundled(fresh);
      expect(scripts.some((code) => code.includes('That e-mail or password is not right'))).toBe(true);
      // What only some people need is a file of its own.
      expect(scripts.length).toBeGreaterThan(1);
    } finally {
      fresh.remove();
    }
  });
});

const PAGE = `
import { LoginPage, useUser, type User } from 'userdb/react';
interface Employee extends User { desk: string }
export function Page() {
  const { user } = useUser<Employee>();
  return <LoginPage redirectTo="/" labels={{ 'login.title': user?.desk ?? 'Come in' }} />;
}
`;

const WITHOUT = `
import { createRoot } from 'react-dom/client';
import { AuthRoutes, UserdbProvider } from 'userdb/react';
createRoot(document.body).render(
  <UserdbProvider brand={{ appName: 'Fresh' }}>
    <AuthRoutes base="/auth">Home</AuthRoutes>
  </UserdbProvider>,
);
`;

const WITH_ROUTER = `
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { authRoutes, requireUser } from 'userdb/react/router';
const router = createBrowserRouter([
  ...authRoutes({ base: '/auth', admin: true }),
  { path: '/', loader: requireUser({ base: '/auth', inGroup: 'doctor' }), element: <p>Home</p> },
]);
createRoot(document.body).render(<RouterProvider router={router} />);
`;

/** The packages that a file takes, itself or by other files of userdb. */
function packagesIn(file: string, seen = new Set<string>(), found = new Set<string>()): Set<string> {
  if (seen.has(file)) return found;
  seen.add(file);
  const source = readFileSync(file, 'utf8');
  const statements = source.matchAll(/^(?:import|export)\b[^\n]*["']([^"'\n]+)["'];$/gm);
  const lazily = source.matchAll(/\bimport\(["']([^"']+)["']\)/g);
  for (const [, target = ''] of [...statements, ...lazily]) {
    if (target.startsWith('.')) packagesIn(join(dirname(file), target), seen, found);
    else found.add(target);
  }
  return found;
}

async function bundled({ folder }: FreshApp): Promise<string[]> {
  const result = await build({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: { write: false, rolldownOptions: { input: join(folder, 'main.tsx') } },
  });
  const outputs = [result].flat().filter((one): one is Rolldown.RolldownOutput => 'output' in one);
  return outputs.flatMap(({ output }) => output).flatMap((part) => (part.type === 'chunk' ? [part.code] : []));
}
