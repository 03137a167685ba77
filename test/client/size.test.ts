import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sizeOf } from './sizeOf.ts';

const KILO = 1000;

// The aim is 9 kB. A quarter of what there is are the words of all screens, which come as one flat object.
test('a person on a slow phone waits for 12 kB of script at most before signing in', async () => {
  const size = await sizeOf('LoginPage');
  console.info(`LoginPage: ${size} bytes`);
  expect(size).toBeLessThanOrEqual(12 * KILO);
});

test('a host that takes every screen takes 18 kB at most', async () => {
  const size = await sizeOf('AuthRoutes');
  console.info(`AuthRoutes: ${size} bytes`);
  expect(size).toBeLessThanOrEqual(18 * KILO);
});

test('the whole stylesheet is 6 kB at most', () => {
  const css = readFileSync(new URL('../../client/css/userdb.css', import.meta.url));
  const size = gzipSync(css, { level: 9 }).length;
  console.info(`userdb.css: ${size} bytes`);
  expect(size).toBeLessThanOrEqual(6 * KILO);
});
