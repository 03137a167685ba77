import { z } from 'zod';
import { type Endpoint, operation } from '../../http/endpoint.ts';
import { auditEvent } from '../../transformers/auditEvent.ts';
import { EVENT_TYPES, listEvents } from '../../workflows/auditTrail.ts';
import { trailAnswer } from './answers.ts';
import { idOrNone, listFields, listQuery, momentOrNone, nameOrNone } from './fields.ts';
import { LIST_REFUSED } from './refusals.ts';

/** What happened, for administrators. */
export const eventsList: Endpoint = {
  key: 'events',
  at: ({ endpoints }) => `${endpoints.events.uri}/list`,

  post: operation({
    name: 'listEvents',
    answer: trailAnswer,
    refuses: [...LIST_REFUSED, 'FIELD_NOT_TIME'],
    summary: 'What happened, newest first, a page at a time; an admin gets what happened in the own account',
    permission: 'events.list',
    bodies: ['json'],
    body: z.object({
      ...listFields,
      accountId: idOrNone,
      userId: idOrNone,
      type: nameOrNone,
      from: momentOrNone,
      to: momentOrNone,
    }),
    async handle({ ctx, body, actor }) {
      const { accountId, userId, type, from, to } = body;
      const { accountId: own } = actor();
      const query = { ...listQuery(body, { at: 'at' } as const), accountId, userId, type, from, to };
      const { total, items } = await listEvents(ctx, actor(), query);
      const reach = {
        everything: own === null,
        sees: (person: { accountId: string }) => own === null || person.accountId === own,
      };
      return { total, events: items.map((event) => auditEvent(ctx.config, event, reach)), types: [...EVENT_TYPES] };
    },
  }),
};
