// Secrets that are derived, not stored: the id of a row, and an HMAC over what the row says.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A key, or a list of keys of which the first signs and all are accepted. */
export type Keys = string | readonly string[];

/** The first of the keys: the one that signs. */
export function signingKeyOf(keys: Keys): string {
  return [keys].flat()[0] ?? '';
}

/**
 * The text that stands for a row: URL-safe, and hexadecimal at the end, since programs that find links in plain text
 * drop a last `-` or `_`.
 *
 * @param row  what the text is bound to; no two uses may have rows that read alike
 */
export function derive(id: string, row: readonly unknown[], keys: Keys): string {
  return `${id}${signature(row, signingKeyOf(keys))}`;
}

/** The id of the row that a text claims to stand for; null for a text of another shape. */
export function idIn(text: string): string | null {
  return /^([\w-]{14})[0-9a-f]{64}$/.exec(text)?.[1] ?? null;
}

/** Whether a text, whose `idIn` is the row's, was derived from it with one of the keys. */
export function isDerived(text: string, row: readonly unknown[], keys: Keys): boolean {
  const given = Buffer.from(text.slice(14));
  return [keys].flat().some((key) => timingSafeEqual(given, Buffer.from(signature(row, key))));
}

function signature(row: readonly unknown[], key: string): string {
  return createHmac('sha256', key).update(JSON.stringify(row)).digest('hex');
}
