// api_keys
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { ApiKeys, StoredApiKey } from '../store.ts';

interface ApiKeyRow {
  id: string;
  user_id: string;
  key_id: string;
  secret: string;
  created_date: number;
}

export function apiKeysIn(db: Knex): ApiKeys {
  const rows = () => db<ApiKeyRow>('api_keys');

  return {
    async add({ id, userId, keyId, secret }, now) {
      await rows().insert({ id, user_id: userId, key_id: keyId, secret, created_date: toEpoch(now) });
    },

    async findAll(keyId) {
      const found = await rows().where({ key_id: keyId }).orderByRaw('created_date desc, rowid desc');
      return found.map(toApiKey);
    },
  };
}

function toApiKey({ id, user_id, key_id, secret }: ApiKeyRow): StoredApiKey {
  return { id, userId: user_id, keyId: key_id, secret };
}
