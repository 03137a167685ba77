// accounts
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { Accounts } from '../store.ts';
import { type DescribedRow, describedColumns, findOrInsert, searchDescribed, toDescribed } from './described.ts';

export function accountsIn(db: Knex): Accounts {
  const rows = () => db<DescribedRow>('accounts');

  async function find(where: Partial<DescribedRow>) {
    const row = await rows().where(where).orderBy('created_date').first();
    return row ? toDescribed(row) : null;
  }

  return {
    findById: (id) => find({ id }),
    findByName: (name) => find({ name }),
    findOrCreate: async (name, now) => toDescribed(await findOrInsert(db, 'accounts', { name }, now)),

    async create({ id, ...described }, now) {
      await rows().insert({ id, ...describedColumns(described), created_date: toEpoch(now) });
      return { id, ...described, createdAt: new Date(toEpoch(now) * 1000), updatedAt: null };
    },

    async update(id, changes, now) {
      await rows()
        .where({ id })
        .update({ ...describedColumns(changes), updated_date: toEpoch(now) });
      // Else the sessions of its users would go on where they were when it is enabled again.
      if (changes.status !== undefined && changes.status !== 'ENABLED') {
        await db('users').where({ account_id: id }).increment('session_epoch', 1);
      }
      return find({ id });
    },

    async remove(id) {
      return (await rows().where({ id }).delete()) === 1;
    },

    async search({ id, pattern }, page) {
      const equal: Record<string, string> = id === undefined ? {} : { id };
      const { total, items } = await searchDescribed(db, 'accounts', { equal, pattern }, page);
      return { total, items: items.map(toDescribed) };
    },
  };
}
