// Finding many users: by what an administrator asks for, and one after the other.
import type { Knex } from 'knex';
import type { User, UserFilter, UserOrder, Users } from '../store.ts';
import { readUsers } from './userRows.ts';

const SEARCHED = ['givenName', 'middleName', 'surname', 'fullName', 'username', 'email', 'status'];

export function userSearchIn(db: Knex): Pick<Users, 'search' | 'after' | 'countWithRole'> {
  /** Users alone, each once: joined rows would be counted, and cut, instead. */
  const fitting = (filter: UserFilter) => db('users').where((query) => restrict(db, query, filter));

  async function inOrderOf(ids: string[]): Promise<User[]> {
    const users = await readUsers(db, (query) => query.whereIn('users.id', ids));
    const byId = new Map(users.map((user) => [user.id, user]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  return {
    async search(filter, { offset, limit, orderBy, descending }) {
      const [count] = await fitting(filter).count({ total: '*' });
      const ids: string[] = await fitting(filter)
        .orderBy([{ column: orderColumn(db, orderBy), order: descending ? 'desc' : 'asc' }, { column: 'users.id' }])
        .offset(offset)
        .limit(limit)
        .pluck('users.id');
      return { total: Number(count?.total ?? 0), items: await inOrderOf(ids) };
    },

    async after(id, count, filter) {
      const query = fitting(filter).orderBy('users.id').limit(count);
      return inOrderOf(await (id === null ? query : query.where('users.id', '>', id)).pluck('users.id'));
    },

    async countWithRole(name) {
      const [count] = await db('users')
        .join('accounts', 'accounts.id', 'users.account_id')
        .join('users_roles', 'users_roles.user_id', 'users.id')
        .join('roles', 'roles.id', 'users_roles.role_id')
        .where({ 'roles.name': name, 'roles.status': 'ENABLED' })
        .where({ 'users.status': 'ENABLED', 'accounts.status': 'ENABLED' })
        .countDistinct({ total: 'users.id' });
      return Number(count?.total ?? 0);
    },
  };
}

function restrict(
  db: Knex,
  query: Knex.QueryBuilder,
  { accountId, status, role, equal, pattern, patternAlsoIn }: UserFilter,
): void {
  if (accountId !== undefined) query.where('users.account_id', accountId);
  if (status !== undefined) query.where('users.status', status);
  if (role !== undefined) query.whereIn('users.id', holders(db).where('roles.name', role));
  for (const [column, value] of Object.entries(equal ?? {})) query.where(`users.${column}`, value);
  if (pattern === undefined) return;
  // In brackets of its own, or the pattern would widen what the account has narrowed.
  query.where((either) => {
    for (const column of SEARCHED) either.orWhereLike(`users.${column}`, pattern);
    if (patternAlsoIn?.accountName) {
      either.orWhereIn('users.account_id', db('accounts').whereLike('name', pattern).select('id'));
    }
    if (patternAlsoIn?.roleNames) {
      either.orWhereIn('users.id', holders(db).whereLike('roles.name', pattern));
    }
  });
}

/** The ids of who has a role. */
function holders(db: Knex): Knex.QueryBuilder {
  return db('users_roles').join('roles', 'roles.id', 'users_roles.role_id').select('users_roles.user_id');
}

/** A user with several roles stands where the first of them stands. */
function orderColumn(db: Knex, orderBy: UserOrder): string | Knex.QueryBuilder {
  switch (orderBy) {
    case 'account':
      return db('accounts').whereRaw('accounts.id = users.account_id').select('accounts.name');
    case 'role':
      return db('users_roles')
        .join('roles', 'roles.id', 'users_roles.role_id')
        .whereRaw('users_roles.user_id = users.id')
        .min('roles.name');
    case 'createdAt':
      return 'users.created_date';
    case 'lastLoginAt':
      return 'users.last_login_on';
    default:
      return `users.${orderBy}`;
  }
}
