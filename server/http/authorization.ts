// The Authorization header: an access token (Bearer), or the id and the secret of an API key (Basic).
import type { Request } from 'express';
import type { ChosenApiKey } from '../workflows/apiKeysInCustomData.ts';

export type Scheme = 'bearer' | 'basic' | 'other';

/** Which kind of credentials the header has; null without a header. */
export function schemeOf(req: Request): Scheme | null {
  const header = req.get('Authorization');
  if (!header) return null;
  const [scheme = ''] = header.toLowerCase().split(' ');
  return scheme === 'bearer' || scheme === 'basic' ? scheme : 'other';
}

export function bearerTokenOf(req: Request): string | null {
  return credentials(req, 'bearer');
}

/** The id ends at the first colon; null when there is no such key to be read. */
export function apiKeyOf(req: Request): ChosenApiKey | null {
  const encoded = credentials(req, 'basic');
  if (encoded === null) return null;
  const text = Buffer.from(encoded, 'base64').toString();
  const [, keyId, secret] = /^([^:]+):(.+)$/.exec(text) ?? [];
  return keyId && secret && !/\p{Cc}/u.test(text) ? { keyId, secret } : null;
}

function credentials(req: Request, scheme: Scheme): string | null {
  if (schemeOf(req) !== scheme) return null;
  return (req.get('Authorization') ?? '').slice(scheme.length).trim() || null;
}
