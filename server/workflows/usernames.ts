// User names: which are taken, and when the address stands in for one.
import { UserdbError } from '../errors.ts';
import { normalForm } from '../normalForm.ts';

interface Named {
  email: string;
  username: string | null;
}

/** No user name, or one's own address, which is the same. */
export function isNamedByAddress({ email, username }: Named): boolean {
  return username === null || normalForm(username) === normalForm(email);
}

/**
 * Another person's address as a user name would shut that person out, or let mail for one reach the other.
 *
 * @throws UserdbError USERNAME_INVALID
 */
export function assertUsername(username: string): void {
  if (/[@＠﹫\s]/u.test(username)) throw new UserdbError('USERNAME_INVALID', { field: 'username' });
}
