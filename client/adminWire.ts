// What administrators ask and get, as the server has it.

import type { AuditEvent } from '../server/transformers/auditEvent.ts';
import type { ImportProgress as Progress } from '../server/workflows/importUsers.ts';
import type { AdminRole } from './wire.ts';

export type { AuditEvent };

export interface ListQuery {
  /** What a person types: it may stand anywhere in the text. */
  search?: string;
  offset?: number;
  /** Rows at once, 1,000 at most. */
  limit?: number;
  orderby?: [field: string, direction: 'asc' | 'desc'];
}

export interface Found<Row> {
  /** How many there are on all pages. */
  total: number;
  rows: Row[];
}

export interface UserChanges {
  id?: string;
  givenName?: string | null;
  middleName?: string | null;
  surname?: string | null;
  email?: string;
  status?: string;
  customData?: Record<string, unknown>;
  roles?: Pick<AdminRole, 'name'>[];
  /** Of a new user. */
  account_id?: string;
  /** Of a new user. */
  password?: string;
  /** Of a new user with a password: it has to be replaced at the first sign-in. */
  mustChangePassword?: boolean;
  /** The `modifiedAt` that the editor saw: a change since then is refused with the code EDITED_MEANWHILE. */
  expectedModifiedAt?: string;
}

export interface Choice {
  label: string;
  value: string;
}

export interface Tenants {
  options: (Choice & { roles: Choice[] })[];
  /** There are no others. */
  complete: boolean;
}

export interface EventFilter {
  accountId?: string;
  userId?: string;
  type?: string;
  /** ISO 8601. */
  from?: string;
  to?: string;
}

export interface AuditEvents {
  total: number;
  events: AuditEvent[];
  /** The types there are, to choose from. */
  types: string[];
}

export type ImportProgress = Progress;

/** The fields of an import, as docs/import.md has them. */
export interface ImportOptions {
  ignoreHeaders?: boolean | 'auto';
  disableNewUserWorkflow?: boolean;
  accountId?: string;
  dryRun?: boolean;
  partial?: boolean;
  /** By position, an empty name for a column that is not read; or `auto`. */
  columns?: readonly string[] | 'auto';
  failedRows?: boolean;
}

export interface ImportReport {
  dryRun: boolean;
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  refused: number;
  invited: number;
  wrong: { line: number; field: string; value: string | null; reason: string }[];
  /** Of a preview. */
  header?: string[] | null;
  columns?: string[];
  sample?: string[][];
  duplicates?: number;
  /** Where they were asked for. */
  failed?: { line: number; cells: string[]; reason: string }[];
}
