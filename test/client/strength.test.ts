import { dictionary } from '@zxcvbn-ts/language-common';
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

test('what is guessed first is weak, also with what people put around it', () => {
  // The server refuses these, and its list begins with the commonest.
  const commonest = dictionary['passwords-common'].slice(0, 20);
  const capitalised = commonest.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  const decorated = capitalised.flatMap((word) => [word, `${word}1`, `${word}!`, `${word}99`]);
  expect([...commonest, ...decorated].filter((password) => strengthOf(password) > 1)).toEqual([]);
});

test.each(['P@ssw0rd2024!', 'Passw0rd!!', 'Welcome2024!', 'ILoveYou1!', 'adm1nistrat0r', 'Summer2024!', 'qwerty123!'])(
  'signs in place of letters, a year or a run make no more of %s',
  (password) => expect(strengthOf(password)).toBe(1),
);

test.each(['passwordpassword', 'q1w2e3r4t5', '1q2w3e4r5t', 'asdfasdfasdf', '12312312312'])(
  '%s is one guess',
  (password) => expect(strengthOf(password)).toBe(1),
);

test('a common word among others takes nothing from them', () => {
  expect(strengthOf('monkey harbour violin 41 lantern')).toBe(4);
  expect(strengthOf('Tq7!vR2$nK9z')).toBe(4);
});

test('a pasted book is looked through in no time', () => {
  const started = performance.now();
  for (const text of ['a1b2', '1', 'ab'].map((piece) => `${piece.repeat(10_000)}x`)) strengthOf(text);
  expect(performance.now() - started).toBeLessThan(2000);
});
