// Data in a signed text that dies: a JWT (RFC 7519) signed with HS256, made and read at once, without waiting.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type Keys, signingKeyOf } from './derived.ts';

/** Says what kind of token it is (RFC 8725, 3.11), so that no other token of the same key is taken for one. */
const HEADER = encode({ alg: 'HS256', typ: 'userdb-data+jwt' });

const claims = z.object({ sub: z.unknown(), exp: z.number() });

/**
 * @param data     what JSON can say; readable by who has the token
 * @param seconds  until it dies
 * @param keys     the first signs
 */
export function signData(data: unknown, seconds: number, keys: Keys, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const signed = `${HEADER}.${encode({ sub: data, jti: randomUUID(), iat, exp: iat + seconds })}`;
  return `${signed}.${signature(signed, signingKeyOf(keys)).toString('base64url')}`;
}

/** The data; null for a token that is dead, of another key or kind, or none at all. */
export function readSignedData(token: string, keys: Keys, now: Date): unknown {
  const [header, payload, given, ...rest] = token.split('.');
  // The algorithm is ours, whatever a header says.
  if (header !== HEADER || payload === undefined || given === undefined || rest.length > 0) return null;
  const isOurs = [keys].flat().some((key) => isSame(given, signature(`${header}.${payload}`, key)));
  if (!isOurs) return null;
  const { sub, exp } = claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return exp * 1000 > now.getTime() ? (sub ?? null) : null;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function signature(signed: string, key: string): Buffer {
  return createHmac('sha256', key).update(signed).digest();
}

function isSame(given: string, expected: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64url');
  // Compared as text too: base64url has several spellings of the same bytes.
  return (
    bytes.length === expected.length && timingSafeEqual(bytes, expected) && given === expected.toString('base64url')
  );
}
