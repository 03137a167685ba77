// events: what happened, to whom, where, by whom and from where
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { EventFilter, EventPerson, Events, FoundEvent } from '../store.ts';
import { inChunks } from './chunks.ts';
import { readJson } from './json.ts';

interface EventRow {
  number: number;
  type: string;
  at: number;
  user_id: string | null;
  by_id: string | null;
  account_id: string | null;
  address: string | null;
  agent: string | null;
  details: string;
}

type PersonRow = { id: string; account_id: string; email: string | null; username: string | null; fullName: string };

export function eventsIn(db: Knex): Events {
  const fitting = (filter: EventFilter) => db<EventRow>('events').where((query) => restrict(db, query, filter));

  return {
    async add({ type, at, userId, byId, accountId, address, agent, details }) {
      await db('events').insert({
        type,
        at: toEpoch(at),
        user_id: userId,
        by_id: byId,
        account_id: accountId ?? db.raw('(select account_id from users where id = ?)', [userId]),
        address,
        agent,
        details: JSON.stringify(details),
      });
    },

    async search(filter, { offset, limit, descending }) {
      const [count] = await fitting(filter).count({ total: '*' });
      const order = descending ? 'desc' : 'asc';
      const rows: EventRow[] = await fitting(filter)
        .orderBy([
          { column: 'at', order },
          { column: 'number', order },
        ])
        .offset(offset)
        .limit(limit)
        .select('*');
      const people = await peopleIn(db, rows);
      return { total: Number(count?.total ?? 0), items: rows.map((row) => toEvent(row, people)) };
    },
  };
}

function restrict(db: Knex, query: Knex.QueryBuilder, filter: EventFilter): void {
  const { accountId, userId, type, from, to, pattern } = filter;
  if (accountId !== undefined) query.where('account_id', accountId);
  if (userId !== undefined) query.where('user_id', userId);
  if (type !== undefined) query.where('type', type);
  // Kept to the second: what happened within the first one did so after `from`, as far as anybody knows.
  if (from !== undefined) query.where('at', '>=', toEpoch(from));
  if (to !== undefined) query.where('at', '<', to.getTime() / 1000);
  if (pattern === undefined) return;
  query.where((either) => {
    either.whereLike('type', pattern).orWhereLike('address', pattern);
    for (const column of ['user_id', 'by_id']) either.orWhereIn(column, peopleLike(db, pattern, accountId));
  });
}

/** The ids of who is called like that. */
function peopleLike(db: Knex, pattern: string, accountId: string | undefined): Knex.QueryBuilder {
  const people = db('users').select('id');
  if (accountId !== undefined) people.where('account_id', accountId);
  return people.where((either) => {
    for (const column of ['fullName', 'email', 'username']) either.orWhereLike(column, pattern);
  });
}

async function peopleIn(db: Knex, rows: readonly EventRow[]): Promise<Map<string, EventPerson>> {
  const ids = new Set(rows.flatMap(({ user_id, by_id }) => [user_id, by_id]).filter((id) => id !== null));
  const people = new Map<string, EventPerson>();
  for (const some of inChunks([...ids])) {
    const found: PersonRow[] = await db('users')
      .whereIn('id', some)
      .select('id', 'account_id', 'email', 'username', 'fullName');
    for (const row of found) people.set(row.id, toPerson(row));
  }
  return people;
}

function toPerson({ id, account_id, fullName, ...row }: PersonRow): EventPerson {
  const email = row.email ?? '';
  const username = row.username || email;
  return { id, accountId: account_id, email, username, fullName: fullName || username };
}

function toEvent(row: EventRow, people: ReadonlyMap<string, EventPerson>): FoundEvent {
  const { number, type, at, user_id, by_id, account_id, address, agent, details } = row;
  return {
    number,
    type,
    at: new Date(at * 1000),
    userId: user_id,
    byId: by_id,
    accountId: account_id,
    address,
    agent,
    details: readJson(details),
    user: people.get(user_id ?? '') ?? null,
    by: people.get(by_id ?? '') ?? null,
  };
}
