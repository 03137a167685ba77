import { expect, test } from 'vitest';
import { lineDiff } from './lineDiff.ts';

const FROM = 'a\nb\nc\nd\ne\nf\ng\n';

test('shows what was taken away and what was added, with the lines around', () => {
  expect(lineDiff(FROM, 'a\nb\nc\nD\ne\nf\ng\n', 1)).toBe('@@\n c\n-d\n+D\n e\n@@');
});

test('shows nothing of what is the same', () => {
  expect(lineDiff(FROM, FROM)).toBe('@@');
});

test('shows additions at the end and removals at the start', () => {
  expect(lineDiff('a\nb\n', 'b\nc\n', 0)).toBe('-a\n@@\n+c');
});
