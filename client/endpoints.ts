// The server's endpoints by name.

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

/** The paths of defaults.yml: what the endpoints are called, but for a few. */
export const DEFAULT_ENDPOINTS: Endpoints = {
  ...(Object.fromEntries(NAMES.map((name) => [name, `/${name}`])) as Endpoints),
  passwordPolicy: '/password-policy',
  usersExample: '/import-users-example.csv',
};
