// A server with users to administer: it searches, filters, sorts and pages like the real one, and remembers changes.

import type { AdminUser } from '../../client/wire.ts';
import type { Replies, SeenRequest } from './fixtureServer.ts';
import { ADA, type Answer, REFUSED } from './fixtures.ts';

const ACCOUNTS = [
  { id: 'acme', name: 'Acme', roles: ['admin', 'doctor', 'nurse'] },
  { id: 'zenith', name: 'Zenith', roles: ['admin', 'pilot'] },
];

type Made = Partial<Omit<AdminUser, 'roles'>> & { id: string; roles?: string[] };

/** A user as the server tells of it; what a test does not say is made up. */
export function adminUser({ id, roles = [], ...given }: Made): AdminUser {
  const [givenName = '', surname = ''] = (given.fullName ?? id).split(' ');
  const account = ACCOUNTS.find((one) => one.id === (given.account_id ?? 'acme')) ?? { id: 'acme', name: 'Acme' };
  const { id: account_id, name } = account;
  const role = (roleName: string) => ({ id: `${account_id}-${roleName}`, name: roleName, description: null });
  return {
    href: `http://localhost/accounts/${id}`,
    id,
    username: `${id}@example.com`,
    email: `${id}@example.com`,
    givenName,
    middleName: null,
    surname,
    fullName: `${givenName} ${surname}`,
    status: 'ENABLED',
    createdAt: '2025-01-01T00:00:00.000Z',
    modifiedAt: '2025-01-01T00:00:00.000Z',
    lastLoginAt: null,
    created_date: 1_735_689_600,
    updated_date: null,
    account_id,
    accounts: [{ id: account_id, name, description: null, status: 'ENABLED', customData: {} }],
    groups: { href: '', items: [] } as unknown as AdminUser['groups'],
    customData: {},
    ...given,
    roles: roles.map((one) => ({ ...role(one), status: 'ENABLED', customData: {}, account_id })),
  };
}

export const ADMIN: Answer = { body: { account: ADA } };
export const SUPER_ADMIN: Answer = { body: { account: { ...ADA, roles: [{ id: 'r0', name: 'super-admin' }] } } };
export const NOBODY_SPECIAL: Answer = { body: { account: { ...ADA, roles: [{ id: 'r2', name: 'doctor' }] } } };

/** Those whom most tests need: one of each kind. */
export const PEOPLE: AdminUser[] = [
  adminUser({ id: 'ada', fullName: 'Ada Archer', roles: ['admin', 'doctor'], lastLoginAt: '2026-01-05T11:48:00.000Z' }),
  adminUser({ id: 'ben', fullName: 'Ben Bright', roles: ['doctor'], lastLoginAt: '2025-12-20T09:00:00.000Z' }),
  adminUser({ id: 'cleo', fullName: 'Cleo Cruz', status: 'PENDING' }),
  adminUser({ id: 'dan', fullName: 'Dan Dow', status: 'DISABLED', roles: ['nurse'] }),
  adminUser({ id: 'eve', fullName: 'Eve Eriksson', status: 'LOCKED', roles: ['nurse'] }),
  adminUser({ id: 'sue', fullName: 'Sue Super', roles: ['super-admin'] }),
];

/** So many more, all enabled. */
export function crowd(count: number): AdminUser[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, '0');
    return adminUser({ id: `user${number}`, fullName: `User ${number}`, roles: ['nurse'] });
  });
}

export interface AdminServer {
  replies: Replies;
  /** As they are now. */
  users: AdminUser[];
  /** Refuses what is done to these users. */
  refuse: Map<string, Answer>;
}

interface ListBody {
  searchString?: string;
  status?: string;
  role?: string;
  accountId?: string;
  offset?: number;
  limit?: number;
  orderby?: [string, string];
}

export function adminServer(people: readonly AdminUser[] = PEOPLE, who: Answer = ADMIN): AdminServer {
  let clock = Date.UTC(2026, 0);
  const server: AdminServer = { users: people.map((user) => ({ ...user })), refuse: new Map(), replies: {} };

  function list({ body }: SeenRequest): Answer {
    const { searchString, status, role, accountId, offset = 0, limit = 10, orderby } = (body ?? {}) as ListBody;
    const q = searchString?.slice(1, -1).toLowerCase() ?? '';
    const found = server.users.filter(
      (user) =>
        `${user.fullName} ${user.email}`.toLowerCase().includes(q) &&
        (!status || user.status === status) &&
        (!accountId || user.account_id === accountId) &&
        (!role || user.roles.some(({ name }) => name === role)),
    );
    const [field = 'fullName', direction = 'asc'] = orderby ?? [];
    const key = (user: AdminUser) => String(user[field as keyof AdminUser] ?? '');
    found.sort((a, b) => key(a).localeCompare(key(b)) * (direction === 'desc' ? -1 : 1));
    return { body: { total: found.length, users: found.slice(offset, offset + limit) } };
  }

  /** What is done to one user. */
  const act = (work: (user: AdminUser, body: Record<string, unknown>) => Answer) => (request: SeenRequest) => {
    const id = String(request.body?.userId ?? request.body?.id);
    const user = server.users.find((one) => one.id === id);
    return server.refuse.get(id) ?? (user ? work(user, request.body ?? {}) : REFUSED(404, 'Gone.', 'USER_UNKNOWN'));
  };
  const done = act(() => ({ body: {} }));

  server.replies = {
    'GET /me': who,
    'POST /users/list': list,
    'POST /users/change_account_status': act((user, { newStatus }) => ({
      body: Object.assign(user, { status: newStatus }),
    })),
    'POST /users/update': act((user, { roles, expectedModifiedAt: seen, ...changes }) => {
      if (seen && seen !== user.modifiedAt) return REFUSED(409, 'Edited.', 'EDITED_MEANWHILE');
      if (Object.keys(changes).length > 1 || roles) user.modifiedAt = new Date(++clock).toISOString();
      const names = (roles as { name: string }[] | undefined)?.map(({ name }) => name);
      const now = { ...changes, ...(names && { roles: adminUser({ ...user, roles: names }).roles }) };
      return { body: Object.assign(user, now) };
    }),
    'POST /users/remove': act((user) => {
      server.users.splice(server.users.indexOf(user), 1);
      return { body: {} };
    }),
    'POST /users/resend_invite': done,
    'POST /users/reset_password': done,
    'POST /users/sign_out': done,
    'POST /accounts/roles_for_account': ({ body }) => ({ body: rolesOf(String(body?.accountId)) }),
    'POST /accounts/select_list': ({ body }) => ({
      body: {
        complete: !body?.q,
        options: ACCOUNTS.filter(({ name }) => name.toLowerCase().includes(String(body?.q ?? '').toLowerCase())).map(
          ({ id, name, roles }) => ({
            value: id,
            label: name,
            roles: roles.map((role) => ({ value: `${id}-${role}`, label: role })),
          }),
        ),
      },
    }),
    'POST /events/list': REFUSED(404, 'Not found'),
  };
  return server;
}

function rolesOf(accountId: string) {
  const { roles = [] } = ACCOUNTS.find(({ id }) => id === accountId) ?? {};
  return roles.map((name) => ({ id: `${accountId}-${name}`, name, account_id: accountId, status: 'ENABLED' }));
}
