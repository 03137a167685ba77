// Where the user who is signed in is signed in, and signing out there.
import { z } from 'zod';
import { UserdbError } from '../errors.ts';
import { type Endpoint, operation } from '../http/endpoint.ts';
import { described } from '../http/schemas.ts';
import { endOtherSessions, endOwnSession, ownSessions } from '../workflows/ownSessions.ts';
import { nothingAnswer, sessionsAnswer } from './answers.ts';

export const meSessions: Endpoint = {
  key: 'me',
  at: ({ endpoints }) => `${endpoints.me.uri}/sessions`,

  get: operation({
    name: 'listMySessions',
    answer: sessionsAnswer,
    summary: 'Where the user is signed in, the latest seen first',
    signedIn: true,
    tellsSessionEnd: true,
    async handle({ ctx, me }) {
      if (!me) return undefined;
      const sessions = await ownSessions(ctx, me);
      return {
        sessions: sessions.map(({ id, current, beganAt, lastSeenAt, address, agent }) => ({
          id,
          current,
          createdAt: beganAt.toISOString(),
          lastSeenAt: lastSeenAt.toISOString(),
          address,
          userAgent: agent,
        })),
      };
    },
  }),
};

export const meSessionsEnd: Endpoint = {
  key: 'me',
  at: ({ endpoints }) => `${endpoints.me.uri}/sessions/end`,

  post: operation({
    name: 'endMySessions',
    answer: nothingAnswer,
    refuses: ['SESSION_UNKNOWN', 'FIELD_REQUIRED', 'FIELD_NOT_TEXT', 'FIELD_NOT_BOOLEAN'],
    summary: 'End one session of the user, or all but the one that asks; with their tokens',
    signedIn: true,
    bodies: ['json'],
    body: z.object({
      id: described(z.string({ error: 'FIELD_NOT_TEXT' }).optional(), { description: 'The one to end.' }),
      others: described(z.boolean({ error: 'FIELD_NOT_BOOLEAN' }).optional(), {
        description: 'True, in place of an id: all but the one that asks.',
      }),
    }),
    async handle({ ctx, me, body: { id, others } }) {
      if (!me) return undefined;
      // "All but this one" is not asked for so: who means it must not be taken to mean the opposite.
      if (id !== undefined && others) throw new UserdbError('BODY_MALFORMED');
      if (others) await endOtherSessions(ctx, me);
      else if (id) await endOwnSession(ctx, me, id);
      else throw new UserdbError('FIELD_REQUIRED', { field: 'id', label: 'id' });
      return {};
    },
  }),
};
