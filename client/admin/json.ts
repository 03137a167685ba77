// Where a text stops being JSON, by line and column: not every browser says so.

// Whitespace as JSON has it, on both sides: a browser's `\s` takes more.
const token = (source: string) => new RegExp(`[ \\t\\r\\n]*${source}[ \\t\\r\\n]*`, 'y');

const STRING = '"(?:[^"\\\\\\0-\\x1f]|\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4}))*"';
const NAME = token(`${STRING}[ \\t\\r\\n]*:`);
const VALUE = token(`(?:${STRING}|-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|true|false|null)`);
const COMMA = token(',');
const SPACE = token('');
const LISTS = ['{}', '[]'].map(([open, close]) => [token(`\\${open}`), token(`\\${close}`)] as const);

export interface Place {
  /** Both count from 1. */
  line: number;
  column: number;
}

/** Null: it is JSON. */
export function jsonFault(text: string): Place | null {
  let at = 0;

  function has(one: RegExp): boolean {
    one.lastIndex = at;
    const found = one.test(text);
    if (found) at = one.lastIndex;
    return found;
  }

  function value(): boolean {
    const list = LISTS.find(([open]) => has(open));
    if (!list) return has(VALUE);
    const [, close] = list;
    if (has(close)) return true;
    do {
      if ((list === LISTS[0] && !has(NAME)) || !value()) return false;
    } while (has(COMMA));
    return has(close);
  }

  has(SPACE);
  if (value() && at === text.length) return null;
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
