// The export `userdb/client`: the HTTP client without React, with the calls of administrators.

import { type AdminCalls, adminCalls } from './adminApi.ts';
import { type ClientOptions, createClient as createBareClient, type UserdbClient } from './api.ts';

export type { UserQuery } from './adminApi.ts';
export type {
  AuditEvent,
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
export type { Values } from './api.ts';
export type { EndpointName, Endpoints } from './endpoints.ts';
export type { RequestOptions } from './request.ts';
export { UserdbError, type UserdbErrorDetails } from './userdbError.ts';
export type {
  Account,
  AdminAccount,
  AdminRole,
  AdminUser,
  Device,
  Invitation,
  PasswordPolicy,
  Role,
  User,
  ViewModel,
} from './wire.ts';
export type { AdminCalls, ClientOptions, UserdbClient };

export interface FullClient extends UserdbClient {
  admin: AdminCalls;
}

export function createClient(options: ClientOptions = {}): FullClient {
  const client = createBareClient(options);
  // Not a copy by spreading: `sessionSeconds` is read when it is asked for.
  return Object.assign(client, { admin: adminCalls(client) });
}
