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
  return {
    async findOrCreate(name, now) {
      const found = await db<AccountRow>('accounts').where({ name }).orderBy('created_date').first();
      if (found) return toAccount(found);
      const account: AccountRow = { id: newId(), name, description: null, status: 'ENABLED', customData: null };
      await db('accounts').insert({ ...account, created_date: toEpoch(now) });
      return toAccount(account);
    },

    async findOrCreateRole(accountId, name, now) {
      const found = await db<RoleRow>('roles').where({ account_id: accountId, name }).first();
      if (found) return toRole(found);
      const role: RoleRow = {
        id: newId(),
        account_id: accountId,
        name,
        description: null,
        status: 'ENABLED',
        customData: null,
      };
      await db('roles').insert({ ...role, created_date: toEpoch(now) });
      return toRole(role);
    },
  };
}
