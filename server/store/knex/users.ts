// users, their roles and their earlier passwords
import type { Knex } from 'knex';
import { normalForm } from '../../normalForm.ts';
import { fromEpoch, toEpoch } from '../../time.ts';
import type { LockRule, NewUser, Status, User, Users } from '../store.ts';
import { type RoleRow, toAccount, toRole } from './accounts.ts';
import { refusedColumn } from './dialects.ts';
import { readJson } from './json.ts';

interface UserRow {
  id: string;
  account_id: string;
  givenName: string | null;
  middleName: string | null;
  surname: string | null;
  fullName: string | null;
  username: string | null;
  email: string | null;
  password: string;
  password_updated_on: number;
  last_login_on: number;
  last_failed_login_on: number;
  failed_login_count: number;
  status: Status;
  customData: string | null;
  created_date: number | null;
  updated_date: number | null;
  session_epoch: number;
  email_normal: string | null;
  username_normal: string | null;
}

const DESCRIBED = ['id', 'name', 'description', 'status', 'customData'];
/** `users.account_id` is there already, and is the account's id. */
const ACCOUNT_COLUMNS = DESCRIBED.filter((name) => name !== 'id').map((name) => `accounts.${name} as account_${name}`);
const ROLE_COLUMNS = [...DESCRIBED, 'account_id'].map((name) => `roles.${name} as role_${name}`);

type JoinedRow = UserRow & { role_id: string | null } & Record<string, unknown>;

/** The columns with a prefix, without it. */
function unprefixed<Row>(row: object, prefix: string): Row {
  const own = Object.entries(row).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])) as Row;
}

export function usersIn(db: Knex, reader: Knex): Users {
  const rows = () => db<UserRow>('users');

  /** The user with account and roles, in one query: it is asked with every request of somebody who is signed in. */
  async function find(where: (query: Knex.QueryBuilder) => void): Promise<User | null> {
    const found: JoinedRow[] = await reader('users')
      .join('accounts', 'accounts.id', 'users.account_id')
      .leftJoin('users_roles', 'users_roles.user_id', 'users.id')
      .leftJoin('roles', 'roles.id', 'users_roles.role_id')
      .where(where)
      .orderBy('roles.name')
      .select('users.*', ...ACCOUNT_COLUMNS, ...ROLE_COLUMNS);
    const [row] = found;
    if (!row) return null;
    const roles = found.filter((one) => one.role_id !== null).map((one) => unprefixed<RoleRow>(one, 'role_'));
    return toUser(row, toAccount(unprefixed(row, 'account_')), roles.map(toRole));
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

    async create(user, now) {
      try {
        await db('users').insert(toRow(user, now));
      } catch (error) {
        const column = refusedColumn(error);
        // A user name may stand in for the address, so the address is what is taken when both are.
        if (column === 'email_normal' || (column === 'username_normal' && user.username === user.email))
          return 'email taken';
        if (column === 'username_normal') return 'username taken';
        throw error;
      }
      const created = await this.findById(user.id);
      if (!created) throw new Error('a user that was just created is not there');
      return created;
    },

    async addRole(userId, roleId) {
      await db('users_roles').insert({ user_id: userId, role_id: roleId }).onConflict().ignore();
    },

    async enable(id, now) {
      const changed = await rows()
        .where({ id, status: 'PENDING' })
        .update({ status: 'ENABLED', updated_date: toEpoch(now) });
      return changed === 1;
    },

    async setStatus(id, status, now) {
      // Without a last failure, LOCKED does not end by itself.
      await rows()
        .where({ id })
        .update({ status, failed_login_count: 0, last_failed_login_on: 0, updated_date: toEpoch(now) })
        .increment('session_epoch', 1);
    },

    async setPassword(id, hash, now) {
      await rows().where({ id, status: 'LOCKED' }).where('last_failed_login_on', '>', 0).update({ status: 'ENABLED' });
      await rows()
        .where({ id })
        .update({
          password: hash,
          password_updated_on: toEpoch(now),
          failed_login_count: 0,
          updated_date: toEpoch(now),
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

function toUser(row: UserRow, account: User['account'], roles: User['roles']): User {
  const createdAt = fromEpoch(row.created_date) ?? new Date(0);
  const email = row.email ?? '';
  const username = row.username || email;
  return {
    id: row.id,
    email,
    username,
    givenName: row.givenName,
    middleName: row.middleName,
    surname: row.surname,
    fullName: row.fullName || username,
    status: row.status,
    customData: readJson(row.customData),
    createdAt,
    updatedAt: fromEpoch(row.updated_date),
    password: row.password,
    passwordUpdatedAt: fromEpoch(row.password_updated_on),
    lastLoginAt: fromEpoch(row.last_login_on),
    lastFailedLoginAt: fromEpoch(row.last_failed_login_on),
    failedLoginCount: row.failed_login_count,
    sessionEpoch: row.session_epoch,
    account,
    roles,
  };
}

function toRow(user: NewUser, now: Date) {
  const { accountId, customData, ...columns } = user;
  return {
    ...columns,
    account_id: accountId,
    fullName: [user.givenName, user.middleName, user.surname].filter(Boolean).join(' ') || user.username,
    customData: JSON.stringify(customData),
    email_normal: normalForm(user.email),
    username_normal: normalForm(user.username),
    password_updated_on: toEpoch(now),
    created_date: toEpoch(now),
  };
}
