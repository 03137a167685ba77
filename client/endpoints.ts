// Where the server's endpoints are, unless its configuration has moved them: the paths of defaults.yml.

export const DEFAULT_ENDPOINTS = {
  login: '/login',
  logout: '/logout',
  me: '/me',
  register: '/register',
  verify: '/verify',
  forgot: '/forgot',
  change: '/change',
  expired: '/expired',
  /** The page of an invitation. */
  welcome: '/welcome',
  /** Where its form goes. */
  welcomed: '/welcomed',
  passwordPolicy: '/password-policy',
  users: '/users',
  /** A file to start an import from. */
  usersExample: '/import-users-example.csv',
  accounts: '/accounts',
  roles: '/roles',
  events: '/events',
};

export type EndpointName = keyof typeof DEFAULT_ENDPOINTS;
export type Endpoints = Record<EndpointName, string>;
