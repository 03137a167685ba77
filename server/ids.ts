// Ids of everything that is stored.
import { randomBytes } from 'node:crypto';

/** 14 characters of [A-Za-z0-9_-] from a secure source (84 bits): they fit userdb 1's columns and tell nothing. */
export function newId(): string {
  return randomBytes(11).toString('base64url').slice(0, 14);
}
