// docs/contract.md has every row of the contract: a test for it, or the reason why there is none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { testTitles } from '../../scripts/docs/testTitles.ts';
import { NOT_SHOWN } from '../contract/notShown.ts';
import { NOT_SHOWN as FAULTS_NOT_SHOWN } from '../faults/notShown.ts';
import { JSON_TESTS, OTHER_TESTS } from '../tck/names.ts';
import { NOT_RUN } from '../tck/notRun.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/contract.md'), 'utf8');
const [SHOWN = '', NOT = ''] = PAGE.split('## What no test shows, and why');
const TITLES = testTitles(ROOT);

const upTo = <Name>(last: number, name: (number: number) => Name) =>
  Array.from({ length: last }, (_, i) => name(i + 1));
const sections = (chapter: number, last: number) => upTo(last, (number) => `${chapter}.${number}`);

const D_ROWS = upTo(60, (number) => `D${number}`);
const FAULTS = upTo(66, (number) => `fault ${number}`);
const SECTIONS = [...sections(1, 12), ...sections(2, 13), ...sections(5, 5)];

const hasRow = (page: string, number: string) => page.includes(`\n| ${number} |`);

describe.each([
  ['section', SECTIONS, Object.keys(NOT_SHOWN)],
  ['row', D_ROWS, Object.keys(NOT_SHOWN)],
  ['fault of userdb 1', FAULTS, Object.keys(FAULTS_NOT_SHOWN).map((number) => `fault ${number}`)],
])('every %s', (_, numbers, excused) => {
  test('has a test, or the reason why there is none', () => {
    const without = numbers.filter((number) => !hasRow(SHOWN, number) && !excused.includes(number));
    expect(without).toEqual([]);
  });

  test('that has a reason has no test, and its reason is on the page', () => {
    const reasons = numbers.filter((number) => excused.includes(number));
    expect(reasons.filter((number) => hasRow(SHOWN, number) || !hasRow(NOT, number))).toEqual([]);
  });
});

test('every row D1 to D60 has a test that is called by it', () => {
  const missing = D_ROWS.filter((row) => !TITLES.some(({ title }) => title.startsWith(`4 ${row}: `)));
  expect(missing).toEqual(Object.keys(NOT_SHOWN).filter((what) => /^D\d/.test(what)));
});

test('the faults 1 to 66 are exactly those with a test and those with a reason', () => {
  const tested = TITLES.map(({ title }) => /^fault (\d+): /.exec(title)?.[1]).filter((number) => number !== undefined);
  const numbers = [...new Set([...tested, ...Object.keys(FAULTS_NOT_SHOWN)].map(Number))];
  expect(numbers.sort((a, b) => a - b)).toEqual(upTo(66, (number) => number));
});

describe("Stormpath's test kit", () => {
  // A name comes first; what else is in a title is a note.
  const run = TITLES.filter(({ file }) => file.startsWith('test/tck/')).map(({ title }) => title.split(' ')[0] ?? '');

  test('has 116 tests', () => {
    expect(new Set([...JSON_TESTS, ...OTHER_TESTS]).size).toBe(116);
  });

  test('every JSON and OAuth test of it is run under its name', () => {
    expect(JSON_TESTS.filter((name) => !run.includes(name))).toEqual([]);
  });

  test('every other one is run too, or has its reason on the page', () => {
    expect(OTHER_TESTS.filter((name) => run.includes(name) === name in NOT_RUN)).toEqual([]);
    expect(Object.keys(NOT_RUN).filter((name) => !hasRow(NOT, `TCK ${name}`))).toEqual([]);
  });

  test('none is run under a name that it does not have', () => {
    expect(run.filter((name) => ![...JSON_TESTS, ...OTHER_TESTS].includes(name))).toEqual([]);
  });
});
