// Fields that several admin endpoints take. The error of a schema is a code of errors.ts.
import { z } from 'zod';
import { UserdbError } from '../../errors.ts';
import { described } from '../../http/schemas.ts';
import type { ListQuery } from '../../workflows/pages.ts';
import { STATUSES } from '../../workflows/statuses.ts';

const notText = ({ input }: { input?: unknown }) => (input === undefined ? 'FIELD_REQUIRED' : 'FIELD_NOT_TEXT');

/** One text: no list, no object and no null touches anybody. */
export const text = z.string({ error: notText });

/** A status; the workflows say which there are. */
export const status = described(text, { enum: STATUSES });

/** The status that a list is narrowed to. */
export const statusOrNone = described(
  text.nullish().transform((one) => one || undefined),
  { enum: [...STATUSES, '', null] },
);

/** Text that may be emptied. */
export const textOrNull = text.nullable();

export const flag = z.boolean({ error: 'FIELD_NOT_BOOLEAN' });

const readable = (id: string) => id.isWellFormed() && !/\p{Cc}/u.test(id);

/** The id of what something is done to. */
export const id = text.min(1, { error: 'FIELD_REQUIRED' }).refine(readable, { error: 'FIELD_UNREADABLE' });

/** The id of what a list is narrowed to; the pages of userdb 1 send null for none. */
export const idOrNone = text
  .refine(readable, { error: 'FIELD_UNREADABLE' })
  .nullish()
  .transform((one) => one || undefined);

/** The name of what a list is narrowed to. */
export const nameOrNone = idOrNone;

const isMoment = (text: string) => /^\d{4}-\d\d-\d\d(T.*)?$/.test(text) && !Number.isNaN(Date.parse(text));

/** A time in ISO 8601 that a list is narrowed to; a day is its first moment, in UTC. */
export const momentOrNone = described(
  text
    .refine((one) => one === '' || isMoment(one), { error: 'FIELD_NOT_TIME' })
    .nullish()
    .transform((one) => (one ? new Date(one) : undefined)),
  { type: ['string', 'null'], examples: ['2026-01-31T12:00:00Z'] },
);

export const customData = z.record(z.string(), z.unknown(), { error: 'CUSTOM_DATA_MALFORMED' }).nullable();

/** Fewer than a database could lose its way in. */
const MOST_ROWS = 1_000_000_000;
const notNumber = { error: 'FIELD_NOT_NUMBER' };
const count = (least: number) => z.int(notNumber).min(least, notNumber).max(MOST_ROWS, notNumber).nullish();

/** What the lists take; every other key, `select` among them, is ignored. */
export const listFields = {
  offset: count(0),
  limit: count(1),
  orderby: z.array(text, { error: 'ORDER_UNKNOWN' }).max(2).nullish(),
  searchString: text.nullish(),
};

type SentList = z.infer<z.ZodObject<typeof listFields>>;

/**
 * The same in the words of the workflows.
 *
 * @param orders  what may be sorted by: its name on the wire, and ours
 * @throws UserdbError ORDER_UNKNOWN
 */
export function listQuery<Order extends string>(
  { offset, limit, orderby, searchString }: SentList,
  orders: Readonly<Record<string, Order>>,
): ListQuery<Order> {
  const page = { offset: offset ?? undefined, limit: limit ?? undefined, pattern: searchString ?? undefined };
  if (!orderby) return page;
  const [field = '', direction = 'asc'] = orderby;
  const isKnown = Object.hasOwn(orders, field) && /^(asc|desc)$/i.test(direction);
  if (!isKnown) throw new UserdbError('ORDER_UNKNOWN', { field: 'orderby', fields: Object.keys(orders).join(', ') });
  return { ...page, orderBy: orders[field], descending: direction.toLowerCase() === 'desc' };
}
