// People with a role, each signed in with a browser of their own.
import { expect } from 'vitest';
import type { User } from '../../server/store/store.ts';
import type { AddedUser } from '../../server/workflows/addUser.ts';
import type { Browser, Reply } from '../support/browser.ts';
import { PASSWORD, type RunningUserdb } from '../support/startUserdb.ts';

export interface Person {
  user: User;
  browser: Browser;
}

/** Adds a user and signs in. */
export async function person(running: RunningUserdb, added: Partial<AddedUser> = {}): Promise<Person> {
  const user = await running.users.create(added);
  const browser = running.newBrowser();
  const reply = await browser.signIn(user, PASSWORD);
  expect(reply.status, reply.text).toBe(200);
  return { user, browser };
}

export function superAdmin(running: RunningUserdb): Promise<Person> {
  return person(running, { account: 'headquarters', roles: ['super-admin'] });
}

/** An administrator of one account (tenant). */
export function adminOf(running: RunningUserdb, account: string): Promise<Person> {
  return person(running, { account, roles: ['admin'] });
}

/** What the admin endpoints list, in their own words. */
export interface Listed {
  total: number;
  users: Record<string, unknown>[];
  accounts: Record<string, unknown>[];
  roles: Record<string, unknown>[];
}

/** 200 with a list of things. */
export function expectList(reply: Reply): Listed {
  expect(reply.status, reply.text).toBe(200);
  expect(reply.json).toHaveProperty('total');
  return reply.json as unknown as Listed;
}
