// A cell of an XLSX file as the text that a person sees in it.
import { LONGEST_CELL, type Workbook } from './workbook.ts';

export interface RawCell {
  /** ECMA-376's ST_CellType: s, str, inlineStr, n, b, d or e. */
  type: string;
  style: number;
  /** What the cell holds: a number, or a text, or the number of a shared one. */
  value: string;
}

const DAY = 24 * 60 * 60 * 1000;

export function textOf({ type, style, value }: RawCell, { shared, dateStyles, from1904 }: Workbook): string {
  switch (type) {
    case 's':
      return shared[Number(value)] ?? '';
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'n':
      return dateStyles.has(style) ? dateText(value, from1904) : numberText(value);
    default:
      return value.slice(0, LONGEST_CELL);
  }
}

/** 0.1 is kept as 0.10000000000000001, and long numbers with an exponent. */
function numberText(value: string): string {
  const number = Number(value);
  return value === '' || !Number.isFinite(number) ? value : String(number);
}

/** Days since a day before 1900, which had a 29th of February for who counted so, or since 1904. */
function dateText(value: string, from1904: boolean): string {
  const days = Number(value);
  const since = Date.UTC(from1904 ? 1904 : 1899, from1904 ? 0 : 11, from1904 ? 1 : 30);
  const moment = new Date(since + Math.round(days * DAY));
  if (value === '' || Number.isNaN(moment.getTime())) return value;
  const [date = '', time = ''] = moment.toISOString().slice(0, 19).split('T');
  if (Number.isInteger(days)) return date;
  return days < 1 ? time : `${date} ${time}`;
}
