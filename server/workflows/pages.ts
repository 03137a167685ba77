// Which part of a list is wanted: bounded, so that nobody reads everything at once.
import type { Page } from '../store/store.ts';
import { plainText } from './plainText.ts';

/** What somebody who asks for a list may say of it. */
export interface ListQuery<Order extends string> {
  offset?: number | undefined;
  /** How many at most; 100 unless given, and never more than 1000. */
  limit?: number | undefined;
  orderBy?: Order | undefined;
  descending?: boolean | undefined;
  /** A pattern of SQL's LIKE. */
  pattern?: string | undefined;
}

const USUAL = 100;
const MOST = 1000;
/** Characters; far more than anybody types into a search box. */
const LONGEST_PATTERN = 256;

export function pageOf<Order extends string>(
  { offset = 0, limit = USUAL, orderBy, descending = false }: ListQuery<Order>,
  standard: Order,
): Page<Order> {
  return { offset, limit: Math.min(limit, MOST), orderBy: orderBy ?? standard, descending };
}

/** @throws UserdbError FIELD_UNREADABLE, FIELD_TOO_LONG */
export function patternOf({ pattern }: { pattern?: string | undefined }): string | undefined {
  if (pattern === undefined || pattern === '') return undefined;
  return plainText(pattern, { field: 'searchString', label: 'The search', most: LONGEST_PATTERN });
}
