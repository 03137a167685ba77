// tokens: what mailed links stand for
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { StoredToken, TokenPurpose, Tokens } from '../store.ts';
import { inChunks, ROWS_AT_ONCE } from './chunks.ts';

interface TokenRow {
  id: string;
  purpose: TokenPurpose;
  user_id: string;
  email: string;
  expires_at: number;
  spent_at: number | null;
}

export function tokensIn(db: Knex): Tokens {
  const rows = () => db<TokenRow>('tokens');
  const usable = (id: string, now: Date) => rows().where({ id, spent_at: null }).where('expires_at', '>', toEpoch(now));

  return {
    async add({ id, purpose, userId, email, expiresAt }, now) {
      await rows()
        .where({ user_id: userId, purpose, spent_at: null })
        .update({ spent_at: toEpoch(now) });
      await rows().insert(toRow({ id, purpose, userId, email, expiresAt }));
    },

    async addMany(tokens) {
      await db.batchInsert('tokens', tokens.map(toRow), ROWS_AT_ONCE);
    },

    async usersWith(purposes, userIds, now) {
      const found = new Set<string>();
      for (const some of inChunks(userIds)) {
        const ids: string[] = await rows()
          .whereIn('user_id', some)
          .whereIn('purpose', [...purposes])
          .where({ spent_at: null })
          .where('expires_at', '>', toEpoch(now))
          .pluck('user_id');
        for (const id of ids) found.add(id);
      }
      return found;
    },

    async find(id, now) {
      const row = await usable(id, now).first();
      return row ? toToken(row) : null;
    },

    async spend(id, now) {
      return (await usable(id, now).update({ spent_at: toEpoch(now) })) === 1;
    },

    async voidAll(userId, now, purposes) {
      const living = rows().where({ user_id: userId, spent_at: null });
      await (purposes ? living.whereIn('purpose', [...purposes]) : living).update({ spent_at: toEpoch(now) });
    },

    async removeExpired(now) {
      await rows().where('expires_at', '<=', toEpoch(now)).delete();
    },
  };
}

function toRow({ id, purpose, userId, email, expiresAt }: StoredToken): TokenRow {
  return { id, purpose, user_id: userId, email, expires_at: toEpoch(expiresAt), spent_at: null };
}

function toToken(row: TokenRow): StoredToken {
  return {
    id: row.id,
    purpose: row.purpose,
    userId: row.user_id,
    email: row.email,
    expiresAt: new Date(row.expires_at * 1000),
  };
}
