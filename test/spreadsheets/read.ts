// Reads a spreadsheet as an import does.
import { openSheet, type SheetRow } from '../../server/spreadsheets/index.ts';
import { temporaryFile } from '../support/temporaryFile.ts';

export async function rowsOf(content: string | Buffer): Promise<SheetRow[]> {
  const sheet = await openSheet(await temporaryFile(content), { name: '', type: '' });
  return allOf(sheet.rows());
}

/** Why it cannot be read. */
export async function refusalOf(content: string | Buffer): Promise<string> {
  return rowsOf(content).then(
    () => 'it was read',
    (error: Error & { code?: string }) => `${error.code} ${error.message}`,
  );
}

export async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
