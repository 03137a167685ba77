// Reads the first sheet of an XLSX file.
import type { FileHandle } from 'node:fs/promises';
import { type Archive, openArchive } from './archive.ts';
import { textOf } from './cellText.ts';
import type { Sheet, SheetRow } from './sheet.ts';
import { LONGEST_CELL, readWorkbook, type Workbook } from './workbook.ts';
import { readXml } from './xml.ts';

/** Bytes, unpacked: a million rows of six cells would fit. */
const MOST_OF_SHEET = 256 * 1024 * 1024;
/** Columns further to the right are left out. */
const MOST_COLUMNS = 64;

/** @param file  open for reading; stays open @throws UserdbError IMPORT_UNREADABLE */
export async function xlsxSheet(file: FileHandle): Promise<Sheet> {
  const archive = await openArchive(file);
  const workbook = await readWorkbook(archive);
  return { rows: () => read(archive, workbook) };
}

async function* read(archive: Archive, workbook: Workbook): AsyncGenerator<SheetRow> {
  const rows = rowReader(workbook);
  for await (const _ of readXml(await archive.read(workbook.sheet, MOST_OF_SHEET), rows.handler)) yield* rows.take();
}

/** Makes rows of the elements `row`, `c`, and `v` or `t` within. */
function rowReader(workbook: Workbook) {
  let done: SheetRow[] = [];
  let row: SheetRow = { line: 0, cells: [] };
  let column = -1;
  let cell = { type: 'n', style: 0, value: '' };
  const within: string[] = [];

  const handler = {
    open(name: string, attributes: Record<string, string>) {
      within.push(name);
      if (name === 'row') {
        // Empty rows may be left out, and so may empty cells.
        row = { line: wholeNumber(attributes.r) ?? row.line + 1, cells: [] };
        column = -1;
      } else if (name === 'c') {
        column = columnOf(attributes.r) ?? column + 1;
        cell = { type: attributes.t ?? 'n', style: Number(attributes.s ?? 0), value: '' };
      }
    },
    text(part: string) {
      const isValue = within.at(-1) === 'v' || (within.at(-1) === 't' && !within.includes('rPh'));
      if (isValue && cell.value.length < LONGEST_CELL) cell.value += part;
    },
    close(name: string) {
      within.pop();
      if (name === 'c' && column < MOST_COLUMNS) {
        while (row.cells.length < column) row.cells.push('');
        row.cells[column] = textOf(cell, workbook);
      } else if (name === 'row') {
        done.push(row);
      }
    },
  };

  return {
    handler,
    /** The rows since the last call. */
    take(): SheetRow[] {
      const taken = done;
      done = [];
      return taken;
    },
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** From 0: A is 0, AA is 26. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d*$/.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
