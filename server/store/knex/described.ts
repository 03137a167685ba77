// What the tables of accounts and roles have in common: both say what they are called, and how they stand.
import type { Knex } from 'knex';
import { newId } from '../../ids.ts';
import { fromEpoch, toEpoch } from '../../time.ts';
import type { Account, Described, DescribedOrder, Found, Page, Status } from '../store.ts';
import { readJson } from './json.ts';

export interface DescribedRow {
  id: string;
  name: string;
  description: string | null;
  status: Status | null;
  customData: string | null;
  created_date: number | null;
  updated_date: number | null;
}

type Table = 'accounts' | 'roles';

export function toDescribed(row: DescribedRow): Account {
  const { id, name, description, status, customData, created_date, updated_date } = row;
  return {
    id,
    name,
    description,
    status: status ?? 'ENABLED',
    customData: readJson(customData),
    createdAt: fromEpoch(created_date) ?? new Date(0),
    updatedAt: fromEpoch(updated_date),
  };
}

export function describedColumns({ customData, ...columns }: Partial<Described>) {
  return { ...columns, ...(customData !== undefined && { customData: JSON.stringify(customData) }) };
}

/** The row with this identity. One statement inserts it: of racing callers one does, and the others find that row. */
export async function findOrInsert<Row extends DescribedRow>(
  db: Knex,
  table: Table,
  identity: { name: string; account_id?: string },
  now: Date,
): Promise<Row> {
  const find = (): Promise<Row | undefined> => db(table).where(identity).orderBy('created_date').first();
  const present = await find();
  if (present) return present;

  const row = { id: newId(), ...identity, status: 'ENABLED', created_date: toEpoch(now) };
  const values = db.select(Object.values(row).map((value) => db.raw('?', [value])));
  await db(db.raw('?? (??)', [table, Object.keys(row)])).insert(
    values.whereNotExists(db(table).select(db.raw('1')).where(identity)),
  );
  const made = await find();
  if (!made) throw new Error(`a row of ${table} that was just made is not there`);
  return made;
}

/** A part of the rows that fit, and how many fit. */
export async function searchDescribed<Row extends DescribedRow>(
  db: Knex,
  table: Table,
  filter: { equal: Record<string, string>; pattern: string | undefined },
  { offset, limit, orderBy, descending }: Page<DescribedOrder>,
): Promise<Found<Row>> {
  const fitting = () => {
    const query = db<DescribedRow>(table).where(filter.equal);
    const { pattern } = filter;
    return pattern === undefined
      ? query
      : query.where((either) => {
          for (const column of ['name', 'description', 'status']) either.orWhereLike(column, pattern);
        });
  };
  const [count] = await fitting().count({ total: '*' });
  const items = await fitting()
    .orderBy([{ column: orderBy, order: descending ? 'desc' : 'asc' }, { column: 'id' }])
    .offset(offset)
    .limit(limit)
    .select('*');
  return { total: Number(count?.total ?? 0), items: items as unknown as Row[] };
}
