// The endpoints, in the order of defaults.yml.
import type { Endpoint } from '../http/endpoint.ts';
import { ACCOUNTS } from './admin/accounts.ts';
import { checkPassword } from './admin/checkPassword.ts';
import { eventsList } from './admin/events.ts';
import { importExample, usersImport } from './admin/importUsers.ts';
import { ROLES } from './admin/roles.ts';
import { USERS } from './admin/users.ts';
import { change } from './change.ts';
import { expired } from './expired.ts';
import { forgot } from './forgot.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { me } from './me.ts';
import { meEvents } from './meEvents.ts';
import { meSessions, meSessionsEnd } from './meSessions.ts';
import { oauthRevoke } from './oauthRevoke.ts';
import { oauthToken } from './oauthToken.ts';
import { openapiOf } from './openapi.ts';
import { passwordPolicy } from './passwordPolicy.ts';
import { register } from './register.ts';
import { verify } from './verify.ts';
import { welcome } from './welcome.ts';
import { welcomed } from './welcomed.ts';

export const ENDPOINTS: readonly Endpoint[] = [
  login,
  logout,
  me,
  meSessions,
  meSessionsEnd,
  register,
  verify,
  forgot,
  change,
  expired,
  welcome,
  welcomed,
  oauthToken,
  oauthRevoke,
  ...USERS,
  usersImport,
  importExample,
  checkPassword,
  ...ACCOUNTS,
  ...ROLES,
  eventsList,
  meEvents,
  openapiOf(() => ENDPOINTS),
  passwordPolicy,
];
