// Makes XLSX files as spreadsheet programs write them.
import { type ZipEntry, zip } from './zip.ts';

/** A cell: a text, a number, a date (a number with style 1), a truth, or the XML of something odd. */
export type Cell = string | number | boolean | { date: number } | { xml: string };

interface Made {
  /** Texts in the cells themselves, as programs write them that stream; shared ones unless given. */
  inline?: boolean;
  /** The row that a table begins with; 1 unless given. */
  firstRow?: number;
  /** Replaces or adds parts. */
  parts?: Record<string, string | Buffer>;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export function xlsx(rows: readonly (readonly Cell[])[], { inline = false, firstRow = 1, parts = {} }: Made = {}) {
  const shared: string[] = [];
  const cellXml = (cell: Cell, place: string): string => {
    if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
    if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if (typeof cell === 'object' && 'date' in cell) return `<c r="${place}" s="1"><v>${cell.date}</v></c>`;
    if (typeof cell === 'object') return cell.xml;
    if (cell === '') return '';
    if (inline) return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    shared.push(cell);
    return `<c r="${place}" t="s"><v>${shared.length - 1}</v></c>`;
  };
  const body = rows
    .map((cells, i) => {
      const xml = cells.map((cell, column) => cellXml(cell, `${columnName(column)}${firstRow + i}`)).join('');
      return `<row r="${firstRow + i}">${xml}</row>`;
    })
    .join('');

  const made: Record<string, string | Buffer> = {
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${XML}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Users" sheetId="7" r:id="rId3"/><sheet name="Other" sheetId="1" r:id="rId4"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId4" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId3" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet ${MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${XML}<sst ${MAIN}>${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet ${MAIN}><sheetData><row r="1"><c r="A1" t="str"><v>not this sheet</v></c></row></sheetData></worksheet>`,
    'xl/worksheets/sheet2.xml': `${XML}<worksheet ${MAIN}><sheetData>${body}</sheetData></worksheet>`,
    ...parts,
  };
  return zip(Object.entries(made).map(([name, content]): ZipEntry => ({ name, content })));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
