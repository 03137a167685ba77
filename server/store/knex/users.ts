// users, their roles and their earlier passwords
import type { Knex } from 'knex';
import { normalForm } from '../../normalForm.ts';
import { toEpoch } from '../../time.ts';
import type { LockRule, User, Users } from '../store.ts';
import { inChunks, ROWS_AT_ONCE } from './chunks.ts';
import { changeNoted, readUsers, takenOf, toChangedRow, toRow, type UserRow } from './userRows.ts';
import { userSearchIn } from './userSearch.ts';

export function usersIn(db: Knex, reader: Knex): Users {
  const rows = () => db<UserRow>('users');

  async function find(where: (query: Knex.QueryBuilder) => void): Promise<User | null> {
    const [user] = await readUsers(reader, where);
    return user ?? null;
  }

  /** A lock that wrong passwords caused ends after the rule's seconds; one by an administrator has no last failure. */
  async function endOldLock(id: string, { seconds }: LockRule, now: Date): Promise<void> {
    if (seconds === 0) return;
    await rows()
      .where({ id, status: 'LOCKED' })
      .whereBetween('last_failed_login_on', [1, toEpoch(now) - seconds])
      .update({ status: 'ENABLED', failed_login_count: 0 });
  }

  return {
    findById: (id) => find((query) => query.where('users.id', id)),

    async findByLogin(login) {
      const normal = normalForm(login);
      if (normal === '') return null;
      return find((query) => query.where('users.email_normal', normal).orWhere('users.username_normal', normal));
    },

    async findByLogins(logins) {
      const found: User[] = [];
      for (const some of inChunks(logins.map(normalForm))) {
        found.push(
          ...(await readUsers(db, (query) =>
            query.whereIn('users.email_normal', some).orWhereIn('users.username_normal', some),
          )),
        );
      }
      return [...new Map(found.map((user) => [user.id, user])).values()];
    },

    ...userSearchIn(db),

    async create(user, now) {
      try {
        await db('users').insert(toRow(user, now));
      } catch (error) {
        return takenOf(error, user.username === user.email);
      }
      const created = await this.findById(user.id);
      if (!created) throw new Error('a user that was just created is not there');
      return created;
    },

    async createMany(users, now) {
      const all = users.map((user) => toRow(user, now));
      await db.batchInsert('users', all, ROWS_AT_ONCE);
    },

    async update(id, changes, now) {
      try {
        await rows().where({ id }).update(toChangedRow(changes, now));
      } catch (error) {
        return takenOf(error, changes.username === changes.email);
      }
      return this.findById(id);
    },

    async remove(id) {
      return (await rows().where({ id }).delete()) === 1;
    },

    async addRole(userId, roleId) {
      await db('users_roles').insert({ user_id: userId, role_id: roleId }).onConflict().ignore();
    },

    async addRoles(pairs) {
      for (const some of inChunks(pairs)) {
        const links = some.map(({ userId, roleId }) => ({ user_id: userId, role_id: roleId }));
        await db('users_roles').insert(links).onConflict().ignore();
      }
    },

    async removeRole(userId, roleId) {
      await db('users_roles').where({ user_id: userId, role_id: roleId }).delete();
    },

    async enable(id, now) {
      const changed = await rows()
        .where({ id, status: 'PENDING' })
        .update({ status: 'ENABLED', ...changeNoted(now) });
      return changed === 1;
    },

    async setStatus(id, status, now) {
      // Without a last failure, LOCKED does not end by itself.
      await rows()
        .where({ id })
        .update({ status, failed_login_count: 0, last_failed_login_on: 0, ...changeNoted(now) })
        .increment('session_epoch', 1);
    },

    async endSessions(id) {
      await rows().where({ id }).increment('session_epoch', 1);
    },

    async unlock(id, now) {
      const changed = await rows()
        .where({ id, status: 'LOCKED' })
        .update({ status: 'ENABLED', failed_login_count: 0, last_failed_login_on: 0, ...changeNoted(now) });
      return changed === 1;
    },

    async setPassword(id, hash, now) {
      await rows().where({ id, status: 'LOCKED' }).where('last_failed_login_on', '>', 0).update({ status: 'ENABLED' });
      await rows()
        .where({ id })
        .update({
          password: hash,
          password_updated_on: toEpoch(now),
          must_change_password: false,
          failed_login_count: 0,
          ...changeNoted(now),
        })
        .increment('session_epoch', 1);
    },

    async improvePasswordHash(id, from, to) {
      const improved = await rows().where({ id, password: from }).update({ password: to });
      // In the history it stands for the same password, which must not count twice.
      if (improved === 1) await db('old_passwords').where({ user_id: id, password: from }).update({ password: to });
    },

    async earlierPasswords(id, count) {
      // Several within a second are in the order in which they were stored.
      return db('old_passwords')
        .where({ user_id: id })
        .orderByRaw('created_date desc, rowid desc')
        .limit(count)
        .pluck('password');
    },

    async rememberPassword(id, hash, keep, now) {
      await db('old_passwords').insert({ user_id: id, password: hash, created_date: toEpoch(now) });
      const kept = await this.earlierPasswords(id, keep);
      await db('old_passwords').where({ user_id: id }).whereNotIn('password', kept).delete();
    },

    async countFailedLogin(id, rule, now) {
      await endOldLock(id, rule, now);
      const isOpen = () => rows().where({ id }).whereNot({ status: 'LOCKED' });
      await isOpen()
        .update({ last_failed_login_on: toEpoch(now) })
        .increment('failed_login_count', 1);
      if (rule.attempts === 0) return false;
      const locked = await rows()
        .where({ id, status: 'ENABLED' })
        .where('failed_login_count', '>=', rule.attempts)
        .update({ status: 'LOCKED' });
      return locked === 1;
    },

    async noteLogin(id, rule, now) {
      await endOldLock(id, rule, now);
      const noted = await rows()
        .where({ id, status: 'ENABLED' })
        .update({ last_login_on: toEpoch(now), failed_login_count: 0 });
      return noted === 1;
    },
  };
}
