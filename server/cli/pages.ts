// Reads a whole list from a store that gives parts.
import type { Found } from '../store/store.ts';

interface Part {
  offset: number;
  limit: number;
  descending: false;
}

const AT_ONCE = 1000;

export async function everyPage<Item>(search: (page: Part) => Promise<Found<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  for (;;) {
    const { items } = await search({ offset: all.length, limit: AT_ONCE, descending: false });
    all.push(...items);
    if (items.length < AT_ONCE) return all;
  }
}
