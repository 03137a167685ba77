// The calls of administrators, for those who have the role. Apart from the others, since few people load them.

import type {
  AuditEvents,
  EventFilter,
  Found,
  ImportOptions,
  ImportProgress,
  ImportReport,
  ListQuery,
  Tenants,
  UserChanges,
} from './adminWire.ts';
import type { BasicClient } from './basicApi.ts';
import { streamImport } from './importStream.ts';
import type { RequestOptions } from './request.ts';
import type { AdminAccount, AdminRole, AdminUser } from './wire.ts';

export interface UserQuery extends ListQuery {
  accountId?: string;
  status?: string;
  /** The name of a role. */
  role?: string;
}

export interface AdminCalls {
  users: {
    list(query: UserQuery, options?: RequestOptions): Promise<Found<AdminUser>>;
    /** Changes a user, or makes one where there is no `id`. */
    save(changes: UserChanges, options?: RequestOptions): Promise<AdminUser>;
    remove(userId: string, options?: RequestOptions): Promise<void>;
    setStatus(userId: string, newStatus: string, options?: RequestOptions): Promise<AdminUser>;
    /** Mails a link for a new password. */
    resetPassword(userId: string, options?: RequestOptions): Promise<void>;
    /** Mails the invitation again, to a user who is PENDING. */
    invite(userId: string, options?: RequestOptions): Promise<void>;
    /** Ends all sessions of the user. */
    signOut(userId: string, options?: RequestOptions): Promise<void>;
    /** Makes users of the rows of a file, or with `dryRun` tells what would happen. */
    importFile(
      file: File,
      how: ImportOptions,
      onProgress?: (progress: ImportProgress) => void,
      options?: RequestOptions,
    ): Promise<ImportReport>;
  };
  accounts: {
    list(query: ListQuery, options?: RequestOptions): Promise<Found<AdminAccount>>;
    save(changes: Partial<AdminAccount>, options?: RequestOptions): Promise<AdminAccount>;
    remove(accountId: string, options?: RequestOptions): Promise<void>;
    setStatus(accountId: string, newStatus: string, options?: RequestOptions): Promise<AdminAccount>;
    /** The accounts whose name has `q` in it, with their roles; for a super-admin to choose from. */
    choices(q?: string, options?: RequestOptions): Promise<Tenants>;
    /** The roles of an account. */
    roles(accountId: string, options?: RequestOptions): Promise<AdminRole[]>;
  };
  roles: {
    list(query: ListQuery & { accountId?: string }, options?: RequestOptions): Promise<Found<AdminRole>>;
    save(changes: Partial<AdminRole>, options?: RequestOptions): Promise<AdminRole>;
    remove(roleId: string, options?: RequestOptions): Promise<void>;
  };
  /** What happened; refused with status 404 where the server does not tell. */
  events(query: ListQuery & EventFilter, options?: RequestOptions): Promise<AuditEvents>;
}

export function adminCalls(client: BasicClient): AdminCalls {
  async function post<Answer>(
    endpoint: 'users' | 'accounts' | 'roles' | 'events',
    action: string,
    values: unknown,
    how?: RequestOptions,
  ) {
    return (await client.request('POST', endpoint, `/${action}`, values, how)) as Answer;
  }

  return {
    users: {
      list: async (query, how) => {
        const { total, users } = await post<{ total: number; users: AdminUser[] }>(
          'users',
          'list',
          { withAccounts: true, withRoles: true, ...listBody(query) },
          how,
        );
        return { total, rows: users };
      },
      save: (changes, how) => post('users', 'update', changes, how),
      remove: (userId, how) => post('users', 'remove', { userId }, how),
      setStatus: (userId, newStatus, how) => post('users', 'change_account_status', { userId, newStatus }, how),
      resetPassword: (userId, how) => post('users', 'reset_password', { userId }, how),
      invite: (userId, how) => post('users', 'resend_invite', { userId }, how),
      signOut: (userId, how) => post('users', 'sign_out', { userId }, how),
      importFile: (file, how, onProgress, options) => streamImport(client, file, how, onProgress, options),
    },
    accounts: {
      list: async (query, how) => {
        const { total, accounts } = await post<{ total: number; accounts: AdminAccount[] }>(
          'accounts',
          'list',
          listBody(query),
          how,
        );
        return { total, rows: accounts };
      },
      save: (changes, how) => post('accounts', 'update', changes, how),
      remove: (accountId, how) => post('accounts', 'remove', { accountId }, how),
      setStatus: (accountId, newStatus, how) =>
        post('accounts', 'change_account_status', { accountId, newStatus }, how),
      choices: (q = '', how) => post('accounts', 'select_list', { q }, how),
      roles: (accountId, how) => post('accounts', 'roles_for_account', { accountId }, how),
    },
    roles: {
      list: async ({ accountId, ...query }, how) => {
        const where = accountId ? { where: { 'roles.account_id': accountId } } : {};
        const body = { ...listBody(query), ...where };
        const { total, roles } = await post<{ total: number; roles: AdminRole[] }>('roles', 'list', body, how);
        return { total, rows: roles };
      },
      save: (changes, how) => post('roles', 'update', changes, how),
      remove: (roleId, how) => post('roles', 'remove', { roleId }, how),
    },
    events: (query, how) => post('events', 'list', listBody(query), how),
  };
}

/** The search as a pattern of SQL's LIKE, in which nothing that a person types is special. */
function listBody<Query extends ListQuery>({ search, ...query }: Query) {
  return search ? { ...query, searchString: `%${search}%` } : query;
}
