import { expect, test } from 'vitest';
import { strengthOf } from '../../client/hooks/strength.ts';

test('a longer and more varied password looks stronger', () => {
  const rising = ['', 'abc12345', 'horse bat', 'horse Bat 77 x', 'correct Horse Battery 7!'].map((one) =>
    strengthOf(one),
  );
  expect(rising).toEqual([...rising].sort());
  expect(rising.at(0)).toBe(0);
  expect(rising.at(1)).toBe(1);
  expect(rising.at(-1)).toBe(4);
});

test('repeats and runs do not make a password strong', () => {
  expect(strengthOf('aaaaaaaaaaaaaaaa')).toBe(1);
  expect(strengthOf('abcdefgh')).toBe(1);
});

test("one's own address is weak, however long", () => {
  expect(strengthOf('ada.archer.of.acme@example.com', { email: 'ada.archer.of.acme@example.com' })).toBe(1);
});
