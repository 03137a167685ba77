// Roles, accounts and what happened in them, for the tables and forms of administrators.

import type { AuditEvent } from '../../client/adminWire.ts';
import type { AdminAccount, AdminRole } from '../../client/wire.ts';
import type { Replies, SeenRequest } from './fixtureServer.ts';
import { type Answer, REFUSED } from './fixtures.ts';

export function adminRole(name: string, given: Partial<AdminRole> = {}): AdminRole {
  const account_id = given.account_id ?? 'acme';
  return {
    id: `${account_id}-${name}`,
    name,
    description: null,
    status: 'ENABLED',
    customData: {},
    account_id,
    ...given,
  };
}

export function adminAccount(id: string, name: string): AdminAccount {
  return {
    id,
    name,
    description: null,
    status: 'ENABLED',
    customData: {},
    created_date: 1_735_689_600,
    updated_date: null,
  };
}

const person = (id: string, fullName: string) => ({ id, fullName, email: `${id}@example.com` });

/** What happened to Ben, at noon of the fifth of January; what a test does not say is made up. */
export function auditEvent(id: string, type: string, given: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id,
    type,
    at: '2026-01-05T12:00:00.000Z',
    outcome: 'ok',
    user: person('ben', 'Ben Bright'),
    by: null,
    address: '203.0.113.7',
    agent: 'Firefox',
    details: {},
    ...given,
  };
}

export const BY_ROSA = { by: person('rosa', 'Rosa Root') };

interface Described {
  id: string;
  name: string;
  description: string | null;
}

/** The calls for roles or accounts, over rows that it changes. */
function described<Row extends Described>(kind: 'role' | 'account', rows: Row[], made: (name: string) => Row): Replies {
  const list = ({ body }: SeenRequest): Answer => {
    const {
      searchString = '',
      offset = 0,
      limit = 10,
      orderby = ['name', 'asc'],
      where,
    } = body as {
      searchString?: string;
      offset?: number;
      limit?: number;
      orderby?: [keyof Row & string, string];
      where?: Record<string, string>;
    };
    const account = where?.['roles.account_id'];
    const q = searchString.slice(1, -1).toLowerCase();
    const found = rows.filter(
      (row) =>
        row.name.toLowerCase().includes(q) && (!account || (row as { account_id?: string }).account_id === account),
    );
    const [field, direction] = orderby;
    found.sort(
      (a, b) => String(a[field] ?? '').localeCompare(String(b[field] ?? '')) * (direction === 'desc' ? -1 : 1),
    );
    return { body: { total: found.length, [`${kind}s`]: found.slice(offset, offset + limit) } };
  };
  const rowOf = (body: SeenRequest['body']) => rows.find(({ id }) => id === (body?.id ?? body?.[`${kind}Id`]));
  return {
    [`POST /${kind}s/list`]: list,
    [`POST /${kind}s/update`]: ({ body }) => {
      const row = rowOf(body) ?? made(String(body?.name));
      if (!rows.includes(row)) rows.push(row);
      return { body: Object.assign(row, body) };
    },
    [`POST /${kind}s/change_account_status`]: ({ body }) => {
      const row = rowOf(body);
      return row ? { body: Object.assign(row, { status: body?.newStatus }) } : REFUSED(404, 'Gone.');
    },
    [`POST /${kind}s/remove`]: ({ body }) => {
      const row = rowOf(body);
      if (row) rows.splice(rows.indexOf(row), 1);
      return { body: {} };
    },
  };
}

export function tenantReplies(
  roles = [adminRole('admin'), adminRole('doctor'), adminRole('nurse', { status: 'DISABLED' })],
  accounts = [adminAccount('acme', 'Acme'), adminAccount('zenith', 'Zenith')],
): Replies {
  return {
    ...described('role', roles, (name) => adminRole(name)),
    ...described('account', accounts, (name) => adminAccount(name.toLowerCase(), name)),
  };
}

/** An audit trail, which is narrowed by type and cut into pages. */
export function trailOf(events: readonly AuditEvent[]): Replies {
  return {
    'POST /events/list': ({ body }) => {
      const { offset = 0, limit = 100, type } = body as { offset?: number; limit?: number; type?: string };
      const found = events.filter((event) => !type || event.type === type);
      const types = [...new Set(events.map((event) => event.type))];
      return { body: { total: found.length, events: found.slice(offset, offset + limit), types } };
    },
  };
}
