import { describe, expect, test } from 'vitest';
import { openSheet } from '../../server/spreadsheets/index.ts';
import { temporaryFile } from '../support/temporaryFile.ts';
import { xlsx } from '../support/xlsx.ts';
import { zip } from '../support/zip.ts';
import { allOf, refusalOf, rowsOf } from './read.ts';

const cells = async (content: Buffer) => (await rowsOf(content)).map((row) => row.cells);
const sheet = (rows: string) =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
const withSheet = (xml: string) => xlsx([], { parts: { 'xl/worksheets/sheet2.xml': xml } });

describe('XLSX', () => {
  test.each([
    ['shared', false],
    ['in the cells themselves', true],
  ])('texts that are %s', async (_, inline) => {
    const rows = [
      ['Ann & <b>', 'José 😀'],
      ['c', 'd'],
    ];
    expect(await cells(xlsx(rows, { inline }))).toEqual(rows);
  });

  test('the first sheet of the book, whatever its file is called', async () => {
    expect(await cells(xlsx([['this one']]))).toEqual([['this one']]);
  });

  test('empty cells and rows that are left out keep their places', async () => {
    const xml = sheet(
      '<row r="2"><c r="B2" t="str"><v>b</v></c><c t="str"><v>c</v></c></row><row r="4"/><row r="7"><c r="AA7"><v>1</v></c></row><row><c><v>2</v></c></row>',
    );
    const rows = await rowsOf(withSheet(xml));
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 7, 8]);
    expect(rows[0]?.cells).toEqual(['', 'b', 'c']);
    // One that is there without a cell is a row, so that whoever counts rows hears of it.
    expect(rows[1]?.cells).toEqual([]);
    expect(rows[2]?.cells.findIndex((cell) => cell !== '')).toBe(26);
    expect(rows[3]?.cells).toEqual(['2']);
  });

  test('numbers, truths and dates as the texts that a person sees', async () => {
    const row = [12, 0.1, { date: 45_292 }, { date: 45_292.75 }, { date: 0.5 }, true, false];
    const texts = ['12', '0.1', '2024-01-01', '2024-01-01 18:00:00', '12:00:00', 'TRUE', 'FALSE'];
    expect(await cells(xlsx([row]))).toEqual([texts]);
    expect(await cells(withSheet(sheet('<row r="1"><c r="A1"><v>0.10000000000000001</v></c></row>')))).toEqual([
      ['0.1'],
    ]);
  });

  test('dates since 1904, where the book says so', async () => {
    const relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
    const book = `<workbook ${relation}><workbookPr date1904="1"/><sheets><sheet r:id="rId3"/></sheets></workbook>`;
    expect(await cells(xlsx([[{ date: 0 }, { date: 1 }]], { parts: { 'xl/workbook.xml': book } }))).toEqual([
      ['1904-01-01', '1904-01-02'],
    ]);
  });

  test('a formula is what it came to', async () => {
    const cell = { xml: '<c r="A1" t="str"><f>CONCATENATE("a","b")</f><v>ab</v></c>' };
    expect(await cells(xlsx([[cell]]))).toEqual([['ab']]);
  });

  test('texts in pieces are one; how a word is pronounced is no part of it', async () => {
    const shared = '<sst><si><r><t>Ann</t></r><r><t xml:space="preserve"> Lee</t></r><rPh><t>x</t></rPh></si></sst>';
    const parts = { 'xl/sharedStrings.xml': shared };
    expect(await cells(xlsx([[{ xml: '<c r="A1" t="s"><v>0</v></c>' }]], { parts }))).toEqual([['Ann Lee']]);
  });

  test('names of elements may have a prefix', async () => {
    const xml =
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    expect(await cells(withSheet(xml))).toEqual([['1']]);
  });

  test('a cell is cut where no spreadsheet has more', async () => {
    const [[cell = ''] = []] = await cells(xlsx([['x'.repeat(200_000)]], { inline: true }));
    expect(cell.length).toBe(32_767);
  });

  test('can be read again from the start, also when somebody stopped in the middle', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [`a${i}`, `b${i}`]);
    const read = await openSheet(await temporaryFile(xlsx(rows)), { name: '', type: '' });
    for await (const { line } of read.rows()) if (line === 3) break;
    const count = async () => (await allOf(read.rows())).length;
    expect([await count(), await count()]).toEqual([5000, 5000]);
  });

  test.each([
    ['a ZIP archive of something else', zip([{ name: 'a.txt', content: 'hello' }])],
    ['an archive that was cut', xlsx([['a']]).subarray(0, 600)],
    ['a sheet that is not there', xlsx([['a']], { parts: { 'xl/_rels/workbook.xml.rels': '<Relationships/>' } })],
    ['broken XML', withSheet('<worksheet><sheetData><row></worksheet>')],
    ['XML that ends early', withSheet('<worksheet><sheetData>')],
    [
      'XML that is not UTF-8',
      xlsx([], { parts: { 'xl/worksheets/sheet2.xml': Buffer.from('<worksheet>\xe9', 'latin1') } }),
    ],
  ])('refuses %s', async (_, content) => {
    expect(await refusalOf(content)).toMatch(/^IMPORT_UNREADABLE /);
  });
});
