// The name by which mails and lists call a user.
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
