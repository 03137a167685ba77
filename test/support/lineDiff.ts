// The difference between two texts, line by line, as `diff -u` shows it.

/** @param context  how many lines that are the same stand around each change */
export function lineDiff(before: string, after: string, context = 2): string {
  const marked = marks(before.trimEnd().split('\n'), after.trimEnd().split('\n'));
  const near = (at: number) =>
    marked.slice(Math.max(0, at - context), at + context + 1).some((line) => !line.startsWith(' '));
  const shown = marked.flatMap((line, at) => {
    if (near(at)) return [line.trimEnd()];
    // One mark for each stretch that is left out.
    return at === 0 || near(at - 1) ? ['@@'] : [];
  });
  return shown.join('\n');
}

/** Every line of both, with `-`, `+` or a blank in front. */
function marks(a: string[], b: string[]): string[] {
  const common = longestCommon(a, b);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && a[i] === b[j]) {
      lines.push(` ${a[i]}`);
      i++;
      j++;
    } else if (i < a.length && at(common, i + 1, j) >= at(common, i, j + 1)) lines.push(`-${a[i++]}`);
    else if (j < b.length) lines.push(`+${b[j++]}`);
    else lines.push(`-${a[i++]}`);
  }
  return lines;
}

const at = (table: number[][], i: number, j: number) => table[i]?.[j] ?? 0;

/** How many lines the rest of `a` from i and the rest of `b` from j have in common, by [i][j]. */
function longestCommon(a: string[], b: string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1));
    }
  }
  return table;
}
