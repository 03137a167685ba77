// The OpenAPI 3.1 document: made from the endpoints that are on, their addresses, and the schemas that validate.
import type { Config, EndpointKey } from '../config/schema.ts';
import { VERSION } from '../version.ts';
import { type Endpoint, type Operation, uriOf } from './endpoint.ts';
import { describeOperation } from './openapiOperation.ts';
import { errorComponents, HEADER_COMPONENTS } from './openapiRefusals.ts';
import { securitySchemes } from './openapiSecurity.ts';
import type { Components, JsonSchema } from './schemas.ts';

export interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, JsonSchema>>;
  [part: string]: unknown;
}

/** What a reader finds under one heading. */
const TAGS: Record<EndpointKey, string> = {
  login: 'signing in',
  logout: 'signing in',
  me: 'signing in',
  register: 'registering',
  verify: 'registering',
  welcome: 'registering',
  forgot: 'passwords',
  change: 'passwords',
  expired: 'passwords',
  passwordPolicy: 'passwords',
  oauth: 'access tokens',
  users: 'users',
  accounts: 'accounts',
  roles: 'roles',
  events: 'what happened',
  openapi: 'this document',
};

const ABOUT = `Answers are JSON when the request's Accept header prefers it. A refusal has its code in the header
\`Userdb-Error\`; "account" means the user in the words of Stormpath, and the tenant in paths and in \`account_id\`.`;

/** The document of a userdb; the same for the same configuration, and without anything that is secret in it. */
export function openApi(config: Config, endpoints: readonly Endpoint[]): OpenApi {
  const enabled = endpoints.filter(({ key }) => config.endpoints[key].enabled);
  const schemas: Components = errorComponents(config);
  const paths: OpenApi['paths'] = {};
  for (const endpoint of enabled) {
    // Where two have one address, the first is who answers.
    paths[uriOf(endpoint, config)] ??= Object.fromEntries(
      operationsOf(endpoint).map(([method, operation]) => [
        method,
        { tags: [TAGS[endpoint.key]], ...describeOperation({ config, endpoint, method, operation, schemas }) },
      ]),
    );
  }

  return {
    openapi: '3.1.1',
    info: { title: 'userdb', version: VERSION, description: ABOUT.replaceAll('\n', ' ') },
    servers: [{ url: config.basePath ?? '/' }],
    tags: [...new Set(enabled.map(({ key }) => TAGS[key]))].map((name) => ({ name })),
    paths,
    components: { schemas: sorted(schemas), headers: HEADER_COMPONENTS, securitySchemes: securitySchemes(config) },
  };
}

function operationsOf({ get, post }: Endpoint): ['get' | 'post', Operation][] {
  return [
    ...(get ? [['get', get] as ['get', Operation]] : []),
    ...(post ? [['post', post] as ['post', Operation]] : []),
  ];
}

function sorted<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
