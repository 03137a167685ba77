// Opens a spreadsheet, whichever kind it is.
import type { FileHandle } from 'node:fs/promises';
import { csvSheet } from './csv.ts';
import { type Sheet, unreadable } from './sheet.ts';
import { xlsxSheet } from './xlsx.ts';

export type { Sheet, SheetRow } from './sheet.ts';

/** How a file was announced. */
export interface Announced {
  /** Its name; empty when there is none. */
  name: string;
  /** Its MIME type; empty when there is none. */
  type: string;
}

const ZIP = '504b0304';
/** The container of .xls files, and of XLSX files with a password. */
const OLE = 'd0cf11e0';
const UTF_16 = /^(fffe|feff)/;
const XLSX_TYPE = /^application\/vnd\.openxmlformats-officedocument\.spreadsheetml\./i;

/**
 * XLSX by what it begins with; everything else is read as CSV.
 *
 * @param file  open for reading; the sheet reads it, and whoever opened it closes it
 * @throws UserdbError IMPORT_UNREADABLE
 */
export async function openSheet(file: FileHandle, { name, type }: Announced): Promise<Sheet> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
  const begins = buffer.toString('hex', 0, bytesRead);
  if (begins === ZIP) return xlsxSheet(file);
  if (begins === OLE) throw unreadable('it is an .xls file, or has a password; save it as .xlsx without a password');
  if (UTF_16.test(begins)) throw unreadable('its text is UTF-16; save it as “CSV UTF-8”');
  if (XLSX_TYPE.test(type) || /\.xlsx$/i.test(name)) throw unreadable('it is no XLSX file, or a broken one');
  return csvSheet(file);
}
