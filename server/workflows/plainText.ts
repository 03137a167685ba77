// Text from strangers: whole Unicode, no control characters, not endless.
import { UserdbError } from '../errors.ts';

interface Expected {
  field: string;
  label: string;
  /** Most characters. */
  most?: number;
  /** For passwords, which are taken as typed. */
  anyCharacter?: boolean;
}

/** @throws UserdbError FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG */
export function plainText(value: unknown, { field, label, most, anyCharacter = false }: Expected): string {
  if (typeof value !== 'string') throw new UserdbError('FIELD_NOT_TEXT', { field, label });
  // Half a surrogate pair cannot be stored, and would make two passwords one.
  if (!value.isWellFormed() || (!anyCharacter && /\p{Cc}/u.test(value))) {
    throw new UserdbError('FIELD_UNREADABLE', { field, label });
  }
  if (most !== undefined && [...value].length > most) throw new UserdbError('FIELD_TOO_LONG', { field, label, most });
  return value;
}

/**
 * The same without blanks around it; null for nothing.
 *
 * @throws UserdbError FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG
 */
export function trimmedText(value: unknown, expected: Expected): string | null {
  if (value === null) return null;
  return plainText(value, expected).trim() || null;
}
