import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { auditEvent } from '../transformers/auditEvent.ts';
import { ownEvents } from '../workflows/auditTrail.ts';
import { eventsAnswer } from './answers.ts';

/** What happened to who is signed in. */
export const meEvents: Endpoint = {
  key: 'events',
  at: ({ endpoints }) => `${endpoints.me.uri}/events`,

  get: operation({
    name: 'listMyEvents',
    answer: eventsAnswer,
    refuses: ['FIELD_NOT_NUMBER'],
    summary: 'What happened to the user who is signed in, newest first',
    query: {
      offset: { description: 'How many to leave out; 0 unless given.' },
      limit: { description: 'How many at most; 100 unless given, and never more than 1000.' },
    },
    signedIn: true,
    tellsSessionEnd: true,
    async handle({ ctx, me, query }) {
      if (!me) return undefined;
      const page = { offset: count(query, 'offset', 0), limit: count(query, 'limit', 1) };
      const { total, items } = await ownEvents(ctx, me.user, page);
      const reach = { everything: false, sees: ({ id }: { id: string }) => id === me.user.id };
      return { total, events: items.map((event) => auditEvent(ctx.config, event, reach)) };
    },
  }),
};

/** @throws UserdbError FIELD_NOT_NUMBER */
function count(query: Record<string, string | undefined>, field: string, least: number): number | undefined {
  const text = query[field];
  if (text === undefined || text === '') return undefined;
  // Nine digits: fewer than a database could lose its way in.
  if (!/^\d{1,9}$/.test(text) || Number(text) < least)
    throw new UserdbError('FIELD_NOT_NUMBER', { field, label: field });
  return Number(text);
}
