// What commands print: tables for people, JSON for programs, and the progress of what takes long.
import { stripVTControlCharacters, styleText } from 'node:util';

/** Everything that --json prints is one value, on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** A line for people, on standard output. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line beside the output: what is going on, and what went wrong. */
export function printNote(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Text in a table must not move the terminal's cursor, whatever somebody chose as a name. */
function shown(value: string | null): string {
  return stripVTControlCharacters(value ?? '').replace(/\p{Cc}/gu, ' ');
}

/** Columns as wide as their widest cell; the last one is not padded, so that nothing but text is copied from it. */
export function printTable(heads: readonly string[], rows: readonly (readonly (string | null)[])[]): void {
  const cells = rows.map((row) => row.map(shown));
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  printLine(styleText('bold', line(heads), { stream: process.stdout }));
  for (const row of cells) printLine(line(row));
}

/** A name and a value a line. */
export function printFields(fields: readonly (readonly [name: string, value: string | null])[]): void {
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) printLine(`${name.padEnd(width)}  ${shown(value)}`.trimEnd());
}

const BAR = 30;
/** Milliseconds between two pictures of a bar. */
const REDRAW = 100;

/** A bar on standard error, on a terminal only. */
export interface ProgressBar {
  /** @param total  null while nobody knows it */
  show(what: string, done: number, total: number | null): void;
  end(): void;
}

export function progressBar(): ProgressBar {
  const stream = process.stderr;
  if (!stream.isTTY) return { show() {}, end() {} };
  let drawnAt = 0;
  return {
    show(what, done, total) {
      const now = performance.now();
      if (now - drawnAt < REDRAW) return;
      drawnAt = now;
      const bar = total === null ? `${done}` : `${barOf(done, total)} ${done}/${total}`;
      stream.write(`\r\u001b[K${what} ${bar}`);
    },
    end() {
      if (drawnAt > 0) stream.write('\r\u001b[K');
      drawnAt = 0;
    },
  };
}

function barOf(done: number, total: number): string {
  const filled = total === 0 ? BAR : Math.floor((done / total) * BAR);
  return '█'.repeat(filled).padEnd(BAR, '░');
}
