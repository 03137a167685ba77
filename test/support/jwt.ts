// JWTs taken apart and put together by hand, as another program would, and as a forger would.
import { createHmac } from 'node:crypto';

export interface Jwt {
  header: Record<string, unknown>;
  payload: Record<string, unknown>;
}

/** What a JWT says, whoever signed it. */
export function readJwt(text: string): Jwt {
  const [header = '', payload = ''] = text.split('.');
  const part = (encoded: string) => JSON.parse(Buffer.from(encoded, 'base64url').toString()) as Record<string, unknown>;
  return { header: part(header), payload: part(payload) };
}

/** Signed with HMAC-SHA-256, whatever the header says; without a key, with nothing. */
export function signJwt({ header, payload }: Jwt, key: string | null): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${key === null ? '' : signature(signed, key)}`;
}

/** Whether the raw UTF-8 bytes of a text were the key of its HMAC-SHA-256. */
export function isSignedWith(text: string, key: string): boolean {
  const end = text.lastIndexOf('.');
  return text.slice(end + 1) === signature(text.slice(0, end), key);
}

function signature(signed: string, key: string): string {
  return createHmac('sha256', Buffer.from(key, 'utf8')).update(signed).digest('base64url');
}
