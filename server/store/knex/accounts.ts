// accounts and roles
import type { Knex } from 'knex';
import { newId } from '../../ids.ts';
import { toEpoch } from '../../time.ts';
import type { Account, Accounts, Role, Status } from '../store.ts';
import { readJson } from './json.ts';

interface AccountRow {
  id: string;
  name: string;
  description: string | null;
  status: Status | null;
  customData: string | null;
}

export interface RoleRow extends AccountRow {
  account_id: string;
}

export function toAccount({ id, name, description, status, customData }: AccountRow): Account {
  return { id, name, description, status: status ?? 'ENABLED', customData: readJson(customData) };
}

export function toRole(row: RoleRow): Role {
  return { ...toAccount(row), accountId: row.account_id };
}

export function accountsIn(db: Knex): Accounts {
  /** One statement: of racing callers one inserts, and the others find that row. */
  async function insertUnlessThere(table: 'accounts' | 'roles', identity: object, now: Date): Promise<void> {
    const row = { id: newId(), ...identity, status: 'ENABLED', created_date: toEpoch(now) };
    const values = db.select(Object.values(row).map((value) => db.raw('?', [value])));
    await db(db.raw('?? (??)', [table, Object.keys(row)])).insert(
      values.whereNotExists(db(table).select(db.raw('1')).where(identity)),
    );
  }

  return {
    async findOrCreate(name, now) {
      const find = () => db<AccountRow>('accounts').where({ name }).orderBy('created_date').first();
      let row = await find();
      if (!row) {
        await insertUnlessThere('accounts', { name }, now);
        row = await find();
      }
      if (!row) throw new Error('an account that was just made is not there');
      return toAccount(row);
    },

    async findOrCreateRole(accountId, name, now) {
      const identity = { account_id: accountId, name };
      const find = () => db<RoleRow>('roles').where(identity).first();
      let row = await find();
      if (!row) {
        await insertUnlessThere('roles', identity, now);
        row = await find();
      }
      if (!row) throw new Error('a role that was just made is not there');
      return toRole(row);
    },
  };
}
