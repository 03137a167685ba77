// Long lists, a part at a time: a database takes so many values in one statement.

/** Rows in one statement: SQLite takes 32,766 values in one. */
export const ROWS_AT_ONCE = 500;

export function* inChunks<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let i = 0; i < items.length; i += ROWS_AT_ONCE) yield items.slice(i, i + ROWS_AT_ONCE);
}
