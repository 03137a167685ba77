// The app that the server ships is made of what the package exports: whoever wants another one can make it, too.
import { describe, expect, it } from 'vitest';
import { importsOf, sourceFiles } from './imports.ts';

/** The app's own files, which the package does not export. */
const OWN = [
  /^client\/(main|render|routes|pages|Screen|told)\.tsx?$/,
  /^client\/pages\//,
  // Its words: among the keys of every language, and in no screen of the package.
  /^client\/messages\/en\/home\.ts$/,
];
const isOwn = (file: string) => OWN.some((pattern) => pattern.test(file));

const EXPORTS = ['client/index.ts', 'client/admin/index.ts', 'client/router/index.ts', 'client/css/userdb.css'];
const PACKAGES = ['react', 'react-dom', 'react-router'];
/** Words that it shares with pages of the package; another app has its own. */
const SHARED_WORDS = ['links', 'crash', 'waiting'].map((name) => `client/messages/en/${name}.ts`);
/** What makes the words of the app the same kind of thing as those of the package. */
const TYPES = ['client/messages/types.ts'];

describe('the shipped app', () => {
  const files = sourceFiles('client').filter(isOwn);
  const imports = files.flatMap(importsOf);

  it('is looked at here', () => {
    expect(files).toContain('client/routes.tsx');
    expect(files.length).toBeGreaterThan(12);
  });

  it('takes from the package what the package exports, and nothing else', () => {
    const allowed = [...EXPORTS, ...PACKAGES, ...SHARED_WORDS, 'client/css/app.css'];
    const taken = imports.filter(
      ({ to, typesOnly }) => !allowed.includes(to) && !isOwn(to) && !(typesOnly && TYPES.includes(to)),
    );
    expect(taken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('is nothing that the package takes from', () => {
    const words = 'client/messages/en/home.ts';
    const takers = sourceFiles('client')
      .filter((file) => !isOwn(file))
      .flatMap(importsOf)
      .filter(({ to }) => isOwn(to) && to !== words);
    expect(takers.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});
