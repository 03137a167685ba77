// What the client weighs, in a host's own build and over the wire. `npm run size` prints all of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIBRARY_BUDGETS, VISIT_BUDGETS } from '../../scripts/lib/size/budgets.ts';
import { type Visit, visitor } from '../../scripts/lib/size/firstVisit.ts';
import { buildLibrary, type Library } from '../../scripts/lib/size/library.ts';
import { realServers } from './realServer.ts';

const start = realServers();

describe('the library in a build without React', () => {
  let library: Library;

  beforeAll(async () => {
    library = await buildLibrary();
  }, 60_000);
  afterAll(() => library.remove());

  test.each(LIBRARY_BUDGETS)(
    '$what: $limit bytes at most',
    async ({ limit, measure }) => {
      const { now } = await measure(library);
      expect(now).toBeGreaterThan(0);
      expect(now).toBeLessThanOrEqual(limit);
    },
    60_000,
  );
});

describe('the shipped app over the wire', () => {
  let first: Visit;
  let second: Visit;

  test('answers with the page and what it names', async () => {
    const { url } = await start();
    const visit = visitor(url);
    [first, second] = [await visit('/login'), await visit('/forgot')];
    expect(first.js).toBeGreaterThan(50_000);
  });

  test.each(VISIT_BUDGETS)('$what: $limit bytes at most', ({ limit, measure }) => {
    expect(measure(first, second)).toBeLessThanOrEqual(limit);
  });
});
