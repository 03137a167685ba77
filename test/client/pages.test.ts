// Which page of the shipped app stands at a path: as the server and the router compare paths.

import { expect, test } from 'vitest';
import { DEFAULT_ENDPOINTS } from '../../client/endpoints.ts';
import { pageAt, routesFor } from '../../client/pages.ts';

const routes = routesFor(DEFAULT_ENDPOINTS);

test.each([
  ['/', 'home'],
  ['/login', 'login'],
  ['/login/', 'login'],
  ['/LOGIN', 'login'],
  ['/account/', 'account'],
  ['/admin', 'admin'],
  ['/Admin/users', 'admin'],
  ['/administrator', 'missing'],
  ['/login/more', 'missing'],
])('%s is %s', (path, name) => {
  expect(pageAt(path, routes)).toBe(name);
});
