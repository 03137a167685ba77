// The name by which mails and lists call a user, and the names in it.
import type { User } from '../store/store.ts';

/** Given, middle and last name; the user name where there is none of them. */
export function fullNameOf({
  givenName,
  middleName,
  surname,
  username,
}: Pick<User, 'givenName' | 'middleName' | 'surname' | 'username'>): string {
  return [givenName, middleName, surname].filter(Boolean).join(' ') || username;
}

/** The first word, and the rest, as userdb 1 read a full name; empty where there is none. */
export function namesIn(fullName: string): { givenName: string; surname: string } {
  const [givenName = '', ...rest] = fullName.trim().split(/\s+/);
  return { givenName, surname: rest.join(' ') };
}
