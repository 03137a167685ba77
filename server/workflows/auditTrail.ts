// What happened: for administrators in their accounts, and for everybody to themselves.
import { type EventOutcome, OUTCOMES } from '../audit/events.ts';
import type { Context } from '../context.ts';
import type { EventFilter, EventOrder, Found, FoundEvent, User } from '../store/store.ts';
import { type ListQuery, pageOf, patternOf } from './pages.ts';
import { type Actor, accountIn } from './permissions.ts';

export interface EventQuery extends ListQuery<EventOrder>, Pick<EventFilter, 'accountId' | 'userId' | 'type'> {
  from?: Date | undefined;
  /** Up to, and not at, this moment. */
  to?: Date | undefined;
}

/** Every type there is. */
export const EVENT_TYPES: readonly string[] = Object.keys(OUTCOMES);

export type TrailEvent = FoundEvent & { outcome: EventOutcome };

/**
 * Newest first unless asked otherwise. An event belongs to the account where it happened, wherever its user is now.
 *
 * @throws UserdbError FORBIDDEN, FIELD_UNREADABLE, FIELD_TOO_LONG
 */
export async function listEvents(ctx: Context, actor: Actor, query: EventQuery): Promise<Found<TrailEvent>> {
  const { userId, type, from, to } = query;
  const accountId = accountIn(actor, query.accountId);
  return search(ctx, { accountId, userId, type, from, to, pattern: patternOf(query) }, query);
}

/** What happened to somebody, newest first. */
export async function ownEvents(
  ctx: Context,
  { id: userId }: User,
  query: Pick<ListQuery<EventOrder>, 'offset' | 'limit'>,
): Promise<Found<TrailEvent>> {
  return search(ctx, { userId }, query);
}

async function search(
  { store }: Context,
  filter: EventFilter,
  query: ListQuery<EventOrder>,
): Promise<Found<TrailEvent>> {
  const page = pageOf({ ...query, descending: query.descending ?? true }, 'at');
  const { total, items } = await store.events.search(filter, page);
  return { total, items: items.map((event) => ({ ...event, outcome: outcomeOf(event) })) };
}

/** A type of another version, which this one does not know, happened all the same. */
function outcomeOf({ type }: FoundEvent): EventOutcome {
  return (OUTCOMES as Readonly<Record<string, EventOutcome>>)[type] ?? 'ok';
}
