// A fresh app with userdb from a packed tarball, and only the packages that it has asked for.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const MODULES = join(ROOT, 'node_modules');

export interface FreshApp {
  folder: string;
  /** Where userdb has been unpacked to. */
  userdb: string;
  write(file: string, content: string): void;
  /** @returns what it printed; empty: nothing was wrong */
  tsc(options: Record<string, unknown>): string;
  remove(): void;
}

/** @param router  the version of react-router that it has; without one, it has none */
export function freshApp(tarball: string, router?: 7 | 8): FreshApp {
  const folder = mkdtempSync(join(tmpdir(), 'userdb-fresh-'));
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  for (const name of packagesOf(MODULES)) {
    if (/^(userdb|react-router(-7)?)$/.test(name)) continue;
    mkdirSync(join(modules, name, '..'), { recursive: true });
    symlinkSync(join(MODULES, name), join(modules, name));
  }
  if (router)
    symlinkSync(join(MODULES, router === 7 ? 'react-router-7' : 'react-router'), join(modules, 'react-router'));
  const userdb = join(modules, 'userdb');
  mkdirSync(userdb);
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', userdb]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'fresh', private: true, type: 'module' }));

  return {
    folder,
    userdb,
    write: (file, content) => writeFileSync(join(folder, file), content),
    tsc(options) {
      const compilerOptions = { strict: true, noEmit: true, jsx: 'react-jsx', types: [], target: 'ES2023', ...options };
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts', '*.tsx'] }));
      try {
        return execFileSync(process.execPath, [join(MODULES, 'typescript/bin/tsc'), '-p', folder], {
          cwd: folder,
          encoding: 'utf8',
        });
      } catch (error) {
        return (error as { stdout: string }).stdout;
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `react`, `@types/react`, … */
function packagesOf(modules: string): string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`) : name));
}
