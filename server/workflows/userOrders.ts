// What a list of users can be ordered by: names of userdb 1 and two more, on the wire and in the API, and ours for them.
import type { UserOrder } from '../store/store.ts';

export const USER_ORDERS = {
  fullName: 'fullName',
  email: 'email',
  givenName: 'givenName',
  surname: 'surname',
  username: 'username',
  status: 'status',
  'users.status': 'status',
  'accounts.name': 'account',
  'roles.name': 'role',
  createdAt: 'createdAt',
  lastLoginAt: 'lastLoginAt',
} as const satisfies Record<string, UserOrder>;
