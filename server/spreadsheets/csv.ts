// Reads CSV: UTF-8, with commas, semicolons or tabs between the cells.
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { type Sheet, type SheetRow, unreadable } from './sheet.ts';

/** Bytes of one row: far more than the fields may have, and an end to a quote that is never closed. */
const LONGEST_ROW = 1024 * 1024;
/** Bytes that are read at once; the first of them say what is between the cells. */
const PIECE = 64 * 1024;
/** The likelier one first, where a row has as many of several. */
const DELIMITERS = [',', '\t', ';'];
const LINE_END = /\r\n|\n|\r/g;

/** @param file  open for reading; stays open */
export function csvSheet(file: FileHandle): Sheet {
  return { rows: () => read(file) };
}

async function* read(file: FileHandle): AsyncGenerator<SheetRow> {
  // A quoted cell may go over several lines: a row begins where the one before it ended. Noted when a row is parsed,
  // so that it is known where the one begins that cannot be.
  const begins = [1];
  const parser = parse({
    delimiter: await delimiterOf(file),
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
    on_record(cells: string[]) {
      begins.push((begins.at(-1) ?? 1) + 1 + lineEndsIn(cells));
      return cells;
    },
  });
  // The parser hears of what goes wrong before it, and says so to the loop below.
  pipeline(bytesOf(file), checkUtf8, parser, () => {});
  try {
    for await (const cells of parser as AsyncIterable<string[]>) yield { line: begins.shift() ?? 1, cells };
  } catch (error) {
    throw asRefusal(error, begins.at(-1) ?? 1);
  }
}

function lineEndsIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + (cell.match(LINE_END)?.length ?? 0), 0);
}

/** Not a stream of the file's own: that would close it. */
async function* bytesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, position);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    position += bytesRead;
  }
}

/** What the first row has most of, outside of quotes. */
async function delimiterOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(PIECE), 0, PIECE, 0);
  const sample = buffer.toString('utf8', 0, bytesRead).replace(/"[^"]*"/g, '');
  const first = /[^\r\n]+/.exec(sample)?.[0] ?? '';
  const counts = DELIMITERS.map((delimiter) => first.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

async function* checkUtf8(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of source) {
    decoder.decode(chunk, { stream: true });
    yield chunk;
  }
  decoder.decode();
}

function asRefusal(error: unknown, line: number): unknown {
  switch ((error as { code?: string }).code) {
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return unreadable('its text is not UTF-8; save it as “CSV UTF-8”');
    case 'CSV_QUOTE_NOT_CLOSED':
      return unreadable(`a quote that is opened in line ${line} is never closed`);
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return unreadable(`line ${line} has a quote in the middle of a cell; double it and put the cell in quotes`);
    case 'CSV_MAX_RECORD_SIZE':
      return unreadable(`the row that begins in line ${line} does not end; look for a quote that is not closed`);
    default:
      return error;
  }
}
