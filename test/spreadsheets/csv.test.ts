import { describe, expect, test } from 'vitest';
import { openSheet } from '../../server/spreadsheets/index.ts';
import { temporaryFile } from '../support/temporaryFile.ts';
import { allOf, refusalOf, rowsOf } from './read.ts';

const cells = async (content: string | Buffer) => (await rowsOf(content)).map((row) => row.cells);

describe('CSV', () => {
  test.each([
    ['commas', 'a,b,c;d\n', ['a', 'b', 'c;d']],
    ['semicolons', 'a;b;c,d\n', ['a', 'b', 'c,d']],
    ['tabs', 'a\tb\tc,d\n', ['a', 'b', 'c,d']],
    ['nothing', 'a b\n', ['a b']],
  ])('%s between the cells, as the first row has them', async (_, content, row) => {
    expect(await cells(content)).toEqual([row]);
  });

  test('what is inside of quotes does not decide what is between them', async () => {
    expect(await cells('"a;b;c;d",e\nf,g\n')).toEqual([
      ['a;b;c;d', 'e'],
      ['f', 'g'],
    ]);
  });

  test.each([
    ['Unix', '\n'],
    ['Windows', '\r\n'],
    ['old Macintosh', '\r'],
  ])('line ends of %s, and none at the end', async (_, end) => {
    expect(await cells(['a,b', 'c,d'].join(end))).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('quotes: doubled, around separators, around line ends', async () => {
    expect(await cells('"a ""b""","c,d","e\nf"\n')).toEqual([['a "b"', 'c,d', 'e\nf']]);
  });

  test('a row may be shorter or longer than the others', async () => {
    expect(await cells('a,b,c\nd\ne,f,g,h\n')).toEqual([['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h']]);
  });

  test('the mark that Excel puts before UTF-8 is no part of the first cell', async () => {
    expect(await cells('\ufeffJosé,é\n')).toEqual([['José', 'é']]);
  });

  test('lines are counted as an editor counts them, over quoted line ends and empty lines', async () => {
    const content = 'head,x\r\n\r\n"two\r\nlines",x\r\n"three\n\nlines",x\r\nlast,x';
    const lines = (await rowsOf(content)).map(({ line, cells: [first] }) => [line, first]);
    expect(lines).toEqual([
      [1, 'head'],
      [2, ''],
      [3, 'two\r\nlines'],
      [5, 'three\n\nlines'],
      [8, 'last'],
    ]);
  });

  test('can be read again from the start, also when somebody stopped in the middle', async () => {
    const sheet = await openSheet(await temporaryFile('a\nb\nc\n'.repeat(50_000)), { name: '', type: '' });
    for await (const { line } of sheet.rows()) if (line === 3) break;
    const read = async () => (await allOf(sheet.rows())).length;
    expect([await read(), await read()]).toEqual([150_000, 150_000]);
  });

  test.each([
    ['ISO-8859-1', Buffer.from('Jos\xe9,Lee\n', 'latin1'), /UTF-8/],
    ['UTF-8 that ends in the middle of a letter', Buffer.from('José').subarray(0, 4), /UTF-8/],
    ['UTF-16 of little endian', Buffer.from('\ufeffa,b\n', 'utf16le'), /UTF-16/],
    ['UTF-16 of big endian', Buffer.from('\ufeffa,b\n', 'utf16le').swap16(), /UTF-16/],
    ['an .xls file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /\.xls file/],
    ['a quote that is never closed', 'a,b\nc,"d\ne,f\n', /opened in line 2/],
    ['a quote in the middle of a cell', 'a,b\nc,d"e"\n', /line 2 has a quote/],
    ['something after a quoted cell', 'a,b\n"c"d,e\n', /line 2 has a quote/],
    ['a row of more than a megabyte', `a,b\n${'x'.repeat(1_100_000)}\n`, /line 2 does not end/],
  ])('refuses %s, and says how to mend it', async (_, content, reason) => {
    const refusal = await refusalOf(content);
    expect(refusal).toMatch(/^IMPORT_UNREADABLE /);
    expect(refusal).toMatch(reason);
  });
});
