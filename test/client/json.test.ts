// What an administrator is told of JSON that is none.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonFault } from '../../client/admin/json.ts';

test.each([
  ['{"a": 1,}', 1, 9],
  ['{"a": 1 "b": 2}', 1, 9],
  ['{\n  "a": 1,\n  b: 2\n}', 3, 3],
  ['{\n  "a": [1, 2\n}', 3, 1],
  ['{"a": 01}', 1, 8],
  ['{"a": "two\nlines"}', 1, 7],
  ['{"a": 1} more', 1, 10],
  ["{'a': 1}", 1, 2],
  ['', 1, 1],
  ['{"a": tru}', 1, 7],
  ['{"a": "\\x"}', 1, 7],
])('%j stops being JSON in line %i, column %i', (text, line, column) => {
  expect(jsonFault(text)).toEqual({ line, column });
});

test('all that is JSON is taken, however it is laid out', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
      expect(jsonFault(JSON.stringify(JSON.parse(json), null, indent))).toBeNull();
    }),
  );
});

test('whatever a browser refuses is refused, and nothing else', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '1',
    '-',
    '.5',
    '1e3',
    'null',
    ' ',
    '\n',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const text = pieces.join('');
      expect(jsonFault(text) === null).toBe(isJson(text));
    }),
    { numRuns: 3000 },
  );
});

function isJson(text: string) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
