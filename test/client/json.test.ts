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
  expect(jsonFault(text)).toEqual({ is: 'Fault', line, column });
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
      const fault = jsonFault(text);
      // What a browser would take, and change.
      fc.pre(fault === null || fault.is === 'Fault');
      expect(fault === null).toBe(isJson(text));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['{"id": 12345678901234567890}', 'Number', 1, 8],
  ['[9007199254740992, 9007199254740993]', 'Number', 1, 20],
  ['{"a": 1e999}', 'Number', 1, 7],
  ['{"a": -1e-999}', 'Number', 1, 7],
  ['{"a": 0.12345678901234567890}', 'Number', 1, 7],
  ['{"a": 1,\n "a": 2}', 'Twice', 2, 2],
  ['{"a": {"b": 1, "\\u0062": 2}}', 'Twice', 1, 16],
])('%j would not be kept: %s in line %i, column %i', (text, is, line, column) => {
  expect(jsonFault(text)).toEqual({ is, line, column });
});

test.each([
  '[0, -0, 0.0, 0e9, 1.50, 1E3, 1e+2, 100000000000000000000, 5e-324, 1.7976931348623157e308]',
  '{"a": {"a": 1}, "b": [{"a": 1}, {"a": 1}], "__proto__": 1}',
  '9007199254740991',
])('%s is kept', (text) => {
  expect(jsonFault(text)).toBeNull();
});

test('a whole number is taken if, and only if, the same digits come back', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (number) => {
      const text = String(number);
      expect(jsonFault(text) === null).toBe(JSON.stringify(JSON.parse(text)) === text);
    }),
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
