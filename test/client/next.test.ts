import { expect, test } from 'vitest';
import { safeNext, withNext } from '../../client/next.ts';

test.each(['/', '/reports', '/reports?year=2026&all', '/a//b', '/login?next=%2Freports', '/#part'])(
  'a person is taken on to %s',
  (next) => expect(safeNext(next)).toBe(next),
);

test.each([
  null,
  undefined,
  '',
  'reports',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\\\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  ' //evil.example',
])('nobody is taken to %j', (next) => expect(safeNext(next)).toBeNull());

test('the way on is carried to the next screen', () => {
  expect(withNext('/expired', '/a?b=c')).toBe('/expired?next=%2Fa%3Fb%3Dc');
  expect(withNext('/login?status=reset', '/a')).toBe('/login?status=reset&next=%2Fa');
  expect(withNext('/login', null)).toBe('/login');
});
