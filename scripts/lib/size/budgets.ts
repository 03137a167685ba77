// What the client may weigh, and how each of it is measured. Kilobytes are 1,000 bytes of gzip. What counts is what an
// import needs before anything of it shows; what is loaded later, when something calls for it, is told beside it.

import { gzipped, type Size } from './bundle.ts';
import type { Visit } from './firstVisit.ts';
import type { Library } from './library.ts';

export interface Budget {
  what: string;
  /** Bytes of gzip at once. */
  limit: number;
  measure(library: Library): Size | Promise<Size>;
}

const KILO = 1000;
const REACT = `export * from 'userdb/react';\n`;

/** The library in a host's own build, without React. */
export const LIBRARY_BUDGETS: Budget[] = [
  {
    what: `import { LoginPage } from 'userdb/react'`,
    limit: 9 * KILO,
    measure: ({ sizeOf }) => sizeOf(`export { LoginPage } from 'userdb/react';`),
  },
  {
    what: 'all screens (AuthRoutes): sign-in and forgotten passwords at once',
    limit: 18 * KILO,
    measure: ({ sizeOf }) => sizeOf(`export { AuthRoutes } from 'userdb/react';`),
  },
  {
    what: 'userdb/userdb.css',
    limit: 6 * KILO,
    measure: ({ stylesheet }) => ({ now: gzipped(stylesheet), later: 0 }),
  },
  {
    what: `AdminPage of userdb/react/admin, on top of userdb/react`,
    limit: 22 * KILO,
    measure: (library) => onTop(library, `export { AdminPage } from 'userdb/react/admin';`),
  },
  {
    what: 'userdb/react/stormpath, on top of userdb/react',
    limit: 3 * KILO,
    measure: (library) => onTop(library, `export * as stormpath from 'userdb/react/stormpath';`),
  },
  {
    what: 'the largest language, in a file of its own',
    limit: 4 * KILO,
    async measure(library) {
      const sizes: Size[] = [];
      for (const tag of library.languages) {
        sizes.push(await library.sizeOf(`export { default } from 'userdb/messages/${tag}';`));
      }
      return sizes.reduce((largest, size) => (size.now > largest.now ? size : largest));
    },
  },
];

async function onTop({ sizeOf }: Library, code: string): Promise<Size> {
  const [both, below] = [await sizeOf(REACT + code), await sizeOf(REACT)];
  return { now: both.now - below.now, later: both.later - below.later };
}

export interface VisitBudget {
  what: string;
  limit: number;
  measure(first: Visit, second: Visit): number;
}

/** The app that the server ships, React and router among it, over the wire. */
export const VISIT_BUDGETS: VisitBudget[] = [
  { what: 'standalone /login, first visit: page and scripts', limit: 100 * KILO, measure: (first) => first.js },
  { what: 'standalone /login, first visit: style', limit: 6 * KILO, measure: (first) => first.css },
  {
    what: 'standalone, second screen (/forgot): page, scripts, style',
    limit: 5 * KILO,
    measure: (_first, second) => second.js + second.css,
  },
];
