// Where an endpoint is, unless the server's configuration has moved it: the paths of defaults.yml.

import type { EndpointName } from './endpoints.ts';

const OTHERWISE: Partial<Record<EndpointName, string>> = {
  passwordPolicy: '/password-policy',
  usersExample: '/import-users-example.csv',
};

/** The name of an endpoint is its path, but for a few. */
export function usualPath(endpoint: EndpointName): string {
  return OTHERWISE[endpoint] ?? `/${endpoint}`;
}
