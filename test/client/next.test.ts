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
  '/\\/evil.example',
  '///evil.example',
  '/\u0000/evil.example',
  'JavaScript:alert(1)',
  'java\tscript:alert(1)',
  '%2F%2Fevil.example',
  '//evil.example@here/',
])('nobody is taken to %j', (next) => expect(safeNext(next)).toBeNull());

test.each(['javascript:alert(1)', '//evil.example', '/\\evil.example', '/\t/evil.example'])(
  'nor by an address that has %j encoded in it',
  (next) => {
    const read = (query: string) => safeNext(new URLSearchParams(query).get('next'));
    expect(read(`next=${encodeURIComponent(next)}`)).toBeNull();
    // Read once only: what was encoded twice is a strange path of this site, and no other site.
    const twice = read(`next=${encodeURIComponent(encodeURIComponent(`/${next}`))}`);
    expect(twice).toBeNull();
    const inside = read(`next=/${encodeURIComponent(encodeURIComponent(next))}`);
    expect(new URL(inside ?? '', 'https://here.example').host).toBe('here.example');
  },
);

test('the way on is carried to the next screen', () => {
  expect(withNext('/expired', '/a?b=c')).toBe('/expired?next=%2Fa%3Fb%3Dc');
  expect(withNext('/login?status=reset', '/a')).toBe('/login?status=reset&next=%2Fa');
  expect(withNext('/login', null)).toBe('/login');
});
