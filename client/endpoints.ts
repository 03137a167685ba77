// The server's endpoints by name.

import { usualPath } from './usualPath.ts';

const NAMES = [
  'login',
  'logout',
  'me',
  'register',
  'verify',
  'forgot',
  'change',
  'expired',
  // The page of an invitation, and where its form goes.
  'welcome',
  'welcomed',
  'passwordPolicy',
  'users',
  // A file to start an import from.
  'usersExample',
  'accounts',
  'roles',
  'events',
] as const;

export type EndpointName = (typeof NAMES)[number];
export type Endpoints = Record<EndpointName, string>;

export const DEFAULT_ENDPOINTS = Object.fromEntries(NAMES.map((name) => [name, usualPath(name)])) as Endpoints;
