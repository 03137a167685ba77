// Access tokens: JWTs, signed with HMAC-SHA-256, that other programs with the key can read too.
import { createHmac } from 'node:crypto';
import { decodeProtectedHeader, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config/schema.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids.ts';
import { secondsAfter, toEpoch } from '../time.ts';
import { type Keys, signingKeyOf } from './derived.ts';

/** Pinned: what a token's own header says chooses no algorithm. */
const ALGORITHM = 'HS256';
/** The value of `stt` ("Stormpath token type"), by which a JWT of another use is told apart. */
const ACCESS = 'access';

/** What an access token stands for. */
export interface AccessGrant {
  userId: string;
  /** The user's session epoch. */
  epoch: number;
  /** The id of the row in token_grants. */
  grantId: string;
}

/** What signs access and refresh tokens. */
export function tokenKeysOf({ oauth2, tokenSigningKey }: Config): Keys {
  return oauth2.signingKey ?? tokenSigningKey;
}

/**
 * Makes an access token.
 *
 * @param subject  the href of the user, by which other programs know this person
 * @param ttl      seconds
 */
export async function issueAccessToken(
  { config, clock }: Context,
  { userId, epoch, grantId, subject, ttl }: AccessGrant & { subject: string; ttl: number },
): Promise<{ text: string; expiresAt: Date }> {
  const now = toEpoch(clock());
  const key = signingKeyOf(tokenKeysOf(config));
  const text = await new SignJWT({ rti: grantId, stt: ACCESS, uid: userId, epoch })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: keyIdOf(key) })
    .setIssuer(config.baseUrl)
    .setSubject(subject)
    .setIssuedAt(now)
    .setExpirationTime(now + ttl)
    // Two tokens of one second have to differ.
    .setJti(newId())
    .sign(bytesOf(key));
  return { text, expiresAt: secondsAfter(new Date(now * 1000), ttl) };
}

/**
 * What an access token of ours says; null for every other text.
 *
 * @param expiredToo  for ending what stands behind a token that has had its time
 */
export async function readAccessToken(
  { config, clock }: Context,
  text: string,
  { expiredToo = false } = {},
): Promise<AccessGrant | null> {
  const currentDate = expiredToo ? new Date(0) : clock();
  for (const key of keysFor(text, tokenKeysOf(config))) {
    try {
      const { payload } = await jwtVerify(text, bytesOf(key), {
        algorithms: [ALGORITHM],
        issuer: config.baseUrl,
        requiredClaims: ['exp'],
        currentDate,
      });
      return grantIn(payload);
    } catch {
      // Of another key, of another algorithm, expired, or no token at all: nobody is told which.
    }
  }
  return null;
}

/** The key that the header names; all of them where it names none of ours. */
function keysFor(text: string, keys: Keys): string[] {
  const all = [keys].flat();
  try {
    const { kid } = decodeProtectedHeader(text);
    const named = all.filter((key) => keyIdOf(key) === kid);
    return named.length > 0 ? named : all;
  } catch {
    return [];
  }
}

function grantIn({ stt, uid, epoch, rti }: JWTPayload): AccessGrant | null {
  if (stt !== ACCESS) return null;
  if (typeof uid !== 'string' || typeof epoch !== 'number' || typeof rti !== 'string') return null;
  return { userId: uid, epoch, grantId: rti };
}

/** Tells keys apart, and tells nothing about them. */
function keyIdOf(key: string): string {
  return createHmac('sha256', key).update('kid').digest('base64url').slice(0, 11);
}

/** The raw bytes, as other programs that are given the same text take them: no decoding of any kind. */
function bytesOf(key: string): Uint8Array {
  return new TextEncoder().encode(key);
}
