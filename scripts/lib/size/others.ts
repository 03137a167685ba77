// What the packages of others weigh in the same build: installed into a folder outside of the checkout, and measured.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledSize, type Size } from './bundle.ts';

interface Other {
  name: string;
  /** What a sign-in page imports. */
  code: string;
  /** What it leaves to the host, and does not build without. */
  needs?: string[];
  /** What it is, where that is not all of a sign-in page. */
  note?: string;
}

const OTHERS: Other[] = [
  {
    name: '@clerk/react',
    code: `export { ClerkProvider, SignIn } from '@clerk/react';`,
    note: 'a loader: the page itself comes from the vendor at run time',
  },
  {
    name: '@better-auth-ui/react',
    code: `export { AuthProvider, useSignInEmail } from '@better-auth-ui/react';`,
    needs: ['@better-auth-ui/core', '@tanstack/react-query', 'better-auth'],
    note: 'hooks without markup, with the query library that they take',
  },
  { name: '@supabase/auth-ui-react', code: `export { Auth } from '@supabase/auth-ui-react';` },
  {
    name: 'supertokens-auth-react',
    code: `export { default, SuperTokensWrapper } from 'supertokens-auth-react';
      export { default as EmailPassword } from 'supertokens-auth-react/recipe/emailpassword';
      export { EmailPasswordPreBuiltUI } from 'supertokens-auth-react/recipe/emailpassword/prebuiltui';`,
    needs: ['supertokens-web-js'],
  },
  { name: '@teamhanko/hanko-elements', code: `export { register } from '@teamhanko/hanko-elements';` },
  { name: 'auth0-lock', code: `export { Auth0Lock } from 'auth0-lock';` },
  { name: 'react-stormpath', code: `export { LoginForm } from 'react-stormpath';` },
];

export interface Measured {
  name: string;
  version: string;
  /** Without React. Null: it could not be built. */
  size: Size | null;
  note: string;
}

/** @param say  hears of each package before it is installed */
export async function measureOthers(say: (line: string) => void): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const other of OTHERS) {
    const folder = mkdtempSync(join(tmpdir(), 'userdb-others-'));
    say(`installing ${other.name} into ${folder}`);
    try {
      measured.push(await measure(other, folder));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return measured;
}

async function measure({ name, code, needs = [], note = '' }: Other, folder: string): Promise<Measured> {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  // Nothing of it runs: neither its scripts here, nor its code in the bundler.
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', ['install', ...options, name, ...needs], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm could not install ${name}: ${stderr}`);
  const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  try {
    return { name, version, size: await bundledSize(folder, code), note };
  } catch (cause) {
    return { name, version, size: null, note: `not built: ${String(cause).split('\n')[0]}` };
  }
}
