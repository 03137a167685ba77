// roles
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { Role, Roles } from '../store.ts';
import { type DescribedRow, describedColumns, findOrInsert, searchDescribed, toDescribed } from './described.ts';

export interface RoleRow extends DescribedRow {
  account_id: string;
}

export function toRole(row: RoleRow): Role {
  return { ...toDescribed(row), accountId: row.account_id };
}

export function rolesIn(db: Knex): Roles {
  const rows = () => db<RoleRow>('roles');

  async function find(identity: { id: string } | { account_id: string; name: string }): Promise<Role | null> {
    const row = await rows().where(identity).orderBy('created_date').first();
    return row ? toRole(row) : null;
  }

  return {
    findById: (id) => find({ id }),
    findByName: (accountId, name) => find({ account_id: accountId, name }),

    async findOrCreate(accountId, name, now) {
      return toRole(await findOrInsert<RoleRow>(db, 'roles', { name, account_id: accountId }, now));
    },

    async create({ id, accountId, ...described }, now) {
      await rows().insert({ id, account_id: accountId, ...describedColumns(described), created_date: toEpoch(now) });
      return { id, accountId, ...described, createdAt: new Date(toEpoch(now) * 1000), updatedAt: null };
    },

    async update(id, changes, now) {
      await rows()
        .where({ id })
        .update({ ...describedColumns(changes), updated_date: toEpoch(now) });
      return find({ id });
    },

    async remove(id) {
      return (await rows().where({ id }).delete()) === 1;
    },

    async search({ accountId, pattern }, page) {
      const equal: Record<string, string> = accountId === undefined ? {} : { account_id: accountId };
      const { total, items } = await searchDescribed<RoleRow>(db, 'roles', { equal, pattern }, page);
      return { total, items: items.map(toRole) };
    },

    async ofAccounts(accountIds) {
      const found = await rows()
        .whereIn('account_id', [...accountIds])
        .orderBy('name');
      return found.map(toRole);
    },
  };
}
