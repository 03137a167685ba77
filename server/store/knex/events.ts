// events: what happened, to whom and from where
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { Events } from '../store.ts';

export function eventsIn(db: Knex): Events {
  return {
    async add({ type, at, userId, address, agent, details }) {
      await db('events').insert({
        type,
        at: toEpoch(at),
        user_id: userId,
        address,
        agent,
        details: JSON.stringify(details),
      });
    },
  };
}
