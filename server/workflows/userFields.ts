// What an administrator may say of a user.
import { UserdbError } from '../errors.ts';
import { isEmailAddress, LONGEST } from '../normalForm.ts';
import type { UserChanges } from '../store/store.ts';
import { readCustomData } from './customData.ts';
import { namesIn } from './fullName.ts';
import { trimmedText } from './plainText.ts';

/** What is absent stays as it is; null empties a field. */
export interface UserFields {
  givenName?: string | null | undefined;
  middleName?: string | null | undefined;
  surname?: string | null | undefined;
  fullName?: string | null | undefined;
  email?: string | undefined;
  /** Not on the wire: the address stands in for it. */
  username?: string | undefined;
  /** Replaces what is there, but for what is never sent. */
  customData?: Record<string, unknown> | null | undefined;
}

const LABELS = {
  givenName: 'First Name',
  middleName: 'Middle Name',
  surname: 'Last Name',
  fullName: 'Full Name',
  email: 'Email',
  username: 'Username',
} as const;
type TextField = keyof typeof LABELS;

const MOST: Record<TextField, number> = {
  givenName: LONGEST.name,
  middleName: LONGEST.name,
  surname: LONGEST.name,
  fullName: LONGEST.fullName,
  email: LONGEST.email,
  username: LONGEST.username,
};

/**
 * @throws UserdbError FIELD_REQUIRED, FIELD_NOT_TEXT, FIELD_UNREADABLE, FIELD_TOO_LONG, EMAIL_INVALID,
 *   CUSTOM_DATA_MALFORMED
 */
export function readUserFields(fields: UserFields): UserChanges {
  const { email, username, customData } = fields;
  return {
    ...readNames(fields),
    ...(email !== undefined && { email: readAddress(email) }),
    ...(username !== undefined && { username: required(textOf('username', username), 'username') }),
    ...(customData !== undefined && { customData: readCustomData(customData ?? {}) }),
  };
}

/** Throws for a field that is not there. @throws UserdbError FIELD_REQUIRED */
export function required<Value>(value: Value | null | undefined, field: TextField): Value {
  if (value === null || value === undefined) throw new UserdbError('FIELD_REQUIRED', { field, label: LABELS[field] });
  return value;
}

const NAMES = ['givenName', 'middleName', 'surname', 'fullName'] as const;
type Names = Pick<UserChanges, (typeof NAMES)[number]>;

/** Whoever sends nothing but a full name means the names by it. */
function readNames(fields: UserFields): Names {
  const sent = NAMES.filter((field) => fields[field] !== undefined);
  const { fullName, ...names }: Names = Object.fromEntries(sent.map((field) => [field, textOf(field, fields[field])]));
  if (!fullName) return names;
  if (sent.length > 1) return { ...names, fullName };
  const { givenName, surname } = namesIn(fullName);
  return {
    givenName: textOf('givenName', givenName),
    middleName: null,
    surname: textOf('surname', surname),
    fullName,
  };
}

function readAddress(text: string): string {
  const email = required(textOf('email', text), 'email');
  if (!isEmailAddress(email)) throw new UserdbError('EMAIL_INVALID', { field: 'email' });
  return email;
}

function textOf(field: TextField, value: unknown): string | null {
  return trimmedText(value, { field, label: LABELS[field], most: MOST[field] });
}
