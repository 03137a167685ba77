// Which part of a list is wanted, in userdb 1's words.
import type { Page } from '../store/store.ts';
import { pageOf, patternOf } from '../workflows/pages.ts';
import { objectOf, refuseArgument, textIfGiven } from './arguments.ts';

export interface ListOptions<Order extends string = string> {
  /** How many to leave out; 0 unless given. */
  offset?: number;
  /** How many at most; 100 unless given, and never more than 1000. */
  limit?: number;
  /** A field and its direction. */
  orderby?: readonly [field: Order, direction?: 'asc' | 'desc'];
  /** A pattern of SQL's LIKE: `%ann%`. */
  searchString?: string | null;
}

export interface ReadList<Order extends string> {
  page: Page<Order>;
  pattern: string | undefined;
}

/**
 * @param orders  what can be ordered by: userdb 1's names, and ours for them
 * @throws UserdbError ARGUMENT_INVALID
 */
export function readList<Order extends string>(
  given: ListOptions,
  orders: Readonly<Record<string, Order>>,
  standard: Order,
): ReadList<Order> {
  const { offset, limit, orderby, searchString } = objectOf('options', given) as ListOptions;
  const page = pageOf(
    { offset: count('offset', offset), limit: count('limit', limit), ...order(orderby, orders) },
    standard,
  );
  return { page, pattern: patternOf({ pattern: textIfGiven('searchString', searchString || undefined) }) };
}

function count(argument: string, given: unknown): number | undefined {
  if (given === undefined || given === null) return undefined;
  if (Number.isSafeInteger(given) && Number(given) >= 0) return Number(given);
  return refuseArgument(argument, 'a whole number');
}

function order<Order extends string>(given: unknown, orders: Readonly<Record<string, Order>>) {
  if (given === undefined || given === null) return {};
  const [field, direction = 'asc'] = Array.isArray(given) ? given : [given];
  const orderBy = typeof field === 'string' && Object.hasOwn(orders, field) ? orders[field] : undefined;
  if (orderBy === undefined)
    return refuseArgument('orderby', `a list of one of ${Object.keys(orders).join(', ')}, and asc or desc`);
  return { orderBy, descending: String(direction).toLowerCase() === 'desc' };
}
