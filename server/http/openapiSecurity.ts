// How a request says who makes it, as the document puts it.
import type { Config } from '../config/schema.ts';
import { uriOf } from './endpoint.ts';

/** The ways that are on, by name. */
export function securitySchemes(config: Config): Record<string, object> {
  const session = {
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: config.session.key,
      description: 'The cookie that signing in sets.',
    },
  };
  if (!config.endpoints.oauth.enabled) return session;
  const tokenUrl = `${config.basePath ?? ''}${uriOf({ key: 'oauth' }, config)}`;
  const { password, clientCredentials } = config.oauth2;
  const flows = {
    ...(password.enabled && { password: { tokenUrl, refreshUrl: tokenUrl, scopes: {} } }),
    ...(clientCredentials.enabled && { clientCredentials: { tokenUrl, scopes: {} } }),
  };
  return {
    ...session,
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'An access token.' },
    apiKey: { type: 'http', scheme: 'basic', description: 'The id and the secret of an API key.' },
    oauth: { type: 'oauth2', description: 'Where an access token comes from.', flows },
  };
}

/** What an operation takes that refuses visitors: any one of the ways. */
export function anySecurity(config: Config): Record<string, string[]>[] {
  return Object.keys(securitySchemes(config)).map((name) => ({ [name]: [] }));
}
