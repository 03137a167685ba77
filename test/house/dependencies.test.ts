import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, ROOT, sourceFiles } from './imports.ts';

interface Package {
  dependencies: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

const {
  dependencies,
  peerDependencies = {},
  peerDependenciesMeta = {},
} = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Package;
const declared = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];

describe('docs/dependencies.md', () => {
  const explained = () =>
    [...readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8').matchAll(/^\| `([^`]+)` \|(.*)$/gm)].map(
      ([, name = '', reasons = '']) => ({ name, reasons: reasons.split('|').map((cell) => cell.trim()) }),
    );

  it('has a line for each package that comes with userdb, and for no other', () => {
    expect([...new Set(explained().map(({ name }) => name))].toSorted()).toEqual(declared.toSorted());
  });

  it('says of each what it is for', () => {
    for (const { name, reasons } of explained()) expect(reasons[0], name).toMatch(/\w{3}/);
  });
});

describe('package.json', () => {
  const imports = [...sourceFiles('server'), ...sourceFiles('client')]
    .flatMap(importsOf)
    .filter(({ to, isPackage }) => isPackage && !to.startsWith('node:'));
  /** The pages that the server ships are built before they are published: what they take is in them. */
  const bundled = ['client/main.tsx', 'client/routes.tsx'];
  /** Loaded by the name in a configuration, by another package. */
  const byName = ['better-sqlite3'];

  it('declares every package that the sources import', () => {
    const needed = imports.filter(({ from, typesOnly }) => !typesOnly && !bundled.includes(from)).map(({ to }) => to);
    expect([...new Set(needed)].filter((name) => !declared.includes(name))).toEqual([]);
  });

  it('declares no package that nothing imports', () => {
    const used = new Set(imports.map(({ to }) => to));
    const isIdle = (name: string) => !used.has(name.replace('@types/', '')) && !byName.includes(name);
    expect(Object.keys(dependencies).filter(isIdle)).toEqual([]);
  });

  it('brings along neither what an application has of its own nor what only some need', () => {
    for (const name of ['express', 'react', 'react-dom', 'react-router', 'redis', 'connect-redis']) {
      expect(Object.keys(dependencies), name).not.toContain(name);
    }
    for (const name of ['redis', 'connect-redis']) {
      expect(peerDependencies, name).toHaveProperty(name);
      expect(peerDependenciesMeta[name], name).toEqual({ optional: true });
    }
  });
});
