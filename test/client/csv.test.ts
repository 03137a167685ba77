// A file that an administrator opens in a spreadsheet.

import { expect, test } from 'vitest';
import { toCsv } from '../../client/admin/csv.ts';

test('cells are apart whatever is in them', () => {
  expect(
    toCsv([
      ['a', 'b'],
      ['say "hi", Ann', 'two\nlines'],
    ]),
  ).toBe('"a","b"\r\n"say ""hi"", Ann","two\nlines"\r\n');
});

test.each(['=1+1', '+49 30', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠SUM(A1)'])(
  'no spreadsheet runs %j',
  (text) => {
    expect(toCsv([[text]])).toBe(`"'${text}"\r\n`);
  },
);
