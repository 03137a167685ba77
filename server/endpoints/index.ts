// The endpoints, in the order of defaults.yml.
import type { Endpoint } from '../http/endpoint.ts';
import { change } from './change.ts';
import { expired } from './expired.ts';
import { forgot } from './forgot.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { me } from './me.ts';
import { passwordPolicy } from './passwordPolicy.ts';
import { register } from './register.ts';
import { verify } from './verify.ts';

export const ENDPOINTS: readonly Endpoint[] = [
  login,
  logout,
  me,
  register,
  verify,
  forgot,
  change,
  expired,
  passwordPolicy,
];
