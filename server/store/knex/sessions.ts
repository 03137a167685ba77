// user_sessions (who is signed in where) and sessions (what express-session keeps)
import type { Knex } from 'knex';
import { toEpoch } from '../../time.ts';
import type { SessionRecords, UserSession, UserSessions } from '../store.ts';

interface UserSessionRow {
  id_hash: string;
  user_id: string;
  epoch: number;
  began_at: number;
  last_seen_at: number;
  address: string | null;
  agent: string | null;
}

export function userSessionsIn(db: Knex, reader: Knex): UserSessions {
  const rows = () => db<UserSessionRow>('user_sessions');

  return {
    async begin({ idHash, userId, epoch, beganAt, lastSeenAt, address, agent }) {
      await rows().insert({
        id_hash: idHash,
        user_id: userId,
        epoch,
        began_at: toEpoch(beganAt),
        last_seen_at: toEpoch(lastSeenAt),
        address,
        agent,
      });
    },

    async find(idHash) {
      const row = await reader<UserSessionRow>('user_sessions').where({ id_hash: idHash }).first();
      return row ? toUserSession(row) : null;
    },

    async see(idHash, now) {
      await rows()
        .where({ id_hash: idHash })
        .update({ last_seen_at: toEpoch(now) });
    },

    async end(idHash) {
      await rows().where({ id_hash: idHash }).delete();
    },

    async ofUser(userId, { epoch, seenSince, beganSince }, count) {
      const found = await rows()
        .where({ user_id: userId, epoch })
        .where('last_seen_at', '>=', toEpoch(seenSince))
        .where('began_at', '>=', toEpoch(beganSince))
        .orderBy([
          { column: 'last_seen_at', order: 'desc' },
          { column: 'began_at', order: 'desc' },
          { column: 'id_hash' },
        ])
        .limit(count);
      return found.map(toUserSession);
    },

    async endOthers(userId, except) {
      const all = rows().where({ user_id: userId });
      return (except === null ? all : all.whereNot({ id_hash: except })).delete();
    },

    async removeUnseenSince(before) {
      await rows().where('last_seen_at', '<', toEpoch(before)).delete();
    },
  };
}

function toUserSession(row: UserSessionRow): UserSession {
  return {
    idHash: row.id_hash,
    userId: row.user_id,
    epoch: row.epoch,
    beganAt: new Date(row.began_at * 1000),
    lastSeenAt: new Date(row.last_seen_at * 1000),
    address: row.address,
    agent: row.agent,
  };
}

interface SessionRow {
  id_hash: string;
  data: string;
  expires_at: number;
}

export function sessionRecordsIn(db: Knex, reader: Knex): SessionRecords {
  const rows = () => db<SessionRow>('sessions');

  return {
    async get(idHash, now) {
      const row = await reader<SessionRow>('sessions')
        .where({ id_hash: idHash })
        .where('expires_at', '>', now.getTime())
        .first();
      return row?.data ?? null;
    },
    async set(idHash, data, expiresAt) {
      await rows().insert({ id_hash: idHash, data, expires_at: expiresAt.getTime() }).onConflict('id_hash').merge();
    },
    async touch(idHash, expiresAt) {
      await rows().where({ id_hash: idHash }).update({ expires_at: expiresAt.getTime() });
    },
    async remove(idHash) {
      await rows().where({ id_hash: idHash }).delete();
    },
    async removeExpired(now) {
      await rows().where('expires_at', '<=', now.getTime()).delete();
    },
  };
}
