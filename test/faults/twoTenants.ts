// Two accounts (tenants), and who may look into them.
import { expect } from 'vitest';
import { adminOf } from '../contract/people.ts';
import { expectError } from '../contract/wire.ts';
import type { Reply } from '../support/browser.ts';
import { type RunningUserdb, startUserdb } from '../support/startUserdb.ts';

/** An administrator of acme, somebody of acme, and somebody of globex, with a role each. */
export async function startTwoTenants() {
  const running = await startUserdb();
  const admin = await adminOf(running, 'acme');
  const ben = await running.users.create({ account: 'acme', roles: ['cook'] });
  const gus = await running.users.create({ account: 'globex', givenName: 'Gus', roles: ['spy'] });
  const spy = gus.roles[0] ?? { id: '' };
  return { running, ...running, admin, ben, gus, spy };
}

/** The names of somebody's roles, as the database has them. */
export const rolesOf = async ({ users }: RunningUserdb, { email }: { email: string }) =>
  (await users.find(email)).roles.map(({ name }) => name);

/** Status 4xx, with the body that all errors have. */
export function expectRefused(reply: Reply): void {
  expect(reply.status).toBeGreaterThanOrEqual(400);
  expect(reply.status).toBeLessThan(500);
  expectError(reply, reply.status);
}
