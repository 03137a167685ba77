// token_grants: what refresh tokens and access tokens stand on
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { TokenGrants } from '../store.ts';

interface TokenGrantRow {
  id: string;
  user_id: string;
  epoch: number;
  session_id_hash: string | null;
  expires_at: number;
  created_date: number;
}

export function tokenGrantsIn(db: Knex, reader: Knex): TokenGrants {
  const rows = () => db<TokenGrantRow>('token_grants');

  return {
    async add({ id, userId, epoch, sessionIdHash, expiresAt }, now) {
      await rows().insert({
        id,
        user_id: userId,
        epoch,
        session_id_hash: sessionIdHash,
        expires_at: toEpoch(expiresAt),
        created_date: toEpoch(now),
      });
    },

    async find(id, now) {
      const row = await reader<TokenGrantRow>('token_grants')
        .where({ id })
        .where('expires_at', '>', toEpoch(now))
        .first();
      if (!row) return null;
      const { user_id, epoch, session_id_hash, expires_at } = row;
      return { id, userId: user_id, epoch, sessionIdHash: session_id_hash, expiresAt: new Date(expires_at * 1000) };
    },

    async remove(id) {
      await rows().where({ id }).delete();
    },

    async removeOfSession(sessionIdHash) {
      await rows().where({ session_id_hash: sessionIdHash }).delete();
    },

    async removeOfOtherSessions(userId, except) {
      const given = rows().where({ user_id: userId }).whereNotNull('session_id_hash');
      await (except === null ? given : given.whereNot({ session_id_hash: except })).delete();
    },

    async removeOfUser(userId) {
      return rows().where({ user_id: userId }).delete();
    },

    async removeExpired(now) {
      await rows().where('expires_at', '<=', toEpoch(now)).delete();
    },
  };
}
