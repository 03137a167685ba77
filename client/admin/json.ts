// Where a text stops being JSON, by line and column: not every browser says so. And where a browser would silently make
// something else of it.

// Whitespace as JSON has it, on both sides: a browser's `\s` takes more.
const token = (source: string) => new RegExp(`[ \\t\\r\\n]*${source}[ \\t\\r\\n]*`, 'y');

const STRING = '"(?:[^"\\\\\\0-\\x1f]|\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4}))*"';
const TEXT = token(STRING);
const NUMBER = token('-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?');
const WORD = token('(?:true|false|null)');
const COLON = token(':');
const COMMA = token(',');
const SPACE = token('');
const LISTS = ['{}', '[]'].map(([open, close]) => [token(`\\${open}`), token(`\\${close}`)] as const);

export interface Fault {
  /** It is no JSON, has a number that would be another one, or the same name twice in one object. */
  is: 'Fault' | 'Number' | 'Twice';
  /** Both count from 1. */
  line: number;
  column: number;
}

/** Null: it is JSON, and all of it would be kept. */
export function jsonFault(text: string): Fault | null {
  let at = 0;
  let is: Fault['is'] = 'Fault';

  /** What there is, without the space around it. */
  function take(one: RegExp): string | undefined {
    one.lastIndex = at;
    const [found] = one.exec(text) ?? [];
    at += found?.length ?? 0;
    return found?.trim();
  }

  const has = (one: RegExp) => take(one) !== undefined;

  /** Back to what was taken last, and no further. */
  function refuse(why: Fault['is'], from: number) {
    at = from;
    is = why;
    return false;
  }

  function name(names: Set<unknown>): boolean {
    const from = at;
    const said = take(TEXT);
    if (said === undefined || !has(COLON)) return false;
    const read = JSON.parse(said);
    if (names.has(read)) return refuse('Twice', from);
    names.add(read);
    return true;
  }

  function value(): boolean {
    const from = at;
    const list = LISTS.find(([open]) => has(open));
    if (!list) {
      const number = take(NUMBER);
      if (number === undefined) return has(TEXT) || has(WORD);
      return digits(number) === digits(String(Number(number))) || refuse('Number', from);
    }
    const [, close] = list;
    if (has(close)) return true;
    const names = new Set();
    do {
      if ((list === LISTS[0] && !name(names)) || !value()) return false;
    } while (has(COMMA));
    return has(close);
  }

  has(SPACE);
  if (value() && at === text.length) return null;
  const lines = text.slice(0, at).split('\n');
  return { is, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** Alike for numbers that are: `-1.50`, `-15e-1`. */
function digits(number: string): string {
  const [, sign, whole = '', part = '', power = '0'] = /^(-?)(\d+)\.?(\d*)(?:e(.*))?$/i.exec(number) ?? [];
  const all = (whole + part).replace(/^0+/, '');
  const short = all.replace(/0+$/, '');
  return short && `${sign}${short} ${Number(power) - part.length + all.length - short.length}`;
}
