// Reads CSV: UTF-8, with commas, semicolons or tabs between the cells.
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { parse } from 'csv-parse';
import { type Sheet, type SheetRow, unreadable } from './sheet.ts';

/** Bytes of one row: far more than the fields may have, and an end to a quote that is never closed. */
const LONGEST_ROW = 1024 * 1024;
/** Bytes in which the first row says what is between its cells. */
const SAMPLE = 64 * 1024;
const DELIMITERS = [',', ';', '\t'];

interface Parsed {
  record: string[];
  /** How many lines of the file are behind us. */
  info: { lines: number };
}

/** @param file  open for reading; stays open */
export function csvSheet(file: FileHandle): Sheet {
  return { rows: () => read(file) };
}

async function* read(file: FileHandle): AsyncGenerator<SheetRow> {
  const parser = parse({
    delimiter: await delimiterOf(file),
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    info: true,
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  // The parser hears of what goes wrong before it, and says so to the loop below.
  pipeline(file.createReadStream({ start: 0, autoClose: false }), checkUtf8, parser, () => {});

  // A quoted cell may go over several lines: a row begins where the one before it ended.
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      yield { line, cells: record };
      line = info.lines + 1;
    }
  } catch (error) {
    throw asRefusal(error, line);
  }
}

/** What the first row has most of, outside of quotes. */
async function delimiterOf(file: FileHandle): Promise<string> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE), 0, SAMPLE, 0);
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
